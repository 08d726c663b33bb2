/// Bytes that a vendor sends before RTP: how many, and what is the same in all of them.
///
/// Found by behaviour alone, with no knowledge of any vendor: an offset at which the datagrams of a flow are version 2
/// and numbered as RTP is.
struct VendorHeader: BitwiseCopyable, Equatable, Sendable {
    static let lengths = 1...64
    /// Packets of one SSRC that it takes.
    static let packetsNeeded = 8

    /// Bytes before RTP.
    let length: Int
    /// Each payload type has sequence numbers of its own under one SSRC.
    let isNumberedByType: Bool
    /// The first eight bytes, as far as they are the same in all datagrams that showed it: ones in `mask`.
    private var mask: UInt64 = 0
    private var value: UInt64 = 0

    /// One that is known from a stream.
    init(_ key: StreamKey) {
        length = Int(key.headerLength)
        isNumberedByType = key.numberedType != 0
    }

    private init(length: Int, isNumberedByType: Bool, heads: [DatagramHead]) {
        self.length = length
        self.isNumberedByType = isNumberedByType
        mask = length >= 8 ? .max : ~(UInt64.max >> UInt64(8 * length))
        guard let first = heads.first.map(Self.start) else { return }
        for head in heads { mask &= Self.sameBytes(Self.start(of: head), first) }
        value = first & mask
    }

    /// Whether a datagram begins with the bytes that all others with this header began with.
    func begins(_ bytes: RawSpan, at offset: Int) -> Bool {
        bytes.bigEndian64(at: offset).map { $0 & mask == value } ?? false
    }

    /// The RTP header of a datagram behind this one.
    func rtpHeader(of datagram: Datagram, in bytes: RawSpan) -> RTPHeader? {
        RTPHeader(
            in: bytes, at: datagram.payloadOffset + length, capturedLength: datagram.capturedLength - length,
            length: datagram.payloadLength - length)
    }

    /// What the stream of a packet behind this header is known by.
    func key(_ flow: Flow, _ header: RTPHeader) -> StreamKey {
        var key = StreamKey(flow: flow, ssrc: header.ssrc, wrapper: .vendorHeader)
        key.headerLength = UInt8(truncatingIfNeeded: length)
        key.numberedType = isNumberedByType ? header.payloadType + 1 : 0
        return key
    }

    /// The header that datagrams of one flow, in order of arrival, have before RTP.
    ///
    /// - Parameter offsets: Lengths that are looked at: bit n for n + 1 bytes, as `HeaderTally.offsets` has them.
    /// - Returns: With it the places of the datagrams that have it; `nil` where there is none.
    /// - Complexity: O(`heads.count`) for each length, left early where too few packets can be RTP.
    static func found(
        in heads: [DatagramHead], offsets: UInt64 = .max
    ) -> (header: VendorHeader, places: [Int])? {
        var best: (length: Int, finding: NumberedPackets)?
        for length in lengths where offsets >> UInt64(length - 1) & 1 != 0 {
            guard let finding = NumberedPackets(heads, at: length) else { continue }
            if finding.isBetter(than: best?.finding) { best = (length, finding) }
        }
        return best.map { length, finding in
            let places = finding.places
            let header = VendorHeader(
                length: length, isNumberedByType: finding.isNumberedByType, heads: places.map { heads[$0] })
            return (header, places)
        }
    }

    private static func start(of head: DatagramHead) -> UInt64 {
        UInt64(head.bigEndian32(0)) << 32 | UInt64(head.bigEndian32(4))
    }

    /// Ones in the bytes in which two words agree.
    private static func sameBytes(_ a: UInt64, _ b: UInt64) -> UInt64 {
        (0..<8).reduce(0) { same, index in
            let byte: UInt64 = 0xFF << (8 * UInt64(index))
            return (a ^ b) & byte == 0 ? same | byte : same
        }
    }
}
