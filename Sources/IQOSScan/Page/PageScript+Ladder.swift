extension PageScript {
    /// Signalling as a ladder: one column a party, one line a message.
    static let ladder = #"""
        const ladderOf = call => {
          const parties = [];
          for (const [, from, to] of call.messages) for (const party of [from, to]) if (!parties.includes(party)) parties.push(party);
          const shown = parties.slice(0, 6);
          const name = "http://www.w3.org/2000/svg";
          // Two parties fit a telephone; more are moved along.
          const wide = shown.length > 2 ? shown.length * 240 : Math.min(560, Math.max(300, innerWidth - 64)), row = 30, top = 34;
          const put = (parent, tag, attributes, text) => {
            const node = document.createElementNS(name, tag);
            for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, String(value));
            if (text !== undefined) node.textContent = text;
            parent.append(node);
            return node;
          };
          const x = party => 80 + (shown.length < 2 ? 0.5 : shown.indexOf(party) / (shown.length - 1)) * (wide - 190);
          const svg = document.createElementNS(name, "svg");
          const height = top + row * call.messages.length + 10;
          for (const [key, value] of Object.entries({viewBox: `0 0 ${wide} ${height}`, width: wide, height, class: "rungs",
            role: "img", "aria-label": filled(t.signallingBetween, shown.join(", "))})) svg.setAttribute(key, String(value));
          const isNarrow = wide < 480 && shown.length === 2;
          shown.forEach((party, index) => {
            put(svg, "line", {class: "grid", x1: x(party), x2: x(party), y1: 22, y2: height});
            // Two long names side by side begin and end where the drawing does.
            const anchor = isNarrow ? {x: index ? wide : 0, "text-anchor": index ? "end" : "start"} : {x: x(party), "text-anchor": "middle"};
            const most = isNarrow ? 21 : 32;
            put(svg, "text", {...anchor, y: 14, class: "title"}, party.length > most ? party.slice(0, most - 1) + "…" : party);
          });
          // What was said before the media has a time below zero.
          const moment = (time, digits) => (time <= -(10 ** -digits) / 2 ? "−" : "") + clock(Math.abs(time), digits);
          call.messages.forEach(([time, from, to, summary], index) => {
            if (!shown.includes(from) || !shown.includes(to)) return;
            const y = top + row * index + 18, left = x(from), right = x(to), way = right >= left ? 1 : -1;
            const group = put(svg, "g", {class: "rung"});
            put(group, "title", {}, `${time === null ? "" : moment(time, 3) + " "}${summary}`);
            put(group, "line", {class: "arrow", x1: left, x2: right - 5 * way, y1: y, y2: y});
            put(group, "path", {class: "tipof", d: `M${right} ${y}l${-8 * way} -4v8z`});
            put(group, "text", {x: (left + right) / 2, y: y - 5, "text-anchor": "middle"},
              summary.length > 44 ? summary.slice(0, 43) + "…" : summary);
            if (time !== null) put(group, "text", {x: 0, y: y + 4, class: "stamp"}, moment(time, 2));
          });
          return make("div", {class: "scroll"}, svg);
        };
        """#
}
