import TestSupport
import Testing

@testable import IQOSCore

@Suite("Copies of RTCP")
struct RTCPCopiesTests {
    private static let second: Int64 = 1_000_000_000
    private static let flow = Flow(
        source: Address(ipv4: 0x0A00_0001), destination: Address(ipv4: 0x0A00_0002), sourcePort: 5005,
        destinationPort: 7007)

    private static func take(_ copies: inout RTCPCopies, _ bytes: [UInt8], at seconds: Int64, on flow: Flow = flow)
        -> Bool
    {
        copies.take(bytes.span.bytes, 0..<bytes.count, on: flow, at: seconds * second)
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
        let told = (0..<10).map { Self.take(&copies, report, at: 100 + 5 * $0) }
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
        for _ in 0..<2 { #expect(!Self.take(&copies, RTCPBytes.senderReport(ssrc: 7, ntp: 0, packets: 9), at: 1)) }
        for _ in 0..<2 { #expect(!Self.take(&copies, [0x80, 201], at: 1) && !Self.take(&copies, [], at: 1)) }
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
