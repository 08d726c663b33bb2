/// What a receiver says of one stream (RFC 3550 §6.4.1).
///
///     |                 SSRC of the stream                            |
///     | fraction lost |       cumulative number of packets lost       |
///     |           extended highest sequence number received           |
///     |                      interarrival jitter                      |
///     |                         last SR (LSR)                         |
///     |                   delay since last SR (DLSR)                  |
public struct RTCPReportBlock: BitwiseCopyable, Sendable, Equatable {
    static let byteCount = 24

    public var ssrc: UInt32
    /// Lost since the report before, in 256ths.
    public var fractionLost: UInt8
    /// Lost since the receiver began, negative where duplicates outnumber losses.
    public var cumulativeLost: Int32
    /// Wraps in the upper half.
    public var highestSequence: UInt32
    /// Timestamp units.
    public var jitter: UInt32
    /// Middle 32 bits of the NTP time of the last sender report that came, 0 for none.
    public var lastReport: UInt32
    /// Since that came, 1/65536 s.
    public var delaySinceLastReport: UInt32

    /// Reads the block at `offset`; `nil` where it does not fit before `end`.
    init?(in bytes: RawSpan, at offset: Int, end: Int) {
        guard offset + Self.byteCount <= end, let ssrc = bytes.bigEndian32(at: offset),
            let losses = bytes.bigEndian32(at: offset + 4), let highest = bytes.bigEndian32(at: offset + 8),
            let jitter = bytes.bigEndian32(at: offset + 12), let lastReport = bytes.bigEndian32(at: offset + 16),
            let delay = bytes.bigEndian32(at: offset + 20)
        else { return nil }
        self.ssrc = ssrc
        fractionLost = UInt8(truncatingIfNeeded: losses >> 24)
        // 24 bits with a sign.
        cumulativeLost = Int32(bitPattern: losses << 8) >> 8
        highestSequence = highest
        self.jitter = jitter
        self.lastReport = lastReport
        delaySinceLastReport = delay
    }
}
