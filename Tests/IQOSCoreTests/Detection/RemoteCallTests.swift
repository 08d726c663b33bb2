import TestSupport
import Testing

@testable import IQOSCore

@Suite("Calls of ONC RPC")
struct RemoteCallTests {
    @Test("they are no stream, whatever lists the transaction's id seems to announce", arguments: 0..<64)
    func remoteCalls(start: Int) {
        var random = SeededRandom(start)
        var capture = TestCapture()
        let identity = (0x80 + start) << 24 | random.below(1 << 23) << 1
        for number in 0..<200 {
            let call = WireBytes.bigEndian32(identity + number) + bytes("00000000 00000002 000186a3 00000003 00000001")
            let caller =
                bytes("00000001 00000020 00001234 00000006") + Array("client".utf8)
                + bytes("0000 00000000 00000000 00000000 00000000 00000000 00000020")
            capture.append(
                datagram: call + caller + random.bytes(32),
                arrival: TestCapture.start + Int64(number) * 30_000_000, on: TestCapture.Path(from: 800, to: 2049))
        }
        #expect(capture.scanned().streams.isEmpty)
    }
}
