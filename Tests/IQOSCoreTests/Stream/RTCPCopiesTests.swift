import TestSupport
import Testing

@testable import IQOSCore

@Suite("Copies of RTCP")
struct RTCPCopiesTests {
    private static let flow = Flow(
        source: Address(ipv4: 0x0A00_0001), destination: Address(ipv4: 0x0A00_0002), sourcePort: 5005,
        destinationPort: 7007)

    private static func take(
        _ copies: inout RTCPCopies, _ bytes: [UInt8], at seconds: Double, on flow: Flow = flow, file: Int32 = 0,
        isEncrypted: Bool = false
    ) -> Bool {
        let sighting = MessageSighting(arrival: Int64(seconds * 1e9), file: file)
        return copies.take(bytes.span.bytes, 0..<bytes.count, on: flow, sighting, isEncrypted: isEncrypted)
    }

    @Test("the same report on the same flow within a minute is a copy")
    func same() {
        var copies = RTCPCopies()
        let report = RTCPBytes.senderReport(ssrc: 7, ntp: 5 << 32, packets: 9)
        #expect(!Self.take(&copies, report, at: 100))
        for _ in 0..<3 { #expect(Self.take(&copies, report, at: 101)) }
        #expect(Self.take(&copies, report, at: 160))
        #expect(!Self.take(&copies, report, at: 161) && !Self.take(&copies, report, at: 90))
    }

    @Test("what is said again and again is no copy but once")
    func standingClock() {
        var copies = RTCPCopies()
        let report = RTCPBytes.senderReport(ssrc: 7, ntp: 5 << 32, packets: 9)
        let told = (0..<10).map { Self.take(&copies, report, at: Double(100 + 5 * $0)) }
        #expect(told == [false, true] + [Bool](repeating: false, count: 8))
    }

    @Test("on another flow, with another time or without any it is none")
    func others() {
        var copies = RTCPCopies()
        #expect(!Self.take(&copies, RTCPBytes.senderReport(ssrc: 7, ntp: 5 << 32, packets: 9), at: 1))
        #expect(!Self.take(&copies, RTCPBytes.senderReport(ssrc: 7, ntp: 6 << 32, packets: 9), at: 1))
        #expect(
            !Self.take(
                &copies, RTCPBytes.senderReport(ssrc: 7, ntp: 5 << 32, packets: 9), at: 1, on: Self.flow.reversed))
        for time in [1.0, 1.06] {
            #expect(!Self.take(&copies, RTCPBytes.senderReport(ssrc: 7, ntp: 0, packets: 9), at: time))
            #expect(!Self.take(&copies, [0x80, 201], at: time) && !Self.take(&copies, [], at: time))
        }
    }

    @Test("what may be equal is a copy at once, or soon in another file; what is encrypted whenever it is equal")
    func equal() {
        let report =
            RTCPBytes.receiverReport(ssrc: 9, blocks: [RTCPBytes.block(ssrc: 7)]) + RTCPBytes.goodbye(ssrc: 9)
        for (seconds, file, isCopy) in [
            (0.0, Int32(0), true), (0.01, 0, true), (0.06, 0, false), (0.06, 1, true), (0.9, 1, true), (5, 1, false),
        ] {
            var copies = RTCPCopies()
            #expect(!Self.take(&copies, report, at: 1))
            #expect(Self.take(&copies, report, at: 1 + seconds, file: file) == isCopy, "\(seconds) \(file)")
        }
        var copies = RTCPCopies()
        #expect(!Self.take(&copies, report, at: 1, isEncrypted: true))
        for time in [1, 1.5, 2.5] { #expect(Self.take(&copies, report, at: time, isEncrypted: true)) }
    }

    @Test("reports that answer nothing may be equal; those that tell the time since a report are copies then")
    func receivers() {
        for lastReport in [0, 77] {
            var copies = RTCPCopies()
            let report = RTCPBytes.receiverReport(
                ssrc: 9, blocks: [RTCPBytes.block(ssrc: 7, lastReport: lastReport, delay: 9)])
            #expect(!Self.take(&copies, report, at: 1))
            #expect(Self.take(&copies, report, at: 2) == (lastReport != 0))
        }
    }
}
