extension PageScript {
    /// One sound at a time, in a bar at the foot of the window.
    static let player = #"""
        // Sound beside the page falls silent in an element that is taken apart into channels: that one is for sound inside.
        const beside = make("audio", {preload: "auto"}), inside = make("audio", {preload: "auto"});
        let audio = beside;
        const player = {
          call: null, source: null, wanted: null, listeners: new Set(),
          // Where the play head is, in seconds of the call.
          get time() { return this.wanted !== null ? this.wanted : audio.currentTime + (this.source ? this.source.offset : 0); },
          get isPlaying() { return !audio.paused && !audio.ended; },
          load(call, source) {
            // Seeking to where the last sound was makes no sense in another one.
            this.wanted = null;
            if (this.call && this.call.id === call.id && this.source && this.source.title === source.title) return;
            this.call = call;
            this.source = source;
            audio.pause();
            soundAddress(source);
            audio = source.url ? inside : beside;
            audio.src = source.url || source.path;
            // A stream's sound has one channel: it is for both ears.
            if (source.url) hearSide(source.kind === "captured" ? "left" : source.side);
            fillBar();
          },
          seek(time, andPlay) {
            if (!this.source) return;
            this.wanted = Math.max(0, time);
            const go = () => {
              if (this.wanted === null) return;
              audio.currentTime = Math.max(0, this.wanted - this.source.offset);
              this.wanted = null;
              this.tell();
            };
            if (audio.readyState >= 1) go();
            else audio.addEventListener("loadedmetadata", go, {once: true});
            if (andPlay) this.play();
            this.tell();
          },
          play() {
            audio.playbackRate = Number(barSpeed.value);
            audio.play().catch(() => { barNote.textContent = t.noSound; });
          },
          toggle() { if (this.isPlaying) audio.pause(); else this.play(); },
          choose(source) {
            const time = this.time, wasPlaying = this.isPlaying, call = this.call;
            this.load(call, source);
            this.seek(time, wasPlaying);
          },
          tell() { for (const listener of this.listeners) listener(); showBar(); }
        };
        const barPlay = make("button", {class: "round", type: "button", "aria-label": t.playOrPause,
          onclick: () => player.toggle()}, icon(icons.play));
        const barTime = make("span", {class: "bartime"});
        const barName = make("a", {class: "barname"});
        const barNote = make("span", {class: "soft", role: "status"});
        const barSource = make("div", {class: "kinds"});
        const barSpeed = make("select", {"aria-label": t.speed, onchange: () => { audio.playbackRate = Number(barSpeed.value); }},
          ["0.5", "0.75", "1", "1.5", "2"].map(speed => make("option", {value: speed, selected: speed === "1"}, speed + "×")));
        const bar = make("div", {class: "bar", hidden: true, role: "region", "aria-label": t.player},
          barPlay, barTime, barName, barNote, barSource, barSpeed, beside, inside);
        const fillBar = () => {
          bar.hidden = false;
          barNote.textContent = "";
          barName.textContent = filled(t.callNumber, player.call.id);
          barName.href = "#call-" + player.call.id;
          const sources = player.call.sources || [];
          const isFocused = barSource.contains(document.activeElement);
          barSource.replaceChildren(...["heard", "captured"].map(kind => [kind, sources.filter(source => source.kind === kind)])
            .filter(([, ofKind]) => ofKind.length).map(([kind, ofKind]) => make("div", {class: "kind"}, make("span", {class: "soft"}, t[kind]),
              make("div", {class: "choice", role: "group", "aria-label": t[kind]}, ofKind.map(source =>
                make("button", {type: "button", "aria-pressed": String(source.title === player.source.title), title: source.title,
                  onclick: () => player.choose(source)}, source.name))))));
          if (isFocused) barSource.querySelector('[aria-pressed="true"]').focus();
        };
        // A button that plays a call says what a click on it does now.
        const showState = (button, id) => {
          const isOn = player.isPlaying && player.call && player.call.id === id, path = button.querySelector("path");
          const mark = isOn ? icons.pause : icons.play;
          if (path.getAttribute("d") === mark) return;
          path.setAttribute("d", mark);
          button.setAttribute("aria-label", filled(isOn ? t.pause : t.play, id));
        };
        const showBar = () => {
          const mark = player.isPlaying ? icons.pause : icons.play;
          const path = barPlay.querySelector("path");
          if (path.getAttribute("d") !== mark) path.setAttribute("d", mark);
          const total = player.call && player.call.length;
          barTime.textContent = clock(player.time, 1) + (total ? " / " + length(total) : "");
        };
        let ticking = false;
        const tick = () => {
          player.tell();
          ticking = player.isPlaying;
          if (ticking) requestAnimationFrame(tick);
        };
        for (const element of [beside, inside]) for (const event of ["play", "pause", "ended", "seeked", "timeupdate", "playing"])
          element.addEventListener(event, () => { if (!ticking) { ticking = true; requestAnimationFrame(tick); } });
        for (const element of [beside, inside]) element.addEventListener("error", () => {
          if (element === audio && audio.src) barNote.textContent = t.fileMissing;
        });
        document.body.append(bar);
        // A direction out of a stereo sound can be heard alone only where the sound is inside the page.
        let channels = null;
        const hearSide = side => {
          if (!channels) {
            const context = new AudioContext();
            const splitter = context.createChannelSplitter(2);
            const merger = context.createChannelMerger(2);
            context.createMediaElementSource(inside).connect(splitter);
            merger.connect(context.destination);
            channels = {context, splitter, merger};
          }
          channels.context.resume();
          channels.splitter.disconnect();
          for (const output of [0, 1])
            channels.splitter.connect(channels.merger, side === "left" ? 0 : side === "right" ? 1 : output, output);
        };
        """#
}
