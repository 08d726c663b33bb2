extension PageScript {
    /// All lanes of a call on one time axis, drawn on one canvas.
    static let timeline = #"""
        const bytesOf = text => text ? Uint8Array.from(atob(text), letter => letter.charCodeAt(0)) : null;
        const niceTop = (most, least) => {
          if (!(most > least)) return least;
          let power = 10 ** Math.floor(Math.log10(most));
          return [1, 2, 4, 6, 8, 10].map(step => step * power).find(step => step >= most) || most;
        };
        const steps = [0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 21600, 43200, 86400];
        class Timeline {
          constructor(call, seek) {
            this.call = call;
            this.seek = seek;
            this.total = Math.max(call.length || 0, 0.1);
            this.from = 0;
            this.to = this.total;
            this.gutter = 46;
            this.peaks = call.directions.map(direction => bytesOf(direction.peaks));
            this.loudest = Math.max(1, ...this.peaks.map(peaks => peaks ? peaks.reduce((a, b) => Math.max(a, b), 1) : 1));
            this.lossTop = niceTop(Math.max(0, ...call.directions.flatMap(d => d.points.map(p => (p[2] || 0) + (p[3] || 0)))), 1);
            this.jitterTop = niceTop(Math.max(0, ...call.directions.flatMap(d => d.points.map(p => p[4] || 0))), 5);
            this.canvas = make("canvas", {class: "lanes", tabindex: "0", role: "img", "aria-label": this.label()});
            this.head = make("div", {class: "playhead", hidden: true});
            this.tip = make("div", {class: "tip", hidden: true});
            this.span = make("div", {class: "span", hidden: true});
            this.element = make("div", {class: "timeline"}, this.canvas, this.span, this.head, this.tip);
            this.layOut();
            this.listen();
            new ResizeObserver(() => this.draw()).observe(this.element);
          }
          label() {
            return "Both directions over time: sound, lost and late packets, jitter, MOS and events. Left and right arrow "
              + "seek, plus and minus zoom, 0 shows all, N and P go to the next and previous place worth listening to.";
          }
          layOut() {
            this.lanes = [];
            let y = 26;
            const add = (kind, height, index, title) => {
              this.lanes.push({kind, y, height, index, title});
              y += height + 6;
            };
            this.call.directions.forEach((direction, index) => {
              add("title", 17, index, direction.name);
              if (this.peaks[index]) add("sound", 62, index, "sound");
              add("loss", 40, index, "lost, late");
              add("jitter", 36, index, "jitter");
              add("mos", 15, index, "MOS");
              y += 8;
            });
            if (this.call.directions.some(d => d.digits.length) || this.call.findings.some(f => f[2] !== null))
              add("events", 20, 0, "events");
            this.height = y;
            this.canvas.style.height = y + "px";
          }
          x(time) { return this.gutter + (time - this.from) / (this.to - this.from) * (this.width - this.gutter); }
          timeAt(x) { return this.from + (x - this.gutter) / (this.width - this.gutter) * (this.to - this.from); }
          zoom(factor, around) {
            const middle = around === undefined ? (this.from + this.to) / 2 : around;
            const span = Math.min(this.total, Math.max(0.25, (this.to - this.from) * factor));
            const share = (middle - this.from) / (this.to - this.from);
            this.show(middle - share * span, middle - share * span + span);
          }
          show(from, to) {
            const span = Math.min(Math.max(to - from, 0.25), this.total);
            this.from = Math.min(Math.max(0, from), this.total - span);
            this.to = this.from + span;
            this.draw();
          }
          follow() {
            const time = player.call && player.call.id === this.call.id ? player.time : null;
            this.head.hidden = time === null || time < this.from || time > this.to;
            if (!this.head.hidden) this.head.style.transform = `translateX(${this.x(time)}px)`;
            if (time !== null && player.isPlaying && time > this.to && time < this.total) this.show(time, time + this.to - this.from);
          }
          listen() {
            let start = null;
            const place = event => event.clientX - this.canvas.getBoundingClientRect().left;
            this.canvas.addEventListener("pointerdown", event => { if (event.button === 0) start = place(event); });
            this.canvas.addEventListener("pointermove", event => {
              const x = place(event);
              if (start !== null && Math.abs(x - start) > 6 && event.pointerType !== "touch") {
                this.span.hidden = false;
                this.span.style.left = Math.max(this.gutter, Math.min(x, start)) + "px";
                this.span.style.width = Math.abs(x - start) + "px";
              }
              this.tell(x, event.clientY - this.canvas.getBoundingClientRect().top);
            });
            this.canvas.addEventListener("pointerup", event => {
              const x = place(event);
              if (start === null) return;
              if (this.span.hidden) this.seek(Math.min(Math.max(0, this.timeAt(Math.max(x, this.gutter))), this.total), true);
              else this.show(Math.min(this.timeAt(x), this.timeAt(start)), Math.max(this.timeAt(x), this.timeAt(start)));
              this.span.hidden = true;
              start = null;
            });
            this.canvas.addEventListener("pointerleave", () => { this.tip.hidden = true; this.span.hidden = true; start = null; });
            this.canvas.addEventListener("wheel", event => {
              if (event.ctrlKey || event.metaKey) {
                event.preventDefault();
                this.zoom(event.deltaY > 0 ? 1.25 : 0.8, this.timeAt(place(event)));
              } else if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
                event.preventDefault();
                const shift = (event.deltaX || event.deltaY) / this.width * (this.to - this.from);
                this.show(this.from + shift, this.to + shift);
              }
            }, {passive: false});
          }
          draw() {
            this.width = this.element.clientWidth;
            if (!this.width) return;
            const ratio = window.devicePixelRatio || 1;
            this.canvas.width = Math.round(this.width * ratio);
            this.canvas.height = Math.round(this.height * ratio);
            const pen = this.canvas.getContext("2d");
            pen.scale(ratio, ratio);
            this.ink = Object.fromEntries(["ink", "soft", "line", "lost", "late", "jitter", "restart", "wave", "lane", "good-mark",
              "fair-mark", "poor-mark", "bad-mark", "unknown-mark", "card", "good", "fair", "poor", "bad", "unknown", "good-ink",
              "fair-ink", "poor-ink", "bad-ink", "unknown-ink"].map(name => [name, colour(name)]));
            pen.font = "11.5px system-ui, sans-serif";
            pen.textBaseline = "middle";
            this.drawAxis(pen);
            for (const lane of this.lanes) this["draw_" + lane.kind](pen, lane, this.call.directions[lane.index]);
            this.follow();
          }
          drawAxis(pen) {
            const span = this.to - this.from;
            const step = steps.find(step => span / step <= Math.max(2, (this.width - this.gutter) / 90)) || span;
            pen.textAlign = "center";
            for (let tick = Math.ceil(this.from / step) * step; tick <= this.to + 1e-9; tick += step) {
              const x = this.x(tick);
              pen.fillStyle = this.ink.line;
              pen.fillRect(Math.round(x), 18, 1, this.height - 18);
              pen.fillStyle = this.ink.soft;
              pen.fillText(clock(tick, step < 0.1 ? 2 : step < 1 ? 1 : 0), Math.min(Math.max(x, this.gutter + 8), this.width - 22), 9);
            }
          }
          name(pen, lane, text) {
            pen.textAlign = "right";
            pen.fillStyle = this.ink.soft;
            pen.fillText(text, this.gutter - 6, lane.y + lane.height / 2);
          }
          // What the top of a lane stands for.
          scale(pen, lane, text) {
            pen.textAlign = "right";
            pen.fillStyle = this.ink.soft;
            pen.font = "10px system-ui, sans-serif";
            pen.fillText(text, this.gutter - 6, lane.y + 5);
            pen.font = "11.5px system-ui, sans-serif";
          }
          ground(pen, lane) {
            pen.fillStyle = this.ink.lane;
            pen.fillRect(this.gutter, lane.y, this.width - this.gutter, lane.height);
          }
          // Everything below draws inside the axis only.
          inside(pen, lane, paint) {
            pen.save();
            pen.beginPath();
            pen.rect(this.gutter, lane.y, this.width - this.gutter, lane.height);
            pen.clip();
            paint();
            pen.restore();
          }
          draw_title(pen, lane) {
            pen.textAlign = "left";
            pen.fillStyle = this.ink.ink;
            pen.save();
            pen.font = "600 12.5px system-ui, sans-serif";
            let text = lane.title;
            while (text.length > 8 && pen.measureText(text).width > this.width - 4) text = text.slice(0, -2).trimEnd() + "…";
            pen.fillText(text, 0, lane.y + 9);
            pen.restore();
          }
          spans(pen, lane, direction, strength) {
            for (const [kind, start, end] of direction.marks) {
              if (end < this.from || start > this.to) continue;
              pen.globalAlpha = strength;
              pen.fillStyle = this.ink[kind] || this.ink.restart;
              pen.fillRect(this.x(start), lane.y, Math.max(this.x(end) - this.x(start), 1.25), lane.height);
            }
            pen.globalAlpha = 1;
          }
          draw_sound(pen, lane, direction) {
            this.ground(pen, lane);
            this.name(pen, lane, "sound");
            const peaks = this.peaks[lane.index], bins = peaks.length, middle = lane.y + lane.height / 2;
            this.inside(pen, lane, () => {
              this.spans(pen, lane, direction, 0.3);
              pen.fillStyle = this.ink.wave;
              const perSecond = bins / (direction.soundLength || this.total);
              for (let x = this.gutter; x < this.width; x += 1) {
                const first = Math.floor(this.timeAt(x) * perSecond), last = Math.max(first + 1, Math.ceil(this.timeAt(x + 1) * perSecond));
                let most = 0;
                for (let bin = Math.max(first, 0); bin < Math.min(last, bins); bin++) most = Math.max(most, peaks[bin]);
                const half = Math.max(0.5, (most / this.loudest) ** 1.5 * (lane.height / 2 - 2));
                pen.fillRect(x, middle - half, 1, 2 * half);
              }
            });
          }
          draw_loss(pen, lane, direction) {
            this.ground(pen, lane);
            this.name(pen, lane, "loss");
            this.inside(pen, lane, () => {
              pen.globalAlpha = 0.6;
              for (const [start, end, lost, late] of direction.points) {
                const left = this.x(start), wide = Math.max(this.x(end) - left - 1, 1);
                const lostHeight = lane.height * (lost || 0) / this.lossTop, lateHeight = lane.height * (late || 0) / this.lossTop;
                pen.fillStyle = this.ink.lost;
                pen.fillRect(left, lane.y + lane.height - lostHeight, wide, lostHeight);
                pen.fillStyle = this.ink.late;
                pen.fillRect(left, lane.y + lane.height - lostHeight - lateHeight, wide, lateHeight);
              }
              this.spans(pen, {y: lane.y + lane.height - 6, height: 6}, direction, 1);
            });
            this.scale(pen, lane, fixed(this.lossTop, 0) + " %");
          }
          draw_jitter(pen, lane, direction) {
            this.ground(pen, lane);
            this.name(pen, lane, "jitter");
            this.inside(pen, lane, () => {
              pen.strokeStyle = this.ink.jitter;
              pen.lineWidth = 2;
              pen.beginPath();
              let pendown = false, end = null;
              for (const point of direction.points) {
                if (point[4] === null) { pendown = false; continue; }
                const y = lane.y + lane.height - 1 - (lane.height - 3) * Math.min(1, point[4] / this.jitterTop);
                if (!pendown || point[0] - end > 1) pen.moveTo(this.x(point[0]), y);
                pen.lineTo(this.x(point[1]), y);
                pendown = true;
                end = point[1];
              }
              pen.stroke();
            });
            this.scale(pen, lane, fixed(this.jitterTop, 0) + " ms");
          }
          draw_mos(pen, lane, direction) {
            this.ground(pen, lane);
            this.name(pen, lane, "MOS");
            this.inside(pen, lane, () => {
              pen.textAlign = "center";
              for (const [start, end, , , , mos] of direction.points) {
                if (mos === null) continue;
                const left = this.x(start), wide = Math.max(this.x(end) - left - 1, 0.75), kind = band(mos);
                const isWide = wide > 34;
                pen.fillStyle = this.ink[isWide ? kind : kind + "-mark"];
                pen.fillRect(left, lane.y, wide, lane.height);
                if (!isWide) continue;
                pen.fillStyle = this.ink[kind + "-ink"];
                pen.fillText(fixed(mos, 2), left + wide / 2, lane.y + lane.height / 2 + 0.5);
              }
            });
          }
          draw_events(pen, lane) {
            this.ground(pen, lane);
            this.name(pen, lane, "events");
            this.inside(pen, lane, () => {
              for (const [severity, , start, end] of this.call.findings) {
                if (start === null) continue;
                pen.fillStyle = this.ink[severity === "critical" ? "bad-mark" : severity === "warning" ? "fair-mark" : "unknown-mark"];
                pen.fillRect(this.x(start), lane.y + 15, Math.max(this.x(end === null ? start : end) - this.x(start), 3), 5);
              }
              pen.textAlign = "left";
              for (const direction of this.call.directions) for (const [digit, start] of direction.digits) {
                pen.fillStyle = this.ink.jitter;
                pen.fillRect(this.x(start), lane.y, 1.5, 14);
                pen.fillStyle = this.ink.ink;
                pen.fillText(digit, this.x(start) + 4, lane.y + 8);
              }
            });
          }
          tell(x, y) {
            const time = this.timeAt(x);
            if (x < this.gutter || time > this.total) { this.tip.hidden = true; return; }
            const lines = [clock(time, 2)];
            const lane = this.lanes.find(lane => y >= lane.y && y <= lane.y + lane.height + 6 && lane.kind !== "events");
            for (const [index, direction] of this.call.directions.entries()) {
              if (lane && lane.index !== index) continue;
              const point = direction.points.find(point => time >= point[0] && time < point[1]);
              if (point) lines.push(direction.side + ": " + percent(point[2]) + " lost, " + percent(point[3]) + " late, jitter "
                + milliseconds(point[4]) + ", MOS " + fixed(point[5], 2));
              const mark = direction.marks.find(mark => time >= mark[1] - 0.01 && time <= mark[2] + 0.01);
              if (mark) lines.push(mark[0] + " for " + milliseconds(1000 * (mark[2] - mark[1])));
            }
            for (const finding of this.call.findings)
              if (finding[2] !== null && time >= finding[2] && time <= (finding[3] === null ? finding[2] : finding[3])) lines.push(finding[1]);
            this.tip.replaceChildren(...lines.slice(0, 6).map(line => make("div", {}, line)));
            this.tip.hidden = false;
            const wide = this.tip.offsetWidth;
            this.tip.style.left = Math.max(0, Math.min(x + 14, this.width - wide)) + "px";
            this.tip.style.top = (y + 18) + "px";
          }
        }
        """#
}
