/// Which frames of a payload an earlier one had, and how many are missing before it, by RTP timestamps.
///
/// A sender of AMR may put its last frames into the next packets again (RFC 4867 §3.7.1). A decoder keeps state from
/// frame to frame, so that each is given to it once.
struct FrameSuccession: Sendable {
    /// Timestamp of the sound behind the last frame; `nil` before the first.
    private var next: UInt32?

    /// Takes the next payload in order of sequence numbers.
    ///
    /// - Parameters:
    ///   - timestamp: Of its first frame.
    ///   - count: Its frames, > 0.
    ///   - ticks: Of a frame, > 0.
    /// - Returns: Frames at its beginning that came before, fewer than `count`, and frames missing before it; where the
    ///   timestamp ran back by more than the payload is long, these are more than any pause has.
    mutating func take(timestamp: UInt32, count: Int, ticks: UInt32) -> (repeated: Int, missing: Int) {
        defer { next = timestamp &+ UInt32(truncatingIfNeeded: count) &* ticks }
        guard let next else { return (0, 0) }
        let behind = Int((next &- timestamp) / ticks)
        return behind < count ? (behind, 0) : (0, Int((timestamp &- next) / ticks))
    }
}

extension AudioCodec {
    /// Ticks of a frame of 20 ms on the stream's clock, Hz, where payloads may repeat frames; `nil` for codecs whose payloads
    /// do not.
    func repeatableFrameTicks(clockRateHz: Int) -> UInt32? {
        guard case .amr = self else { return nil }
        return UInt32(clamping: max(1, clockRateHz / 50))
    }
}
