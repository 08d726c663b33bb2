extension PageScript {
    /// One call: lanes, places worth listening to, signalling and all figures of its streams.
    static let callView = #"""
        // Sound inside the page gets an address when it is first wanted.
        const addresses = new Map();
        const addressOf = inside => {
          const held = byId(inside);
          if (held && !addresses.has(inside)) addresses.set(inside, URL.createObjectURL(new Blob([bytesOf(held.textContent)], {type: "audio/mpeg"})));
          return addresses.get(inside);
        };
        const soundAddress = source => { if (source.inside && !source.url) source.url = addressOf(source.inside); };
        // A page with sound inside may be alone: it hands out what it has.
        const linkInside = link => {
          const path = link.getAttribute("href"), inside = "sound-" + path.replace(/^audio\//, "").replace(/\..*$/, "");
          if (!byId(inside)) return;
          if (path.endsWith(".mp3")) {
            link.download = path.slice(path.lastIndexOf("/") + 1);
            link.addEventListener("click", () => { link.href = addressOf(inside); }, {once: true});
          } else link.remove();
        };
        // Streams of one direction may overlap: of several intervals at a time the worst figures count.
        const worstOf = points => {
          const sorted = [...points].sort((a, b) => a[0] - b[0]);
          if (sorted.every((point, index) => index === 0 || point[0] > sorted[index - 1][1] - 0.02)) return sorted;
          const known = (values, choose) => values.some(value => value !== null) ? choose(...values.filter(value => value !== null)) : null;
          const times = [...new Set(sorted.flatMap(point => [point[0], point[1]]))].sort((a, b) => a - b);
          return times.slice(1).map((end, index) => {
            const there = sorted.filter(point => point[0] < end && point[1] > times[index]);
            const worst = (column, choose) => known(there.map(point => point[column]), choose);
            return there.length ? [times[index], end, ...[2, 3, 4].map(column => worst(column, Math.max)), worst(5, Math.min),
              worst(6, Math.max)] : null;
          }).filter(point => point);
        };
        // Five bits a letter, the lowest first; 32 says that the number goes on.
        const numbersOf = text => {
          const numbers = [];
          let number = 0, place = 1;
          for (const letter of text || "") {
            const bits = heights.indexOf(letter);
            number += bits % 32 * place;
            place *= 32;
            if (bits < 32) { numbers.push(number); number = 0; place = 1; }
          }
          return numbers;
        };
        // Numbers that are one larger than the figure in these steps, 0 where it is not known.
        const known = (number, steps) => number === 0 ? null : (number - 1) / steps;
        const pointsOf = text => {
          const numbers = numbersOf(text);
          let end = 0, length = 0;
          return Array.from({length: numbers.length / 7}, (_, index) => {
            const [gap, long, lost, late, jitter, mos, variation] = numbers.slice(7 * index, 7 * index + 7);
            const start = end + gap;
            length = long || length;
            end = start + length;
            return [start / 1000, end / 1000, lost / 100, known(late, 100), known(jitter, 10), known(mos, 100), known(variation, 10)];
          });
        };
        // Kind, start, end, places and seconds that are missing.
        const marksOf = (text, step) => {
          const numbers = numbersOf(text), marks = [], kinds = ["lost", "late", "restart"];
          for (let index = 0, start = 0; index < numbers.length;) {
            start += numbers[index++];
            const told = Math.floor(numbers[index] / 2), isSeveral = numbers[index++] % 2;
            const length = Math.floor(told / kinds.length);
            const [count, missing] = isSeveral ? [numbers[index++], numbers[index++]] : [1, length];
            marks.push([kinds[told % kinds.length], start * step, (start + length) * step, count, missing * step]);
          }
          return marks;
        };
        const reportsOf = text => {
          const numbers = numbersOf(text);
          let at = 0;
          return Array.from({length: numbers.length / 4}, (_, index) => {
            const [kind, after, lost, jitter] = numbers.slice(4 * index, 4 * index + 4);
            at += after / 100;
            return [["SR", "RR", "BYE"][kind], at, known(lost, 100), known(jitter, 10)];
          });
        };
        // Signalling, out of its table.
        const messagesOf = (call, part) => [...part.querySelectorAll(".ladder tbody tr")].map(row => {
          const [time, from, to, summary] = [...row.cells].map(cell => cell.textContent);
          const seconds = parseFloat(time.replace(/[^\d.-]/g, ""));
          return [Number.isNaN(seconds) ? null : seconds - call.start, from, to, summary];
        });
        // All as heard, each side of it alone where the sound is inside the page, and each stream as it was captured.
        const sourcesOf = call => {
          const sources = [];
          if (call.heard) {
            const [path, inside, isStereo] = call.heard;
            const heard = (name, title, side) => sources.push({kind: "heard", name, title, path, inside, offset: 0, side});
            heard(isStereo ? t.both : t.call, t.heardTitle, null);
            if (isStereo && inside) for (const side of ["left", "right"]) heard(capital(t[side]), filled(t.sideTitle, t[side]), side);
          }
          for (const [path, inside, place, id, offset, isOneOfSeveral] of call.captured)
            sources.push({kind: "captured", name: capital(call.directions[place].side) + (isOneOfSeveral ? ` (${id})` : ""),
              title: filled(t.capturedTitle, id), path, inside, offset, side: null});
          return sources;
        };
        const callData = id => {
          const held = byId("call-data-" + id);
          if (!held) return null;
          const call = JSON.parse(held.textContent);
          call.sources = sourcesOf(call);
          // Seconds of a gap that something was made up for; the rest is silence.
          call.concealed = call.heard ? book.concealed / 1000 : 0;
          for (const direction of call.directions) {
            direction.points = worstOf(direction.points.flatMap(pointsOf));
            direction.marks = marksOf(direction.marks, call.step / 1000);
            direction.reports = reportsOf(direction.reports);
          }
          return call;
        };
        // The part of the page that is shown without scripts, parsed only when it is wanted.
        const staticPart = id => {
          const held = byId("call-static-" + id);
          return held ? new DOMParser().parseFromString(held.textContent, "text/html") : null;
        };
        const hear = (call, time, source) => {
          const chosen = source || (player.call && player.call.id === call.id && player.source) || call.sources[0];
          if (!chosen) return;
          player.load(call, chosen);
          player.seek(time, true);
        };
        // How much of a gap the listener did not notice as silence.
        const coveredText = (call, [kind, start, end, count]) => !call.concealed || kind === "restart" || count > 1 ? ""
          : end - start > call.concealed + 0.001 ? filled(t.partlyConcealed, milliseconds(1000 * call.concealed)) : t.wholeConcealed;
        // Neighbouring wounds are one place: nobody listens to each of 500 packets, or looks for one of 500 in a minute.
        const longestPlace = 5;
        const places = call => {
          const found = [];
          for (const direction of call.directions) {
            let open = null;
            for (const mark of direction.marks) {
              const [kind, start, end, count, missing] = mark;
              if (open && start - open.end < 0.75 && start - open.start < longestPlace) {
                open.end = Math.max(open.end, end);
                open.count += count;
                if (!open.kinds.includes(kind)) open.kinds.push(kind);
                open.missing += missing;
              } else {
                open = {start, end, count, kinds: [kind], side: direction.side, missing, covered: coveredText(call, mark)};
                found.push(open);
              }
            }
          }
          for (const [severity, message, start, end] of call.findings)
            if (start !== null) found.push({start, end: end === null ? start : end, count: 1, kinds: [severity], message, side: "", missing: 0});
          return found.sort((a, b) => a.start - b.start);
        };
        const placeText = place => place.message || place.kinds.map(kind => t[kind]).join(", ")
          + (place.missing > 0 ? " " + milliseconds(1000 * place.missing) : "")
          + (place.count > 1 ? filled(t.pieces, place.count) : place.covered || "");
        // Places that are printed.
        const onPaper = 90;
        let view = null;
        const showCall = (id, row) => {
          const call = callData(id);
          if (!call) return false;
          const parsed = staticPart(id);
          call.messages = messagesOf(call, parsed);
          for (const direction of call.directions) {
            const flow = parsed.querySelector(`#stream-${direction.streams[0]} .flow`);
            direction.name = `${direction.side}: ${flow ? flow.textContent : ""} (${filled(t.streamNumber, direction.streams.join(", "))}${direction.more ? " …" : ""})`;
          }
          call.findings = [...parsed.querySelectorAll(".findings li")].slice(0, 200).map(item => {
            const [start, end] = item.dataset.span ? item.dataset.span.split(" ").map(Number) : [null, null];
            const stream = item.closest(".stream");
            return [item.className, item.firstChild.textContent.trim(), start, end, stream ? filled(t.streamNumber, stream.id.slice(7)) : ""];
          }).sort((a, b) => rank[a[0]] - rank[b[0]]);
          const part = selector => parsed ? [...parsed.querySelectorAll(selector)].map(node => document.importNode(node, true)) : [];
          const streams = part(".stream"), charts = streams.flatMap(stream => [...stream.querySelectorAll(".chartbox")]);
          for (const chart of charts) {
            if (zooms) chart.remove();
            else chart.prepend(make("p", {class: "lanetitle"}, chart.closest(".stream").querySelector(".flow").textContent));
          }
          const keys = part(".infokeys");
          const figures = part(".figures, .figures-unknown");
          const lanes = zooms ? new Timeline(call, time => hear(call, time)) : new Drawings(call, time => hear(call, time), charts);
          const list = places(call);
          const rows = list.slice(0, 400).map(place => make("li", {}, make("button", {type: "button",
            onclick: () => { hear(call, Math.max(0, place.start - 1)); lanesInView(lanes, place.start); }},
            make("span", {class: "stamp"}, clock(place.start, 1)),
            make("span", {class: "dot " + place.kinds[0]}), make("span", {class: "what"}, placeText(place)),
            make("span", {class: "soft"}, place.side))));
          // From the place that is being listened to go to its neighbour, else to the nearest.
          let heard = null;
          const lead = place => Math.max(0, place.start - 1);
          const jump = way => {
            const now = player.call && player.call.id === call.id ? player.time : -1;
            const isThere = heard && now >= lead(heard) - 0.1 && now < heard.start + 1, from = isThere ? lead(heard) : now;
            const next = way > 0 ? list.find(place => lead(place) > from + 0.05)
              : [...list].reverse().find(place => lead(place) < from - (isThere ? 0.05 : 1));
            if (next) { heard = next; hear(call, lead(next)); lanesInView(lanes, next.start); }
          };
          const tool = (text, label, action) => make("button", {type: "button", "aria-label": label, title: label, onclick: action}, text);
          const tools = make("div", {class: "tools"},
            zooms ? make("div", {class: "choice", role: "group", "aria-label": t.zoomLabel},
              tool("−", t.zoomOut, () => lanes.zoom(2)), tool("+", t.zoomIn, () => lanes.zoom(0.5)),
              tool(t.all, t.showAll, () => lanes.show(0, lanes.total))) : null,
            zooms && call.sources.some(source => source.inside) && lanes.total <= longestSpectrum
              ? make("div", {class: "choice"}, make("button", {type: "button", "aria-pressed": "false", onclick: event => {
                const isShown = event.currentTarget.getAttribute("aria-pressed") === "false";
                event.currentTarget.setAttribute("aria-pressed", String(isShown));
                for (const show of lanes.spectra || []) show(isShown);
              }}, t.spectrogram)) : null,
            list.length && call.sources.length ? make("div", {class: "choice", role: "group", "aria-label": t.whereToListen},
              tool(t.previousPlace, t.previousTitle, () => jump(-1)),
              tool(t.nextPlace, t.nextTitle, () => jump(1))) : null,
            make("ul", {class: "legend"}, [["lost", t.lost], ["late", t.lateLong], ["restart", t.restart], ["jitter", t.jitter], ["variation", t.variation],
              ...(call.directions.some(d => d.reports.length) ? [["report", t.report]] : []),
              ...(call.directions.some(d => d.reports.some(([kind]) => kind === "BYE")) ? [["bye", t.bye]] : [])]
              .map(([name, text]) => make("li", {}, make("span", {class: "dot " + name}), text))));
          const press = event => {
            if (event.altKey || event.ctrlKey || event.metaKey) return;
            const now = player.call && player.call.id === call.id ? player.time : 0;
            const actions = {ArrowLeft: () => player.source && player.seek(now - (event.shiftKey ? 1 : 5)),
              ArrowRight: () => player.source && player.seek(now + (event.shiftKey ? 1 : 5)), "+": () => lanes.zoom(0.5),
              "=": () => lanes.zoom(0.5), "-": () => lanes.zoom(2), "0": () => lanes.show(0, lanes.total),
              n: () => jump(1), p: () => jump(-1), " ": () => player.source && player.call.id === call.id ? player.toggle() : hear(call, 0)};
            const action = actions[event.key];
            const isAnywhere = ["n", "p"].includes(event.key) && !event.target.closest("input, select, textarea");
            if (!action || (event.target !== lanes.element && !isAnywhere)) return;
            event.preventDefault();
            action();
          };
          for (const shown of [...figures, ...streams, ...keys]) explain(shown);
          const links = part(".filelinks");
          for (const shown of [...links, ...streams]) for (const link of shown.querySelectorAll('a[href^="audio/"]')) linkInside(link);
          const found = findings => findings.length ? make("ul", {class: "findings", "aria-label": t.findings}, findings.map(([severity, message, start, , place]) =>
            make("li", {class: severity}, message + " ", make("span", {class: "soft"}, place), start === null || !call.sources.length ? null
              : make("button", {class: "inline", type: "button", onclick: () => hear(call, Math.max(0, start - 1))}, filled(t.listenAt, clock(start, 0)))))) : null;
          // The lanes are what one came for: what else was found waits below a line.
          const serious = call.findings.filter(([severity]) => severity !== "info").length;
          const shownFindings = call.findings.length <= 3 ? 3 : Math.max(2, Math.min(serious, 5));
          const heading = make("h2", {tabindex: "-1", role: "heading", "aria-level": "1"}, filled(t.callNumber, id) + " ", badge(row.mos, "MOS ", row.short));
          const sound = call.sources.length ? make("button", {class: "round big", type: "button", "aria-label": filled(t.play, id),
            onclick: () => player.call && player.call.id === call.id ? player.toggle() : hear(call, 0)}, icon(icons.play)) : null;
          const element = make("section", {class: "view", "aria-label": filled(t.callNumber, id)},
            make("nav", {class: "crumbs", "aria-label": t.calls}, make("a", {href: "#calls"}, t.allCalls),
              make("span", {class: "grow"}), neighbour(id, -1, t.previous), neighbour(id, 1, t.next)),
            make("div", {class: "card call"},
              make("div", {class: "callhead"}, sound, make("div", {class: "grow"}, heading, make("p", {}, row.from + " → " + row.to),
                make("p", {}, [dateOf(row.at) + " " + timeOf(row.at) + " UTC", length(row.length), row.codec || none, call.status]
                  .filter(text => text).join(" · "))), links),
              found(call.findings.slice(0, shownFindings)),
              call.findings.length > shownFindings ? make("details", {class: "morefindings"},
                make("summary", {}, filled(t.moreFindings, call.findings.length - shownFindings)), found(call.findings.slice(shownFindings))) : null,
              call.silence ? make("p", {class: "unknowns"}, call.silence) : null,
              tools, lanes.element,
              call.sources.length ? make("p", {class: "hint"}, zooms ? t.hint : t.hintStill) : null,
              list.length ? make("div", {class: "where"}, make("h3", {}, call.sources.length ? t.whereToListen : t.damaged),
                make("ol", {}, rows), list.length > rows.length
                  ? make("p", {class: "unknowns"}, filled(t.moreEvents, fixed(list.length - rows.length, 0))) : null,
                list.length > onPaper && rows.length === list.length
                  ? make("p", {class: "unknowns onpaper"}, filled(t.moreEvents, fixed(list.length - onPaper, 0))) : null) : null,
              call.more ? make("p", {class: "unknowns"}, call.more) : null,
              call.messages.length ? make("div", {class: "where"}, make("h3", {}, t.signalling), ladderOf(call), part(".ladder .unknowns")) : null,
              keys,
              part(".callnotes"), figures, streams));
          element.addEventListener("keydown", press);
          view = {id, lanes, element, sound, play: call.sources.length ? () => hear(call, 0) : null};
          if (sound) showState(sound, id);
          return true;
        };
        const lanesInView = (lanes, time) => {
          if (time < lanes.from || time > lanes.to) {
            const span = lanes.to - lanes.from;
            lanes.show(time - span / 2, time + span / 2);
          }
        };
        player.listeners.add(() => {
          if (!view) return;
          view.lanes.follow();
          if (view.sound) showState(view.sound, view.id);
        });
        """#
}
