extension PageScript {
    /// The spectrum over time of a direction whose sound is inside the page, for the part that is in sight.
    static let spectrogram = #"""
        // Decoding makes ten times as much of a sound: an hour in stereo at 16 kHz takes 460 MB.
        const longestSpectrum = 1800;
        // Samples of one column, and the dB that are drawn below the loudest.
        const windowSize = 512, shownDecibel = 70;
        const hann = Float32Array.from({length: windowSize}, (_, index) => 0.5 - 0.5 * Math.cos(2 * Math.PI * index / windowSize));
        const turn = Array.from({length: windowSize / 2}, (_, index) =>
          [Math.cos(2 * Math.PI * index / windowSize), -Math.sin(2 * Math.PI * index / windowSize)]);
        // Power of each frequency, of `windowSize` samples around `middle`: the transform of Cooley and Tukey, in place.
        const powers = (samples, middle, real, imaginary) => {
          const first = middle - windowSize / 2;
          for (let index = 0, place = 0; index < windowSize; index++) {
            real[place] = (samples[first + index] || 0) * hann[index];
            imaginary[place] = 0;
            let bit = windowSize >> 1;
            while (place & bit) { place ^= bit; bit >>= 1; }
            place |= bit;
          }
          for (let half = 1; half < windowSize; half *= 2) {
            const stride = windowSize / (2 * half);
            for (let start = 0; start < windowSize; start += 2 * half) {
              for (let index = 0; index < half; index++) {
                const [cosine, sine] = turn[index * stride], low = start + index, high = low + half;
                const re = real[high] * cosine - imaginary[high] * sine, im = real[high] * sine + imaginary[high] * cosine;
                real[high] = real[low] - re;
                imaginary[high] = imaginary[low] - im;
                real[low] += re;
                imaginary[low] += im;
              }
            }
          }
          for (let index = 0; index < windowSize / 2; index++) real[index] = real[index] ** 2 + imaginary[index] ** 2;
          return real;
        };
        const decoded = new Map();
        // The sound of a call as samples, two channels at most; asked for once.
        const samplesOf = call => {
          if (!decoded.has(call.id)) {
            decoded.clear();
            const rate = Math.max(8000, Math.min(call.rate || 8000, 16000));
            const bytes = bytesOf(byId(call.sources.find(source => source.inside && source.kind === "heard").inside).textContent);
            decoded.set(call.id, new OfflineAudioContext(2, 1, rate).decodeAudioData(bytes.buffer));
          }
          return decoded.get(call.id);
        };
        // Dark to bright, as the eye sees brightness: black, violet, red, yellow, white.
        const heat = Array.from({length: 256}, (_, index) => {
          const share = index / 255, ramp = (from, to) => Math.max(0, Math.min(1, (share - from) / (to - from)));
          return [255 * ramp(0.08, 0.6), 255 * ramp(0.45, 0.95), 255 * (share < 0.5 ? 0.55 * Math.sin(Math.PI * share * 2) : ramp(0.8, 1))];
        });
        Timeline.prototype.addSpectrum = function (direction) {
          let sound = null, image = null, range = "";
          const lane = this.lane("spectrum", t.spectrum, 96, {direction, limit: fixed((this.call.rate || 8000) / 2000, 0) + " kHz",
            ground: (pen, x, top, height, wide) => {
              if (!sound) return;
              const key = [this.from, this.to, wide].join();
              if (key !== range) { range = key; image = this.picture(sound, direction.channel, Math.round(wide)); }
              pen.drawImage(image, x(this.from), top, wide, height);
            }});
          const box = lane.root.parentElement;
          box.hidden = true;
          this.spectra = [...(this.spectra || []), async isShown => {
            box.hidden = !isShown;
            if (!isShown || sound) return lane.redraw();
            sound = await samplesOf(this.call);
            lane.redraw();
          }];
        };
        Timeline.prototype.picture = function (sound, channel, columns) {
          const rows = windowSize / 2, samples = sound.getChannelData(Math.min(channel, sound.numberOfChannels - 1));
          const real = new Float32Array(windowSize), imaginary = new Float32Array(windowSize);
          const levels = new Float32Array(columns * rows);
          let loudest = -200;
          for (let column = 0; column < columns; column++) {
            const time = this.from + (column + 0.5) / columns * (this.to - this.from);
            const power = powers(samples, Math.round(time * sound.sampleRate), real, imaginary);
            for (let row = 0; row < rows; row++) {
              const level = 10 * Math.log10(power[row] + 1e-12);
              levels[row * columns + column] = level;
              if (level > loudest) loudest = level;
            }
          }
          const canvas = make("canvas", {width: columns, height: rows}), pen = canvas.getContext("2d");
          const picture = pen.createImageData(columns, rows);
          for (let row = 0; row < rows; row++) for (let column = 0; column < columns; column++) {
            const share = Math.max(0, 1 - (loudest - levels[row * columns + column]) / shownDecibel);
            picture.data.set([...heat[Math.round(255 * share)], 255], 4 * ((rows - 1 - row) * columns + column));
          }
          pen.putImageData(picture, 0, 0);
          return canvas;
        };
        """#
}
