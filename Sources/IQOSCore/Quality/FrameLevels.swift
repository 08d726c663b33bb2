/// Levels of 20 ms frames: silence and its runs, the noise floor, and who speaks when (metrics: silence, dead air).
public struct FrameLevels: Sendable {
    /// Below it a frame is silent, dBov: above the idle codes of A-law.
    public static let silentDbov = -60.0
    /// From here on it counts as speech for who speaks when, dBov.
    public static let speechDbov = -45.0
    public static let frameS = 0.02
    /// Silence in packets that is dead air, s.
    static let deadAirS = 2.0
    /// Frames whose level is kept for the echo: a minute.
    static let levelsKept = 3000
    /// Frames of which is known whether they are speech: an hour.
    static let flagsKept = 180_000
    /// A level that no frame has: nothing was sent.
    static let absent: UInt8 = 0

    /// Frames by level, -1 dBov first; the last also holds digital silence.
    private var counts = [UInt32](repeating: 0, count: 100)
    /// Level of the first frames above -128 dBov, dB; `absent` where nothing was sent.
    public private(set) var levels: [UInt8] = []
    /// 64 frames a word, the first in the lowest bit.
    public private(set) var speech: [UInt64] = []
    /// First frame of speech behind those; `nil` where there is none.
    private var laterSpeech: Int?
    public private(set) var frames = 0
    /// Frames that packets brought.
    public private(set) var sent = 0
    /// Of these, those in dead air.
    public private(set) var deadFrames = 0
    private var silentRun = 0
    private var deadRun = 0
    public private(set) var longestSilence = 0
    public private(set) var longestDeadAir = 0

    public init() {}

    /// Adds a frame that packets brought.
    ///
    /// - Parameter power: Mean square, of full scale; 0 for digital silence.
    public mutating func add(power: Double) {
        let level = power > 0 ? max(-127, 10 * Math.log10(power)) : -127
        counts[min(99, Int(-min(0, level)))] += 1
        sent += 1
        keep(level: UInt8(max(1, 128 + min(0, level))), isSpeech: level >= Self.speechDbov)
        guard level < Self.silentDbov else {
            endRuns()
            return
        }
        silentRun += 1
        deadRun += 1
        longestSilence = max(longestSilence, silentRun)
        longestDeadAir = max(longestDeadAir, deadRun)
        let limit = Int(Self.deadAirS / Self.frameS)
        if deadRun == limit { deadFrames += limit } else if deadRun > limit { deadFrames += 1 }
    }

    /// Adds frames that nothing was sent for, or that were lost.
    public mutating func addAbsent(_ count: Int) {
        deadRun = 0
        silentRun += count
        longestSilence = max(longestSilence, silentRun)
        for _ in 0..<min(count, max(0, Self.levelsKept - levels.count)) { levels.append(Self.absent) }
        frames += count
        let words = (min(frames, Self.flagsKept) + 63) / 64
        if words > speech.count { speech += [UInt64](repeating: 0, count: words - speech.count) }
    }

    /// How many frames from one on no speech is in.
    func silence(from first: Int) -> Int {
        for frame in first..<max(first, min(frames, Self.flagsKept)) where isSpeech(frame) { return frame - first }
        return max(0, (laterSpeech ?? frames) - first)
    }

    /// Whether a frame is speech, of those of which that is known.
    func isSpeech(_ frame: Int) -> Bool {
        frame / 64 < speech.count && speech[frame / 64] >> UInt64(frame % 64) & 1 != 0
    }

    /// Level below which a tenth of the sent frames are, dBov; `nil` without frames, or where it is digital silence.
    public var noiseFloorDbov: Double? {
        var rest = max(1, (sent + 9) / 10)
        for level in counts.indices.reversed() {
            rest -= Int(counts[level])
            if rest <= 0, sent > 0 { return level == 99 ? nil : -Double(level) - 0.5 }
        }
        return nil
    }

    private mutating func endRuns() {
        silentRun = 0
        deadRun = 0
    }

    private mutating func keep(level: UInt8, isSpeech: Bool) {
        if levels.count < Self.levelsKept { levels.append(level) }
        if frames < Self.flagsKept {
            if frames % 64 == 0 { speech.append(0) }
            if isSpeech { speech[frames / 64] |= 1 << UInt64(frames % 64) }
        } else if isSpeech, laterSpeech == nil {
            laterSpeech = frames
        }
        frames += 1
    }
}
