extension PageScript {
    /// All lanes of a call on one time axis: plots by uPlot, sound by wavesurfer.js. They zoom together.
    static let timeline = #"""
        const zooms = typeof uPlot === "function" && typeof WaveSurfer === "function";
        const bytesOf = text => text ? Uint8Array.from(atob(text), letter => letter.charCodeAt(0)) : null;
        // A letter a part, in 64 steps.
        const heights = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        const peaksOf = text => text ? Uint8Array.from(text.replace(/-(.)/g, (whole, length) => "A".repeat(heights.indexOf(length))), letter => heights.indexOf(letter) * 4) : null;
        const niceTop = (most, least) => {
          if (!(most > least)) return least;
          let power = 10 ** Math.floor(Math.log10(most));
          return [1, 2, 4, 6, 8, 10].map(step => step * power).find(step => step >= most) || most;
        };
        const steps = [0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 21600, 43200, 86400];
        const stepped = zooms && uPlot.paths.stepped({align: 1});
        const gutter = 46, rim = 24;
        class Timeline {
          constructor(call, seek) {
            this.call = call;
            this.seek = seek;
            this.total = Math.max(call.length || 0, 0.1);
            this.from = 0;
            this.to = this.total;
            this.plots = [];
            this.waves = [];
            this.head = make("div", {class: "playhead", hidden: true});
            this.tip = make("div", {class: "tip", hidden: true});
            this.element = make("div", {class: "timeline", tabindex: "0", role: "group", "aria-label": t.timelineLabel}, this.head, this.tip);
            this.element.addEventListener("wheel", event => this.roll(event), {passive: false});
            new ResizeObserver(() => this.draw()).observe(this.element);
          }
          x(time) { return gutter + (time - this.from) / (this.to - this.from) * (this.width - gutter - rim); }
          zoom(factor, around) {
            const middle = around === undefined ? (this.from + this.to) / 2 : around;
            const span = Math.min(this.total, Math.max(0.25, (this.to - this.from) * factor));
            const share = (middle - this.from) / (this.to - this.from);
            this.show(middle - share * span, middle - share * span + span);
          }
          // No element can be wider than some 30 million pixels: a very long call zooms less far.
          show(from, to) {
            const span = Math.min(Math.max(to - from, 0.25, this.total / 20000), this.total);
            this.from = Math.min(Math.max(0, from), this.total - span);
            this.to = this.from + span;
            for (const plot of this.plots) plot.setScale("x", {min: this.from, max: this.to});
            this.place();
          }
          // Brings the waves and the play head to where the plots are.
          place() {
            const perSecond = (this.width - gutter - rim) / (this.to - this.from);
            for (const wave of this.waves) {
              if (wave.options.minPxPerSec !== perSecond) wave.zoom(perSecond);
              wave.setScroll(this.from * perSecond);
            }
            this.follow();
          }
          follow() {
            const time = player.call && player.call.id === this.call.id ? player.time : null;
            this.head.hidden = time === null || time < this.from || time > this.to;
            if (!this.head.hidden) this.head.style.transform = `translateX(${this.x(time)}px)`;
            if (time !== null && player.isPlaying && time > this.to && time < this.total) this.show(time, time + this.to - this.from);
          }
          roll(event) {
            const time = this.from + (event.clientX - this.element.getBoundingClientRect().left - gutter)
              / (this.width - gutter - rim) * (this.to - this.from);
            if (event.ctrlKey || event.metaKey) this.zoom(event.deltaY > 0 ? 1.25 : 0.8, time);
            else if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
              const shift = (event.deltaX || event.deltaY) / this.width * (this.to - this.from);
              this.show(this.from + shift, this.to + shift);
            } else return;
            event.preventDefault();
          }
          draw() {
            const width = this.element.clientWidth;
            if (!width || this.isOnPaper) return;
            const isFirst = !this.plots.length, isResized = width !== this.width;
            this.width = width;
            this.ink = Object.fromEntries(["ink", "soft", "line", "lost", "late", "jitter", "variation", "restart", "wave", "good", "fair", "poor", "bad",
              "unknown"].flatMap(name => [name, name + "-mark", name + "-ink"]).map(name => [name, colour(name)]));
            if (isFirst) this.layOut();
            else for (const plot of this.plots) {
              if (isResized) plot.setSize({width, height: plot.height}); else plot.redraw();
            }
            for (const wave of this.waves) wave.setOptions({waveColor: this.ink.wave});
            this.place();
          }
          // For paper, which waits for nothing: waves would be drawn anew too late, so those that are there are squeezed.
          print(width) {
            const inner = this.width - gutter - rim, share = (width - gutter - rim) / inner;
            this.isOnPaper = true;
            this.width = width;
            this.element.style.width = width + "px";
            for (const plot of this.plots) plot.setSize({width, height: plot.height});
            for (const wave of this.waves)
              Object.assign(wave.options.container.firstElementChild.style, {width: inner + "px", transform: `scaleX(${share})`, transformOrigin: "0 0"});
            this.follow();
          }
          unprint() {
            this.isOnPaper = false;
            this.element.style.width = "";
            for (const wave of this.waves) Object.assign(wave.options.container.firstElementChild.style, {width: "", transform: ""});
            this.draw();
          }
          destroy() {
            for (const part of [...this.plots, ...this.waves]) part.destroy();
          }
          layOut() {
            const {directions, findings} = this.call;
            const loudest = Math.max(1, ...directions.map(d => (peaksOf(d.peaks) || [1]).reduce((a, b) => Math.max(a, b), 1)));
            const lossTop = niceTop(Math.max(0, ...directions.flatMap(d => d.points.map(p => (p[2] || 0) + (p[3] || 0)))), 1);
            const jitterTop = niceTop(Math.max(0, ...directions.flatMap(d => d.points.map(p => p[4] || 0))), 5);
            const variationTop = niceTop(Math.max(0, ...directions.flatMap(d => d.points.map(p => p[6] || 0))), 5);
            this.lane("axis", "", 20, {});
            for (const direction of directions) {
              this.element.append(make("p", {class: "lanetitle"}, direction.name));
              if (direction.peaks) this.addSound(direction, loudest);
              this.lane("loss", t.laneLoss, 42, {direction, limit: fixed(lossTop, 0) + " %", top: lossTop, fills: ["late", "lost"],
                data: this.columns(direction, point => [(point[2] || 0) + (point[3] || 0), point[2]]),
                paint: (pen, x, top, height) => this.marks(pen, x, top + height - 6, 6, direction, 1)});
              this.lane("jitter", t.laneJitter, 38, {direction, limit: fixed(jitterTop, 0) + " ms", top: jitterTop, line: "jitter",
                data: this.columns(direction, point => [point[4]])});
              if (direction.points.some(point => point[6] !== null))
                this.lane("variation", "PDV", 38, {direction, limit: fixed(variationTop, 0) + " ms", top: variationTop, line: "variation",
                  data: this.columns(direction, point => [point[6]])});
              this.lane("mos", "MOS", 16, {direction, paint: (pen, x, top, height) => this.paintMOS(pen, x, top, height, direction)});
            }
            if (directions.some(d => d.digits.length || d.reports.length) || findings.some(finding => finding[2] !== null))
              this.lane("events", t.laneEvents, 34 + this.keyRows(), {paint: (pen, x, top) => this.paintEvents(pen, x, top)});
          }
          // Values that hold from the start of an interval to its end; nothing between intervals that are apart.
          columns(direction, values) {
            const columns = [[], [], []];
            const add = (time, row) => [time, ...row].forEach((value, index) => columns[index].push(value));
            let end = null, last = null;
            for (const point of direction.points) {
              if (end !== null && point[0] - end > 1) { add(end, last); add(end + 0.001, last.map(() => null)); }
              last = values(point);
              add(point[0], last);
              end = point[1];
            }
            if (last) add(end, last);
            return columns.slice(0, 1 + (last ? last.length : 1));
          }
          lane(kind, name, height, {direction, limit, top = 1, fills = [], line, data, paint, ground}) {
            const box = make("div", {class: "lane of-" + kind}, make("span", {class: "lanename"}, name, limit ? make("small", {}, limit) : null));
            this.element.append(box);
            const shade = name => () => this.ink[name];
            const painter = work => plot => {
              const pen = plot.ctx, ratio = uPlot.pxRatio, {left, top, width, height} = plot.bbox;
              pen.save();
              pen.beginPath();
              pen.rect(left, top, width, height);
              pen.clip();
              pen.scale(ratio, ratio);
              pen.font = "11.5px system-ui, sans-serif";
              pen.textBaseline = "middle";
              work(pen, time => left / ratio + plot.valToPos(time, "x"), top / ratio, height / ratio, width / ratio);
              pen.restore();
            };
            const plot = new uPlot({
              width: this.width, height, padding: [0, rim, 0, 0], legend: {show: false},
              scales: {x: {time: false, auto: false, min: this.from, max: this.to}, y: {auto: false, min: 0, max: top}},
              cursor: {y: false, points: {show: false}, drag: {x: true, y: false, dist: 6},
                sync: {key: "call-" + this.call.id, setSeries: false, scales: ["x", null]},
                bind: {dblclick: () => () => this.show(0, this.total)}},
              axes: [{side: 0, size: kind === "axis" ? 19 : 0, gap: 2, incrs: steps, space: 90, stroke: shade("soft"), font: "11.5px system-ui, sans-serif",
                grid: {show: kind !== "spectrum", stroke: shade("line"), width: 1}, ticks: {show: false}, values: (plot, splits, axis, space, step) => splits.map(time =>
                  kind === "axis" ? clock(time, step < 0.1 ? 2 : step < 1 ? 1 : 0) : "")},
                {size: gutter, values: (plot, splits) => splits.map(() => ""), grid: {show: false}, ticks: {show: false}}],
              series: [{}, ...(fills.length ? fills.map(name => ({fill: shade(name), width: 0, paths: stepped, points: {show: false}}))
                : [{stroke: line ? shade(line) : null, width: 2, paths: stepped, points: {show: false}}])],
              bands: fills.length > 1 ? [{series: [1, 2]}] : [],
              hooks: {drawClear: ground ? [painter(ground)] : [], draw: paint ? [painter(paint)] : [],
                setScale: [(plot, key) => {
                  const {min, max} = plot.scales.x;
                  if (key === "x" && Math.abs(min - this.from) + Math.abs(max - this.to) > 1e-6) this.show(min, max);
                }]}
            }, data || [[0, this.total], [null, null]], box);
            plot.over.addEventListener("click", event => this.seek(Math.min(Math.max(0, plot.posToVal(event.offsetX, "x")), this.total), true));
            plot.over.addEventListener("mousemove", event => this.tell(plot.posToVal(event.offsetX, "x"), event, direction));
            plot.over.addEventListener("mouseleave", () => { this.tip.hidden = true; });
            this.plots.push(plot);
            return plot;
          }
          // The wave lies under a plot that has its marks, cursor and zoom.
          addSound(direction, loudest) {
            const height = 62, bytes = peaksOf(direction.peaks);
            const plot = this.lane("sound", t.sound, height, {direction,
              paint: (pen, x, top, height) => this.marks(pen, x, top, height, direction, 0.3, this.call.concealed)});
            const peaks = new Float32Array(Math.max(1, Math.round(bytes.length * this.total / (direction.soundLength || this.total))));
            peaks.forEach((_, index) => { peaks[index] = Math.max(0.004, ((bytes[index] || 0) / loudest) ** 1.5); });
            this.waves.push(WaveSurfer.create({container: plot.under, height, peaks: [peaks], duration: this.total, waveColor: this.ink.wave,
              cursorWidth: 0, interact: false, hideScrollbar: true, autoScroll: false, autoCenter: false, fillParent: false,
              minPxPerSec: (this.width - gutter - rim) / this.total}));
            if (direction.channel !== null && this.call.sources.some(source => source.inside)) this.addSpectrum(direction);
          }
          // Of a gap longer than what is concealed the rest is darker: nothing was heard there.
          marks(pen, x, top, height, direction, strength, concealed = 0) {
            for (const [kind, start, end, count, missing] of direction.marks) {
              if (end < this.from || start > this.to) continue;
              // Several places that are drawn as one are as strong as what is missing of them.
              pen.globalAlpha = count > 1 ? strength * Math.max(0.35, Math.min(1, missing / (end - start))) : strength;
              pen.fillStyle = this.ink[kind] || this.ink.restart;
              pen.fillRect(x(start), top, Math.max(x(end) - x(start), 1.25), height);
              if (!concealed || count > 1 || kind === "restart" || end - start <= concealed + 0.001) continue;
              pen.fillRect(x(start + concealed), top, x(end) - x(start + concealed), height);
            }
          }
          paintMOS(pen, x, top, height, direction) {
            pen.textAlign = "center";
            for (const [start, end, , , , mos] of direction.points) {
              if (mos === null || end < this.from || start > this.to) continue;
              const left = Math.max(x(start), x(this.from)), wide = Math.max(Math.min(x(end), x(this.to)) - left - 1, 0.75), kind = band(mos);
              const isWide = wide > 34;
              pen.fillStyle = this.ink[isWide ? kind : kind + "-mark"];
              pen.fillRect(left, top, wide, height);
              if (!isWide) continue;
              pen.fillStyle = this.ink[kind + "-ink"];
              pen.fillText(fixed(mos, 2), left + wide / 2, top + height / 2 + 0.5);
            }
          }
          // A side that presses keys has a line for them: what further ones take.
          keyRows() { return 17 * Math.max(0, this.call.directions.filter(d => d.digits.length).length - 1); }
          // Keys above, reports of RTCP in the middle, findings below.
          paintEvents(pen, x, top) {
            pen.textAlign = "left";
            const below = top + this.keyRows(), areSeveral = below > top;
            for (const direction of this.call.directions) {
              // Keys that would cover each other are written as one.
              let free = -Infinity, isNamed = !areSeveral;
              for (const [digit, start] of direction.digits) {
                if (start < this.from || start > this.to) continue;
                pen.fillStyle = this.ink.jitter;
                pen.fillRect(x(start), top + 14, 1.5, 4);
                let left = Math.max(x(start) - 2, free);
                if (!isNamed) {
                  const name = direction.side + ": ";
                  pen.fillStyle = this.ink.soft;
                  pen.fillText(name, left, top + 8);
                  left += pen.measureText(name).width;
                  isNamed = true;
                }
                pen.fillStyle = this.ink.ink;
                pen.fillText(digit, left, top + 8);
                free = left + pen.measureText(digit).width + 1;
              }
              if (areSeveral && direction.digits.length) top += 17;
              for (const [kind, time] of direction.reports) {
                // The goodbye comes at the end of the media, or just behind it: its mark stays within the lane.
                const least = this.from > 0 ? 0.01 : 1, most = this.to < this.total ? 0.01 : 5;
                if (time < this.from - least || time > this.to + most) continue;
                const middle = Math.min(Math.max(x(time), x(this.from) + 4), x(this.to) - 4);
                pen.fillStyle = this.ink[kind === "BYE" ? "soft" : "restart"];
                pen.beginPath();
                pen.moveTo(middle, below + 15);
                pen.lineTo(middle + 4, below + 24);
                pen.lineTo(middle - 4, below + 24);
                pen.fill();
              }
            }
            for (const [severity, , start, end] of this.call.findings) {
              if (start === null) continue;
              pen.fillStyle = this.ink[severity === "critical" ? "bad-mark" : severity === "warning" ? "fair-mark" : "unknown-mark"];
              pen.fillRect(x(start), below + 28, Math.max(x(end === null ? start : end) - x(start), 3), 5);
            }
          }
          // What there is at a time: in one direction, or where the lane belongs to none in both.
          tell(time, event, only) {
            const lines = [clock(time, 2)], near = 4 * (this.to - this.from) / this.width;
            for (const direction of this.call.directions) {
              if (only && only !== direction) continue;
              const point = direction.points.find(point => time >= point[0] && time < point[1]);
              if (point) lines.push(filled(t.tipStream, direction.side, percent(point[2]), percent(point[3]), milliseconds(point[4]), milliseconds(point[6]), fixed(point[5], 2)));
              const mark = direction.marks.find(mark => time >= mark[1] - 0.01 && time <= mark[2] + 0.01);
              if (mark) lines.push((mark[4] > 0 ? filled(t.lostFor, t[mark[0]], milliseconds(1000 * mark[4])) : t[mark[0]]) + (mark[3] > 1 ? filled(t.pieces, mark[3]) : coveredText(this.call, mark)));
              if (only) continue;
              for (const [digit, start] of direction.digits) if (Math.abs(start - time) < near) lines.push(filled(t.tipKey, direction.side, digit));
              for (const [kind, at, lost, jitter] of direction.reports) if (Math.abs(at - time) < near)
                lines.push(filled(t.tipReport, direction.side, kind) + (lost === null ? "" : filled(t.tipReported, percent(lost), milliseconds(jitter))));
            }
            for (const finding of this.call.findings)
              if (finding[2] !== null && time >= finding[2] && time <= (finding[3] === null ? finding[2] : finding[3])) lines.push(finding[1]);
            this.tip.replaceChildren(...lines.slice(0, 6).map(line => make("div", {}, line)));
            this.tip.hidden = false;
            const box = this.element.getBoundingClientRect();
            this.tip.style.left = Math.max(0, Math.min(event.clientX - box.left + 14, this.width - this.tip.offsetWidth)) + "px";
            this.tip.style.top = event.clientY - box.top + 18 + "px";
          }
        }
        """#
}
