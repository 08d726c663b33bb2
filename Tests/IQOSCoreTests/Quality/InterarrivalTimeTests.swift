import Testing

@testable import IQOSCore

@Suite("Time between arrivals")
struct InterarrivalTimeTests {
    @Test("minimum, mean and maximum are those of the list of differences")
    func figures() throws {
        var times = InterarrivalTime()
        #expect(times.result == nil)
        for arrival: Int64 in [5_000_000, 25_000_000, 26_000_000, 76_000_000] {
            if arrival == 25_000_000 { #expect(times.result == nil) }
            times.add(arrival: arrival)
        }
        let result = try #require(times.result)
        #expect(abs(result.min - 1) < 1e-9 && abs(result.max - 50) < 1e-9 && abs(result.mean - 71.0 / 3) < 1e-9)
    }

    @Test("the histogram counts every difference in its millisecond, the ends take what is beyond")
    func histogram() {
        // Differences in microseconds: at the borders of a millisecond, backwards, and beyond the last one.
        let differences: [Int64] = [0, 999, 1000, 1999, 20_000, 19_999, 62_999, 63_000, 64_000, 5_000_000, -3000]
        var times = InterarrivalTime()
        #expect(times.histogram.isEmpty)
        var (arrival, expected) = (Int64(1_000_000_000), [Int](repeating: 0, count: 64))
        times.add(arrival: arrival)
        for difference in differences {
            arrival += difference * 1000
            times.add(arrival: arrival)
            expected[max(0, min(63, Int(difference / 1000)))] += 1
        }
        #expect(times.histogram == expected)
    }

    @Test("captures that are not ordered give negative times")
    func reversed() throws {
        var times = InterarrivalTime()
        times.add(arrival: 10_000_000)
        times.add(arrival: 4_000_000)
        let result = try #require(times.result)
        #expect(abs(result.min + 6) < 1e-9)
    }

    @Test("the ends of the range of arrivals do not trap")
    func extremes() {
        var times = InterarrivalTime()
        for arrival in [0, FrameRef.arrivalLimit - 1, 0, FrameRef.arrivalLimit - 1] { times.add(arrival: arrival) }
        #expect(times.result != nil)
    }
}
