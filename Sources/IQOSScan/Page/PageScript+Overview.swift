extension PageScript {
    /// All calls as rows that are made when they come into sight; sorting, filtering and where the reader is.
    static let overview = #"""
        const names = ["id", "from", "to", "at", "length", "codec", "mos", "lost", "late", "jitter", "findings", "strip", "sound", "streams", "short"];
        const detailed = book.details && new Set(book.details);
        const calls = book.calls.map(values => Object.fromEntries(names.map((name, index) => [name, values[index]])));
        for (const call of calls) call.details = !detailed || detailed.has(call.id);
        for (const call of calls) call.search = [call.id, call.from, call.to, call.codec, dateOf(call.at), timeOf(call.at),
          ...call.findings.map(finding => book.codes[finding][0])].join(" ").toLowerCase();
        const byNumber = new Map(calls.map(call => [call.id, call]));
        const rank = {critical: 0, warning: 1, info: 2};
        const worst = call => call.findings.length ? Math.min(...call.findings.map(f => rank[book.codes[f][1]])) : 3;
        const columns = [
          [t.call, call => call.id, 1, "num"], [t.who, call => call.from, 1, ""], [t.whenUTC, call => call.at, 1, ""],
          [t.length, call => call.length, -1, "num"], [t.codec, call => call.codec, 1, ""], ["MOS", call => call.mos, 1, "num"],
          [t.lostHead, call => call.lost, -1, "num"], [t.lateHead, call => call.late, -1, "num"], [t.jitterHead, call => call.jitter, -1, "num"],
          [t.findings, call => worst(call) * 1e6 - call.findings.length, 1, ""], [t.quality, call => call.mos, 1, ""]];
        let shown = calls, sorted = {column: 5, way: 1}, active = 0;
        const stripOf = text => {
          const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
          svg.setAttribute("class", "strip");
          svg.setAttribute("viewBox", `0 0 ${Math.max(text.length, 1)} 22`);
          svg.setAttribute("preserveAspectRatio", "none");
          svg.setAttribute("aria-hidden", "true");
          const paths = {};
          [...text].forEach((letter, index) => {
            if (letter === "-") return;
            const mos = 1 + heights.indexOf(letter) / 63 * 4;
            const tall = Math.max(0.12, Math.min(1, (mos - 1) / 3.5)) * 22;
            paths[band(mos)] = (paths[band(mos)] || "") + `M${index + 0.08} 22v-${tall}h.84v${tall}z`;
          });
          for (const [name, d] of Object.entries(paths)) {
            const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
            path.setAttribute("class", "q-" + name);
            path.setAttribute("d", d);
            svg.append(path);
          }
          return svg;
        };
        const tagsOf = call => {
          const all = call.findings.map(index => book.codes[index]);
          return make("div", {class: "tags"}, all.slice(0, 1).map(([code, severity]) => make("span", {class: "tag " + severity, title: code}, code)),
            all.length > 1 ? make("span", {class: "tag", title: all.slice(1).map(f => f[0]).join(", ")}, "+" + (all.length - 1)) : null);
        };
        const playRow = call => {
          const data = call.details ? callData(call.id) : {id: call.id, length: call.length, sources: [{kind: "heard", name: t.call, title: t.heardTitle, path: call.sound, offset: 0}]};
          if (player.call && player.call.id === call.id) player.toggle(); else if (data.sources.length) hear(data, 0);
        };
        const rowOf = (call, index) => {
          const cell = (label, kind, ...content) => make("div", {class: "cell " + kind, role: "gridcell", "data-label": label}, ...content);
          const opens = call.details;
          const row = make("div", {class: "row" + (opens ? " opens" : ""), role: "row", "aria-rowindex": index + 2, "data-id": call.id,
              tabindex: index === active ? "0" : "-1"},
            cell(t.call, "num c-call", opens ? make("a", {href: "#call-" + call.id, tabindex: "-1", "aria-label": filled(t.allFigures, call.id)}, String(call.id)) : String(call.id)),
            cell(t.who, "c-who", make("span", {class: "one", title: call.from}, call.from), make("span", {class: "one to", title: call.to}, call.to)),
            cell(t.when, "c-when", timeOf(call.at), make("span", {class: "soft"}, dateOf(call.at))),
            cell(t.length, "num c-length", length(call.length)), cell(t.codec, "c-codec", call.codec ? make("span", {class: "one", title: call.codec}, call.codec) : none),
            cell("MOS", "num c-mos", badge(call.mos, "", call.short)), cell(t.lostHead, "num c-lost", percent(call.lost)), cell(t.lateHead, "num c-late", percent(call.late)),
            cell(t.jitterHead, "num c-jitter", milliseconds(call.jitter)), cell(t.findings, "c-find", tagsOf(call)),
            cell(t.quality, "c-strip", call.strip ? stripOf(call.strip) : none),
            cell("", "c-play", call.sound ? make("button", {class: "round", type: "button", tabindex: "-1", "aria-label": filled(t.play, call.id),
              onclick: event => { event.stopPropagation(); playRow(call); }}, icon(icons.play)) : null));
          return row;
        };
        const list = make("div", {class: "rows", role: "rowgroup"});
        const made = new Map();
        const narrow = matchMedia("(max-width: 980px)");
        const rowHeight = () => narrow.matches ? 172 : 58;
        const fill = all => {
          const height = rowHeight(), box = list.getBoundingClientRect();
          const first = all ? 0 : Math.max(0, Math.floor(-box.top / height) - 6);
          const last = all ? shown.length : Math.min(shown.length, Math.ceil((innerHeight - box.top) / height) + 6);
          for (const [index, row] of made) if (index < first || index >= last) { row.remove(); made.delete(index); }
          for (let index = first; index < last; index++) {
            if (made.has(index)) continue;
            const row = rowOf(shown[index], index);
            row.style.transform = `translateY(${index * height}px)`;
            made.set(index, row);
            const button = row.querySelector(".round");
            if (button) showState(button, shown[index].id);
            list.append(row);
          }
        };
        player.listeners.add(() => {
          for (const [index, row] of made) if (row.querySelector(".round")) showState(row.querySelector(".round"), shown[index].id);
        });
        const nothing = make("p", {class: "nomatch", hidden: true}, t.noMatch);
        const count = make("p", {class: "count soft", role: "status"});
        const refresh = () => {
          for (const row of made.values()) row.remove();
          made.clear();
          list.style.height = shown.length * rowHeight() + "px";
          grid.setAttribute("aria-rowcount", shown.length + 1);
          count.textContent = shown.length === calls.length ? calls.length === 1 ? t.countOne : filled(t.countAll, fixed(calls.length, 0))
            : filled(t.countSome, fixed(shown.length, 0), fixed(calls.length, 0));
          active = Math.min(active, Math.max(0, shown.length - 1));
          nothing.hidden = shown.length > 0;
          fill();
        };
        const heads = columns.map(([title, , way, kind], index) => make("div", {class: "cell " + kind, role: "columnheader", "aria-sort": "none"},
          make("button", {type: "button", title: meanings.get(title), onclick: () => {
            sorted = {column: index, way: sorted.column === index ? -sorted.way : way};
            choose();
          }}, title)));
        const search = make("input", {type: "search", placeholder: t.searchHint, "aria-label": t.filterText, oninput: () => choose()});
        const findingChoice = make("select", {"aria-label": t.filterFinding, onchange: () => choose()},
          make("option", {value: ""}, t.allFindings), make("option", {value: "any"}, t.anyFinding),
          book.codes.map(([code, severity, total], index) => make("option", {value: String(index)},
            book.codes.filter(other => other[0] === code).length > 1 ? `${code}, ${{critical: t.critical, warning: t.warning, info: t.info}[severity]} (${total})` : `${code} (${total})`)));
        const qualityChoice = make("select", {"aria-label": t.filterQuality, onchange: () => choose()},
          [["", t.allQualities], ["bad", t.badOne], ["poor", t.poorOne], ["fair", t.fairOne], ["good", t.goodOne], ["unknown", t.unknownOne]]
            .map(([value, text]) => make("option", {value}, text)));
        const grid = make("div", {class: "grid", role: "grid", "aria-label": t.calls, "aria-colcount": 12},
          make("div", {role: "rowgroup", class: "headgroup"}, make("div", {class: "row headrow", role: "row", "aria-rowindex": "1"}, heads,
            make("div", {class: "cell", role: "columnheader"}, make("span", {class: "hidden"}, t.listen)))), list);
        const choose = () => {
          const wanted = search.value.trim().toLowerCase().split(/\s+/).filter(word => word);
          const code = findingChoice.value;
          // "stream 7", as findings name it, is its call.
          const stream = new RegExp("^" + filled(t.streamNumber, "(\\d+)") + "$", "i").exec(search.value.trim());
          shown = calls.filter(call => (stream ? call.streams.includes(Number(stream[1])) : wanted.every(word => call.search.includes(word)))
            && (code === "" || (code === "any" ? call.findings.length > 0 : call.findings.includes(Number(code))))
            && (qualityChoice.value === "" || (call.short ? "unknown" : band(call.mos)) === qualityChoice.value));
          const [, key] = columns[sorted.column];
          const compare = (a, b) => {
            const x = key(a), y = key(b);
            if (x === y) return a.id - b.id;
            if (x === null) return 1;
            if (y === null) return -1;
            return (typeof x === "string" ? x.localeCompare(y, document.documentElement.lang, {numeric: true}) : x - y) * sorted.way || a.id - b.id;
          };
          shown.sort(compare);
          heads.forEach((head, index) => head.setAttribute("aria-sort", index !== sorted.column ? "none" : sorted.way > 0 ? "ascending" : "descending"));
          refresh();
        };
        const neighbour = (id, way, text) => {
          const from = shown.findIndex(call => call.id === id);
          let place = from + way;
          while (shown[place] && !shown[place].details) place += way;
          return from >= 0 && shown[place] ? make("a", {href: "#call-" + shown[place].id}, text) : make("span", {class: "soft"}, text);
        };
        list.addEventListener("click", event => {
          const row = event.target.closest(".row");
          if (!row || event.target.closest("button, a") || String(getSelection())) return;
          if (row.classList.contains("opens")) location.hash = "call-" + row.dataset.id;
        });
        const focusRow = index => {
          active = Math.max(0, Math.min(shown.length - 1, index));
          const height = rowHeight(), top = list.getBoundingClientRect().top + active * height;
          if (top < 80) scrollBy({top: top - 80, behavior: "instant"}); else if (top + height > innerHeight - 80) scrollBy({top: top + height - innerHeight + 80, behavior: "instant"});
          fill();
          for (const [place, row] of made) row.tabIndex = place === active ? 0 : -1;
          if (made.get(active)) made.get(active).focus({preventScroll: true});
        };
        list.addEventListener("keydown", event => {
          const row = event.target.closest(".row");
          if (!row) return;
          const index = [...made].find(([, made]) => made === row)[0], call = shown[index];
          const moves = {ArrowDown: index + 1, ArrowUp: index - 1, PageDown: index + 10, PageUp: index - 10, Home: 0, End: shown.length - 1};
          if (event.key in moves) { event.preventDefault(); focusRow(moves[event.key]); }
          else if (event.key === "Enter" && event.target === row && call.details) location.hash = "call-" + call.id;
          else if (event.key === " " && call.sound) { event.preventDefault(); playRow(call); }
        });
        document.addEventListener("keydown", event => {
          if (event.target.closest("input, select, textarea")) { if (event.key === "Escape") { if (event.target === search) { search.value = ""; choose(); } event.target.blur(); } return; }
          if (event.ctrlKey || event.metaKey || event.altKey) return;
          if (event.key === "/" && !board.hidden) { event.preventDefault(); search.focus(); }
          else if (event.key === "ArrowDown" && event.target === document.body && !board.hidden && shown.length) { event.preventDefault(); focusRow(active); }
          else if (event.key === "Escape" && view) location.hash = "calls";
          else if (event.key === " " && !event.target.closest("button, a, summary, .row, .timeline")) {
            // An opened call that nobody has heard yet is played; what plays already is paused first.
            const isNew = view && view.play && !player.isPlaying && !(player.call && player.call.id === view.id);
            if (!isNew && !player.source) return;
            event.preventDefault();
            if (isNew) view.play(); else player.toggle();
          }
        });
        const board = make("section", {class: "board", id: "calls", "aria-label": t.calls},
          make("div", {class: "filters"}, make("h2", {}, t.calls), count, make("p", {class: "hint"}, t.keysHint), search, findingChoice, qualityChoice),
          book.remark ? make("p", {class: "note plain"}, book.remark) : null,
          make("div", {class: "card"}, grid, nothing));
        const app = byId("app"), overviewParts = [...document.querySelectorAll(".overview")];
        let left = 0;
        const route = () => {
          const match = /^#call-(\d+)$/.exec(location.hash);
          const row = match && byNumber.get(Number(match[1]));
          const last = view ? view.id : null;
          hush();
          if (view) { view.lanes.destroy(); view.element.remove(); view = null; } else left = scrollY;
          const isCall = Boolean(row && row.details && showCall(row.id, row));
          board.hidden = isCall;
          for (const part of overviewParts) part.hidden = isCall;
          if (isCall) {
            app.append(view.element);
            view.lanes.draw();
            // What scrolls has to be reached by the keyboard.
            for (const box of view.element.querySelectorAll(".scroll")) if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
            scrollTo({top: 0, behavior: "instant"});
            view.element.querySelector("h2").focus({preventScroll: true});
          } else if (location.hash !== "") { fill(); scrollTo({top: left, behavior: "instant"}); fill(); }
          const place = isCall || last === null ? -1 : shown.findIndex(call => call.id === last);
          if (place >= 0) focusRow(place);
        };
        // A kind of finding leads to its calls as well.
        for (const item of document.querySelectorAll(".overview [data-code]")) {
          const code = item.dataset.code;
          if (calls.filter(call => call.findings.some(index => book.codes[index][0] === code)).length < 2) continue;
          item.append(make("button", {class: "inline", type: "button", onclick: () => {
            search.value = code;
            findingChoice.value = qualityChoice.value = "";
            choose();
            board.scrollIntoView();
            search.focus({preventScroll: true});
          }}, t.showCalls));
        }
        // Signalling without a stream is drawn once somebody looks.
        for (const fold of document.querySelectorAll("#silent details")) fold.addEventListener("toggle", () => {
          const table = fold.querySelector(".ladder .scroll");
          if (!table || table.querySelector(".rungs")) return;
          const messages = messagesOf({start: 0}, fold);
          const first = messages.find(message => message[0] !== null);
          for (const message of messages) if (message[0] !== null && first !== message) message[0] -= first[0];
          if (first) first[0] = 0;
          if (messages.length) table.replaceWith(ladderOf({messages}));
        });
        // What is folded would be lost on paper, and lanes are drawn for its width.
        const folds = [], paperWidth = 680;
        const toPaper = () => {
          for (const fold of document.querySelectorAll("details.morefindings:not([open]), #silent details:not([open])")) { fold.open = true; folds.push(fold); }
          if (!view) return fill(shown.length <= 5000);
          view.lanes.print(paperWidth);
        };
        const fromPaper = () => {
          for (const fold of folds.splice(0)) fold.open = false;
          if (view) view.lanes.unprint();
        };
        if (calls.length) {
          app.append(board);
          choose();
          if (location.hash === "#calls") history.replaceState(null, "", location.pathname);
          addEventListener("hashchange", route);
          addEventListener("scroll", () => { if (!board.hidden) fill(); }, {passive: true});
          addEventListener("resize", () => { if (!board.hidden) refresh(); });
          matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { if (view) view.lanes.draw(); });
          addEventListener("beforeprint", toPaper);
          addEventListener("afterprint", fromPaper);
          route();
        }
        """#
}
