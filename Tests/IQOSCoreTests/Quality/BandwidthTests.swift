import TestSupport
import Testing

@testable import IQOSCore

@Suite("Bandwidth")
struct BandwidthTests {
    private static func measured(_ arrivalsMs: [Int], bytes: Int = 200) -> Bandwidth {
        var bandwidth = Bandwidth()
        for arrival in arrivalsMs {
            bandwidth.add(arrival: TestCapture.start + Int64(arrival) * 1_000_000, ipLength: UInt16(bytes))
        }
        return bandwidth
    }

    // 50 packets a second of 200 bytes are 80 kbit/s.
    @Test("G.711 at 20 ms is 80 kbit/s of IP, however long the call")
    func steady() throws {
        for count in [51, 100, 1000] {
            let bandwidth = Self.measured((0..<count).map { 20 * $0 })
            #expect(abs(try #require(bandwidth.meanKbps) - 80) < 1e-9)
            #expect(bandwidth.maximumKbps == 80)
        }
    }

    @Test("the maximum is the fullest whole second counted from the first packet")
    func windows() {
        // Second 0: 2 packets, second 1: none, second 2: 4.
        let bandwidth = Self.measured([0, 999, 2000, 2001, 2500, 2999])
        #expect(bandwidth.maximumKbps == 4 * 200 * 8 / 1000.0)
        #expect(abs((bandwidth.meanKbps ?? 0) - 5 * 200 * 8 / 2999.0) < 1e-9)
    }

    @Test("without duration there is no mean, without a whole second no maximum")
    func unknown() {
        #expect(Self.measured([]).meanKbps == nil)
        #expect(Self.measured([5]).meanKbps == nil && Self.measured([5, 5]).meanKbps == nil)
        #expect(Self.measured([0, 999]).meanKbps != nil && Self.measured([0, 999]).maximumKbps == nil)
        #expect(Self.measured([0, 1000]).maximumKbps != nil)
    }

    @Test("arrivals that are not ordered and the ends of their range do not trap")
    func extremes() {
        var bandwidth = Bandwidth()
        for arrival in [FrameRef.arrivalLimit - 1, 0, FrameRef.arrivalLimit - 1, 5] {
            bandwidth.add(arrival: arrival, ipLength: .max)
        }
        #expect(bandwidth.meanKbps == nil)
    }
}
