extension PageScript {
    /// The lanes where the libraries are not in the page: the drawings of the streams, with a play head, to click into.
    static let drawings = #"""
        class Drawings {
          constructor(call, seek, charts) {
            this.call = call;
            this.total = Math.max(call.length || 0, 0.1);
            this.from = 0;
            this.to = this.total;
            this.heads = charts.map(box => {
              const svg = box.querySelector("svg"), head = make("div", {class: "playhead", hidden: true});
              svg.addEventListener("click", event => {
                const place = svg.getBoundingClientRect();
                seek(Math.min(1, Math.max(0, (event.clientX - place.left) / place.width)) * this.total, true);
              });
              box.append(head);
              return {head, svg};
            });
            this.element = make("div", {class: "timeline drawings", tabindex: "0", role: "group", "aria-label": t.drawingsLabel}, charts);
          }
          zoom() {}
          show() {}
          destroy() {}
          draw() { this.follow(); }
          print() {}
          unprint() {}
          follow() {
            const time = player.call && player.call.id === this.call.id ? player.time : null;
            for (const {head, svg} of this.heads) {
              head.hidden = time === null || time > this.total;
              if (!head.hidden) head.style.transform = `translateX(${svg.clientLeft + 46 + time / this.total * svg.clientWidth}px)`;
            }
          }
        }
        """#
}
