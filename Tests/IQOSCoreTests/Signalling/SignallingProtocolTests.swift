import TestSupport
import Testing

@testable import IQOSCore

@Suite("Protocols of signalling")
struct SignallingProtocolTests {
    private static func bytes(_ hexadecimal: String) -> [UInt8] {
        let digits = hexadecimal.compactMap(\.hexDigitValue)
        return stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
    }

    @Test("H.323 is told as present, in registrations over UDP and in a call's setup over TCP")
    func h323() {
        // The beginnings of a gatekeeperRequest, and of a TPKT with a Q.931 Setup.
        let request = Self.bytes("00800df2060008914a000100c83907bc1f610880013c0501000180006300350063006d")
        let body = Self.bytes("080277f40504038090a528086d2e6a656d6563007e00850520a8060008914a0004")
        let setup: [UInt8] = [3, 0] + WireBytes.bigEndian16(body.count + 4) + body
        let outcome = TestCapture.scanned { capture in
            capture.append(
                datagram: request, arrival: TestCapture.time(0), on: TestCapture.Path(from: 40000, to: 1719))
            capture.append(
                connection: setup, arrival: TestCapture.time(1), on: TestCapture.Path(from: 40000, to: 1720))
        }
        #expect(outcome.summary.signallingCounters.h323 == 2)
        #expect(outcome.calls.isEmpty)
    }

    @Test("SIP that comes byte by byte costs no square, and bytes without an end are given up")
    func trickle() {
        let header = "INVITE sip:b SIP/2.0\n" + String(repeating: "a: b\n", count: 8000)
        let outcome = TestCapture.scanned { capture in
            let path = TestCapture.Path(from: 40000, to: 5060)
            let bytes = wire(header)
            capture.append(connection: Array(bytes.prefix(40)), arrival: TestCapture.time(0), on: path)
            for (index, byte) in bytes.dropFirst(40).enumerated() {
                capture.append(
                    connection: [byte], arrival: TestCapture.time(0), on: path, sequence: 41 + index)
            }
        }
        #expect(outcome.summary.signallingCounters.messages == 0)
    }

    @Test("random datagrams are no signalling", arguments: 0..<20)
    func random(seed: Int) {
        var random = SeededRandom(seed)
        let outcome = TestCapture.scanned { capture in
            for number in 0..<500 {
                let bytes = (0..<20 + random.below(200)).map { _ in UInt8(random.below(256)) }
                capture.append(datagram: bytes, arrival: TestCapture.time(Double(number)))
            }
        }
        #expect(outcome.summary.signallingCounters == SignallingCounters())
    }
}
