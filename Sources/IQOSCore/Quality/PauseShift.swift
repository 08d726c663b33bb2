/// How far the timestamps of a stream leave the wall clock where it pauses: a sender that counts its pauses a frame too long
/// seems to have a fast clock, though it keeps time while it speaks.
struct PauseShift: BitwiseCopyable, Sendable {
    /// Fewer pauses, and less speech than so many seconds, tell nothing.
    private static let least = (pauses: 5, speechS: 10.0)
    /// Beyond this a drift is no usual clock's, ppm, and of it no more than a quarter is left in speech.
    private static let unusualPpm = 300.0
    private static let restShare = 0.25

    private(set) var count: Int32 = 0
    /// Sum of the differences of transit time D across them, ms, and of the time that they took, s.
    private(set) var shiftMs: Float = 0
    private(set) var seconds: Float = 0

    /// Adds the D of the first packet of a talkspurt, ms, which came so many ns after the packet before.
    mutating func add(_ differenceMs: Double, _ elapsed: Int64) {
        count &+= 1
        shiftMs += Float(differenceMs)
        seconds += Float(elapsed) * 1e-9
    }

    /// By how much each pause is counted too long, on average, ms; below 0 too short. `nil` where the drift is not theirs.
    func countedTooLongMs(ofDrift ppm: Double, over wholeS: Double) -> Double? {
        let speechS = wholeS - Double(seconds)
        guard abs(ppm) > Self.unusualPpm, count >= Self.least.pauses, speechS >= Self.least.speechS else { return nil }
        let inSpeechPpm = (-ppm * 1e-3 * wholeS - Double(shiftMs)) / speechS * 1e3
        return abs(inSpeechPpm) <= Self.restShare * abs(ppm) ? -Double(shiftMs) / Double(count) : nil
    }
}
