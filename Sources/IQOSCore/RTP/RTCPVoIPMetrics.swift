/// What a telephone says of the call it hears: the VoIP metrics block of RTCP XR (RFC 3611 §4.7).
///
///     |     BT=7      |   reserved    |       block length = 8        |
///     |                        SSRC of source                         |
///     |   loss rate   | discard rate  | burst density |  gap density  |
///     |       burst duration          |         gap duration          |
///     |     round trip delay          |       end system delay        |
///     | signal level  |  noise level  |     RERL      |     Gmin      |
///     |   R factor    | ext. R factor |    MOS-LQ     |    MOS-CQ     |
///     |   RX config   |   reserved    |          JB nominal           |
///     |          JB maximum           |          JB abs max           |
public struct RTCPVoIPMetrics: BitwiseCopyable, Sendable, Equatable {
    static let blockType: UInt8 = 7
    static let byteCount = 36

    public var ssrc: UInt32
    /// In 256ths of the packets expected, 0 ... 255; the densities within bursts and gaps.
    public var lossRate: UInt8
    public var discardRate: UInt8
    public var burstDensity: UInt8
    public var gapDensity: UInt8
    /// Milliseconds.
    public var burstDurationMs: UInt16
    public var gapDurationMs: UInt16
    public var roundTripMs: UInt16
    public var endSystemDelayMs: UInt16
    /// dBm0; `nil` where the block says 127, as below.
    public var signalLevelDbm: Int8?
    public var noiseLevelDbm: Int8?
    /// Residual echo return loss, dB.
    public var echoReturnLossDb: UInt8?
    public var gmin: UInt8
    public var rFactor: UInt8?
    /// Tenths, 10 ... 50.
    public var mosLQTenths: UInt8?
    public var mosCQTenths: UInt8?
    /// Milliseconds of the receiver's jitter buffer.
    public var bufferNominalMs: UInt16
    public var bufferMaximumMs: UInt16
    public var bufferAbsoluteMaximumMs: UInt16

    /// Reads the block whose header is at `offset`; `nil` where it does not fit before `end`.
    init?(in bytes: RawSpan, at offset: Int, end: Int) {
        guard offset + Self.byteCount <= end, let ssrc = bytes.bigEndian32(at: offset + 4),
            let rates = bytes.bigEndian32(at: offset + 8), let durations = bytes.bigEndian32(at: offset + 12),
            let delays = bytes.bigEndian32(at: offset + 16), let levels = bytes.bigEndian32(at: offset + 20),
            let scores = bytes.bigEndian32(at: offset + 24), let nominal = bytes.bigEndian16(at: offset + 30),
            let limits = bytes.bigEndian32(at: offset + 32)
        else { return nil }
        self.ssrc = ssrc
        lossRate = Self.byte(rates, 0)
        discardRate = Self.byte(rates, 1)
        burstDensity = Self.byte(rates, 2)
        gapDensity = Self.byte(rates, 3)
        burstDurationMs = UInt16(truncatingIfNeeded: durations >> 16)
        gapDurationMs = UInt16(truncatingIfNeeded: durations)
        roundTripMs = UInt16(truncatingIfNeeded: delays >> 16)
        endSystemDelayMs = UInt16(truncatingIfNeeded: delays)
        signalLevelDbm = Self.known(Self.byte(levels, 0)).map(Int8.init(bitPattern:))
        noiseLevelDbm = Self.known(Self.byte(levels, 1)).map(Int8.init(bitPattern:))
        echoReturnLossDb = Self.known(Self.byte(levels, 2))
        gmin = Self.byte(levels, 3)
        rFactor = Self.known(Self.byte(scores, 0))
        mosLQTenths = Self.known(Self.byte(scores, 2)).flatMap { (10...50).contains($0) ? $0 : nil }
        mosCQTenths = Self.known(Self.byte(scores, 3)).flatMap { (10...50).contains($0) ? $0 : nil }
        bufferNominalMs = nominal
        bufferMaximumMs = UInt16(truncatingIfNeeded: limits >> 16)
        bufferAbsoluteMaximumMs = UInt16(truncatingIfNeeded: limits)
    }

    /// The byte at `index` of a word, 0 for the first one sent.
    private static func byte(_ word: UInt32, _ index: UInt32) -> UInt8 {
        UInt8(truncatingIfNeeded: word >> (24 - 8 * index))
    }

    /// 127 stands for what is not available (RFC 3611 §4.7.4, §4.7.5).
    private static func known(_ value: UInt8) -> UInt8? { value == 127 ? nil : value }
}
