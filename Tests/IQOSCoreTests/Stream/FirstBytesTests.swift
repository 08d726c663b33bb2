import TestSupport
import Testing

@testable import IQOSCore

@Suite("First bytes of a datagram")
struct FirstBytesTests {
    /// What the scanner asks, one after another.
    private static func isKnown(_ payload: [UInt8], ports: UInt32) -> Bool {
        let bytes = payload.span.bytes
        guard let head = bytes.bigEndian32(at: 0) else { return true }
        return RTPHeader(in: bytes, at: 0, capturedLength: payload.count, length: payload.count) != nil
            || PacketKind(first: payload[0], second: payload[1]) == .rtcp
            || PacketUnwrapper.mayCarry(ports: ports, head: head, length: payload.count)
            || SignallingProtocol.mayBegin(head, in: bytes, at: 0) || FrameDecoder.isESP(ports: ports)
    }

    private static func isNothing(_ sieve: borrowing FirstBytes, _ payload: [UInt8], ports: UInt32) -> Bool {
        let bytes = payload.span.bytes
        guard let head = bytes.bigEndian32(at: 0), let body = bytes.bigEndian32(at: 4) else { return false }
        return sieve.isNothing(head, body, ports: ports)
    }

    @Test("nothing that begins as anything known is passed over, whatever its first two bytes")
    func heads() {
        let sieve = FirstBytes()
        let ports: UInt32 = 40_000 << 16 | 40_001
        for start in 0...UInt16.max {
            for (third, fourth) in [(0x00, 0x03), (0x00, 0x0F), (0x00, 0x10), (0x20, 0x7F), (0x50, 0x33), (0xFF, 0xFF)]
            {
                for length in FirstBytes.lengths {
                    var payload = [UInt8(start >> 8), UInt8(truncatingIfNeeded: start), UInt8(third), UInt8(fourth)]
                    payload += [UInt8](repeating: 0xEE, count: length - 4)
                    if Self.isNothing(sieve, payload, ports: ports), Self.isKnown(payload, ports: ports) {
                        Issue.record("\(payload)")
                    }
                }
            }
        }
    }

    @Test("nor is registration of H.225.0")
    func h225() {
        let sieve = FirstBytes()
        let payload = bytes("0e400006 06000891 4a000400 0000")
        #expect(Self.isKnown(payload, ports: 0) && !Self.isNothing(sieve, payload, ports: 40_000 << 16 | 40_001))
    }

    @Test("nor a port of a tunnel or of ESP, at either end")
    func ports() {
        let sieve = FirstBytes()
        let payload = [UInt8](repeating: 0xEE, count: 18)
        for port in UInt32(0)...65_535 {
            for ports in [port << 16 | 40_001, 40_001 << 16 | port]
            where Self.isNothing(sieve, payload, ports: ports) && Self.isKnown(payload, ports: ports) {
                Issue.record("\(port)")
            }
        }
    }

    @Test("whatever the bytes, a port of a tunnel or of ESP is told from all others, at either end")
    func enclosing() {
        let sieve = FirstBytes()
        let ports = (UInt32(0)...65_535).filter { sieve.mayEnclose(ports: 40_001 << 16 | $0) }
        #expect(ports == FrameDecoder.enclosingPorts.map(UInt32.init).sorted())
        #expect(ports == (UInt32(0)...65_535).filter { sieve.mayEnclose(ports: $0 << 16 | 40_001) })
    }

    @Test("of any bytes on any ports nine in ten are", arguments: [20_000])
    func flood(count: Int) {
        let sieve = FirstBytes()
        var random = SeededRandom(7)
        var passed = 0
        for _ in 0..<count {
            let payload = random.bytes(18)
            let ports = UInt32(truncatingIfNeeded: random.next() >> 16)
            if Self.isNothing(sieve, payload, ports: ports) {
                passed += 1
                if Self.isKnown(payload, ports: ports) { Issue.record("\(payload)") }
            }
        }
        #expect(passed * 10 > count * 9, "\(passed)")
    }
}
