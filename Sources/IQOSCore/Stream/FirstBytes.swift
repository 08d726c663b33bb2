/// What a datagram may be by its first four bytes and its ports: the sieve for floods.
///
/// Each kind that is known has a bit. A byte has the bits of those that it may stand in, at its place; what all four
/// have is what the datagram may be. Payloads of a flood are any bytes: conditions one after another would take turns
/// that no processor foresees.
struct FirstBytes: ~Copyable {
    /// Of payloads that the sieve is for: shorter ones may lack the header of RTP, longer ones are looked through.
    static let lengths = RTPHeader.fixedLength..<StreamScanner.unknownLength
    /// The lowest bits of a port that are told apart.
    private static let portMask: UInt32 = 0x3FF

    /// For each place, one after another, the bits of every byte; behind them, for every port's lowest bits, not 0 where
    /// a tunnel or ESP has them. An `InlineArray` would be copied before each look into it.
    private let bits: UnsafeMutablePointer<UInt8>
    private static let count = 4 * 256 + Int(portMask) + 1

    private enum Bit {
        static let rtp: UInt8 = 1
        static let rtcp: UInt8 = 2
        static let text: UInt8 = 4
        /// Data of TURN: `PacketUnwrapper.mayCarry`.
        static let channel: UInt8 = 8
        static let indication: UInt8 = 16
        static let multiplexed: UInt8 = 32
    }

    init() {
        bits = .allocate(capacity: Self.count)
        bits.initialize(repeating: 0, count: Self.count)
        // What goes into so short a datagram.
        let sources = (Self.lengths.upperBound - 1 - RTPHeader.fixedLength) / 4
        for byte in 0..<256 {
            let isVersion2 = byte >> 6 == 2
            let isRTCP = (192...223).contains(byte)
            let isText = (0x20...0x7F).contains(byte)
            let isStart = (0x30...0x5A).contains(byte)
            // Safe, as are the others: there are four times 256.
            bits[byte] =
                (isVersion2 && byte & 15 <= sources ? Bit.rtp : 0) | (isVersion2 ? Bit.rtcp : 0)
                | (isStart ? Bit.text : 0) | (byte >> 4 == 4 ? Bit.channel : 0) | (byte == 0 ? Bit.indication : 0)
                | (byte == 0xFF ? Bit.multiplexed : 0)
            bits[256 + byte] =
                (byte & 0x60 != 0x40 ? Bit.rtp : 0) | (isRTCP ? Bit.rtcp : 0) | (isText ? Bit.text : 0) | Bit.channel
                | (byte >> 1 == 0x0B ? Bit.indication : 0) | (byte == 0x10 ? Bit.multiplexed : 0)
            let any = Bit.rtp | Bit.rtcp | Bit.indication | Bit.multiplexed | (isText ? Bit.text : 0)
            // A channel's length is that of the datagram or little less.
            bits[512 + byte] = any | (byte == 0 ? Bit.channel : 0)
            bits[768 + byte] = any | (byte < Self.lengths.upperBound ? Bit.channel : 0)
        }
        for port in FrameDecoder.enclosingPorts { bits[1024 + Int(UInt32(port) & Self.portMask)] = 1 }
    }

    deinit {
        bits.deallocate()
    }

    /// Whether a datagram whose payload has one of `lengths` is sure to be nothing that is known.
    ///
    /// - Parameters:
    ///   - head: First four bytes of the payload.
    ///   - body: The four bytes behind them.
    ///   - ports: Source above destination.
    @inline(__always) func isNothing(_ head: UInt32, _ body: UInt32, ports: UInt32) -> Bool {
        // Safe: each is below 256, or 1024.
        let kinds =
            bits[Int(head &>> 24)] & bits[256 &+ Int(head &>> 16 & 0xFF)] & bits[512 &+ Int(head &>> 8 & 0xFF)]
            & bits[768 &+ Int(head & 0xFF)]
        return kinds | enclosing(ports) == 0 && body != SignallingProtocol.h225Body
    }

    /// Whether one of two ports, source above destination, is that of a tunnel or of ESP.
    @inline(__always) func mayEnclose(ports: UInt32) -> Bool {
        // All but 3 % of ports end at the table.
        enclosing(ports) != 0
            && (FrameDecoder.isESP(ports: ports)
                || FrameDecoder.isTunnelPort(
                    UInt16(truncatingIfNeeded: ports >> 16), or: UInt16(truncatingIfNeeded: ports)))
    }

    @inline(__always) private func enclosing(_ ports: UInt32) -> UInt8 {
        bits[1024 &+ Int(ports &>> 16 & Self.portMask)] | bits[1024 &+ Int(ports & Self.portMask)]
    }
}
