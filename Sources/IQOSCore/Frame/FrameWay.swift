/// How a datagram came: what a copy of it that was captured elsewhere, or was sent again, has otherwise.
struct FrameWay: BitwiseCopyable, Sendable {
    /// Interface, link addresses, layers and hop limit, as one number; never 0.
    let place: UInt32

    /// - Returns: `nil` where the frame holds no whole datagram.
    init?(_ frame: FrameRef, in bytes: RawSpan) {
        if let plain = PlainDatagram(frame, in: bytes),
            !FrameDecoder.isTunnelPort(plain.flow.sourcePort), !FrameDecoder.isTunnelPort(plain.flow.destinationPort)
        {
            let start = Int(frame.offset)
            // Safe: a plain datagram begins behind 42 bytes of headers.
            let internet = bytes.bigEndian64(uncheckedAt: start + 16)
            self.init(
                frame, link: Self.hash(bytes, start..<start + 12), hopLimit: UInt8(truncatingIfNeeded: internet >> 8),
                layers: plain.datagram.encapsulation)
            return
        }
        guard case .datagram(let datagram) = FrameDecoder().content(of: frame, in: bytes) else { return nil }
        let internet = InnermostHeader(of: datagram, in: bytes)
        let start = Int(frame.offset)
        let addresses =
            switch frame.linkType {
            case .ethernet: 12
            case .linuxCooked: 14
            case .linuxCookedV2: 20
            default: 0
            }
        self.init(
            frame, link: Self.hash(bytes, start..<start + min(addresses, Int(frame.capturedLength))),
            hopLimit: internet?.hopLimit ?? 0, layers: datagram.encapsulation)
    }

    private init(_ frame: FrameRef, link: UInt32, hopLimit: UInt8, layers: Encapsulation) {
        let hash = Self.mix(
            Self.mix(UInt64(link), UInt64(frame.interface) << 8 | UInt64(hopLimit)), UInt64(layers.digest))
        place = max(1, UInt32(truncatingIfNeeded: hash ^ hash >> 32))
    }

    /// Of the bytes that are there, eight at a time: multiply and fold.
    static func hash(_ bytes: RawSpan, _ range: Range<Int>) -> UInt32 {
        var hash: UInt64 = 0x243F_6A88_85A3_08D3
        var offset = max(range.lowerBound, 0)
        let end = min(range.upperBound, bytes.byteCount)
        while offset <= end &- 8 {
            // Safe: all eight lie before the end.
            hash = mix(hash, bytes.bigEndian64(uncheckedAt: offset))
            offset &+= 8
        }
        while offset < end, let byte = bytes.byte(at: offset) {
            hash = mix(hash, UInt64(byte))
            offset &+= 1
        }
        return UInt32(truncatingIfNeeded: hash ^ hash >> 32)
    }

    private static func mix(_ hash: UInt64, _ word: UInt64) -> UInt64 {
        let mixed = (hash ^ word) &* 0x9FB2_1C65_1E98_DF25
        return mixed ^ mixed >> 29
    }
}
