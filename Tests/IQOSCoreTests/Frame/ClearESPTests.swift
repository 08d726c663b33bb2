import TestSupport
import Testing

@testable import IQOSCore

@Suite("ESP without encryption (RFC 2410, RFC 5879)")
struct ClearESPTests {
    private static let rtp = WireBytes.rtp(sequence: 7, timestamp: 160)

    /// - Parameters:
    ///   - vector: Bytes before the payload.
    ///   - check: Bytes of the check value.
    private static func esp(
        _ payload: [UInt8], next: UInt8 = 17, spi: String = "c0000001", vector: Int = 0, check: Int = 12
    ) -> [UInt8] {
        let padding = -(payload.count + vector + 2) & 3
        return bytes(spi) + WireBytes.bigEndian32(9) + [UInt8](repeating: 0x5A, count: vector) + payload
            + (0..<padding).map { UInt8($0 + 1) } + [UInt8(padding), next] + [UInt8](repeating: 0xC3, count: check)
    }

    private static func content(_ secured: [UInt8], snapped: Bool = false) -> FrameContent {
        let packet = WireBytes.ipv4(0x0A01_0001, 0x0A02_0001, secured, protocolNumber: 50)
        let frame = WireBytes.ethernet(packet)
        return FrameDecoderTests.content(
            snapped ? Array(frame.dropLast()) : frame, originalLength: frame.count)
    }

    private static func length(_ content: FrameContent) -> Int? {
        guard case .datagram(let datagram) = content else { return nil }
        return datagram.payloadLength
    }

    @Test("a check value of any length and a vector are passed over", arguments: [0, 8], [0, 12, 16, 24, 32])
    func lengths(vector: Int, check: Int) {
        for length in 157...160 {
            let udp = WireBytes.udp(16384, 20000, Array(Self.rtp.prefix(length)))
            #expect(Self.length(Self.content(Self.esp(udp, vector: vector, check: check))) == length)
        }
    }

    @Test("IP of both versions may be inside, and the layers say so")
    func tunnelMode() {
        let udp = WireBytes.udp(16384, 20000, Self.rtp)
        let inner = Self.content(Self.esp(WireBytes.ipv4(1, 2, udp), next: 4))
        guard case .datagram(let datagram) = inner else {
            Issue.record("no datagram")
            return
        }
        #expect(datagram.encapsulation.names == ["ethernet", "ipv4", "esp", "ipv4"])
        #expect(Self.length(Self.content(Self.esp(WireBytes.ipv6(1, 2, udp), next: 41))) == Self.rtp.count)
    }

    @Test("TCP is taken by its check sum")
    func connection() {
        var tcp = WireBytes.tcp(5060, 5061, sequence: 1, Array("OPTIONS sip:a SIP/2.0\r\n\r\n".utf8))
        let pseudo =
            WireBytes.bigEndian32(0x0A01_0001) + WireBytes.bigEndian32(0x0A02_0001) + [0, 6]
            + WireBytes.bigEndian16(tcp.count)
        var sum = 0
        let all = pseudo + tcp + [UInt8](repeating: 0, count: tcp.count & 1)
        for place in stride(from: 0, to: all.count, by: 2) { sum += Int(all[place]) << 8 | Int(all[place + 1]) }
        while sum > 0xFFFF { sum = (sum & 0xFFFF) + sum >> 16 }
        func isSegment() -> Bool {
            if case .segment = Self.content(Self.esp(tcp, next: 6)) { return true }
            return false
        }
        #expect(!isSegment())
        tcp.replaceSubrange(16..<18, with: WireBytes.bigEndian16(~sum & 0xFFFF))
        #expect(isSegment())
    }

    @Test("what the lengths do not fill to the byte, or the snap length cut, is none")
    func near() {
        let udp = WireBytes.udp(16384, 20000, Self.rtp)
        var short = udp
        short[5] -= 4
        #expect(Self.length(Self.content(Self.esp(short))) == nil)
        var padding = Self.esp(udp + [0], next: 17)
        #expect(Self.length(Self.content(padding)) == nil)
        padding = Self.esp(udp)
        padding[padding.count - 13] = 50
        #expect(Self.length(Self.content(padding)) == nil)
        #expect(Self.length(Self.content(Self.esp(udp), snapped: true)) == nil)
        #expect(Self.length(Self.content(Self.esp(udp))) == Self.rtp.count)
    }

    @Test("ciphertext is none")
    func encrypted() {
        var random = SeededRandom(11)
        var found = 0
        for _ in 0..<20_000 {
            let content = Self.content(random.bytes(8 + 4 * random.below(60)))
            if case .other = content { continue }
            found += 1
        }
        #expect(found == 0)
    }

    @Test("behind UDP it is told whatever its index begins with, and IKE is none", arguments: ["c0000001", "80000001"])
    func behindUDP(spi: String) throws {
        var capture = TestCapture()
        let path = TestCapture.Path(0xC0A8_0001, 0xC0A8_0002, from: 4500, to: 4500)
        var random = SeededRandom(5)
        for number in 0..<50 {
            let rtp = WireBytes.rtp(sequence: 100 + number, timestamp: 160 * number)
            let inner = WireBytes.ipv4(0x0A00_0001, 0x0A00_0002, WireBytes.udp(16384, 20000, rtp))
            let arrival = TestCapture.start + Int64(number) * 20_000_000
            capture.append(datagram: Self.esp(inner, next: 4, spi: spi), arrival: arrival, on: path)
            let exchange = bytes("00000000") + random.bytes(80)
            capture.append(datagram: exchange, arrival: arrival, on: path.reversed)
        }
        let outcome = capture.scanned()
        #expect(outcome.streams.count == 1 && outcome.counters.datagrams == 100)
        let stream = try #require(outcome.streams.first)
        #expect(stream.packets.captured == 50 && stream.source.address == "10.0.0.1")
        #expect(stream.encapsulation == ["ethernet", "ipv4", "esp", "ipv4"])
    }

    @Test("RTP on that port is RTP")
    func plain() {
        let path = TestCapture.Path(from: 4500, to: 4500)
        let outcome = TestCapture(SimulatedPacket.steady(50), on: path).scanned()
        #expect(outcome.streams.map(\.packets.captured) == [50] && outcome.counters.datagrams == 50)
    }
}
