/// How much of a sound is loud noise, as no voice makes it (findings: loud-noise).
///
/// It comes in windows, of which is known how they resemble themselves one, two and three samples of 8 kHz later: speech
/// does, and so do tones, music and modems. Bytes that are no code of the sound decode to something that does not.
public struct LoudNoise: BitwiseCopyable, Sendable {
    /// −15 dBov.
    private static let leastPower: Float = 0.0316
    /// Share of a window's power: of white noise in 102 samples, four times what chance makes of it.
    private static let greatestLikeness: Float = 0.4
    /// About two seconds.
    private static let windowsNeeded = 300

    private var windows = 0
    private var noisy = 0

    /// Adds a window.
    ///
    /// - Parameters:
    ///   - power: Mean square, of full scale.
    ///   - likeness: Its products with itself one, two and three samples later, of its power.
    @inline(__always) mutating func add(power: Float, likeness: (Float, Float, Float)) {
        windows += 1
        guard power >= Self.leastPower, abs(likeness.0) < Self.greatestLikeness,
            abs(likeness.1) < Self.greatestLikeness, abs(likeness.2) < Self.greatestLikeness
        else { return }
        noisy += 1
    }

    /// Share of the sound, 0 ... 100; `nil` for less than two seconds.
    public var percent: Double? {
        windows < Self.windowsNeeded ? nil : 100 * Double(noisy) / Double(windows)
    }
}
