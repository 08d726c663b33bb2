import TestSupport
import Testing

@testable import IQOSCore

@Suite("Frames with checksums (RFC 768, 791, 1071, 8200)")
struct FrameBuilderTests {
    private let left = Endpoint(host: Host(address: Address(ipv4: 0x0A01_0001), mac: 0x0200_0001_0001), port: 16384)
    private let right = Endpoint(host: Host(address: Address(ipv4: 0x0A02_0001), mac: 0x0200_0002_0001), port: 20000)

    // The example of RFC 1071 §3: the words 0001 f203 f4f5 f6f7 add up to ddf2.
    @Test("the sum is that of the standard's example")
    func standardExample() {
        var sum = OnesComplementSum()
        sum.add([0x00, 0x01, 0xF2, 0x03, 0xF4, 0xF5, 0xF6, 0xF7])
        #expect(sum.checksum == ~0xDDF2)
    }

    @Test("short frames are filled up to sixty bytes", arguments: [0, 4, 18, 19, 172])
    func padding(payload: Int) {
        var builder = FrameBuilder(vlan: nil)
        let frame = builder.datagram(from: left, to: right, payload: [UInt8](repeating: 7, count: payload))
        #expect(frame.count == max(60, 42 + payload))
    }

    // With these ports and this payload the words add up to FFFF, so that the checksum would be zero.
    @Test("a checksum of zero is sent as all ones")
    func zeroChecksum() {
        var builder = FrameBuilder(vlan: nil)
        let plain = builder.datagram(from: left, to: right, payload: [0, 0])
        let checksum = [plain[40], plain[41]]
        let frame = builder.datagram(from: left, to: right, payload: checksum)
        #expect([frame[40], frame[41]] == [0xFF, 0xFF])
    }

    @Test("the tag carries the VLAN")
    func vlan() {
        var builder = FrameBuilder(vlan: 42)
        let frame = builder.datagram(from: left, to: right, payload: [])
        #expect(Array(frame[12..<18]) == bytes("8100 002a 0800"))
    }
}
