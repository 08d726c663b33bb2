import Testing

@testable import IQOSCore

@Suite("Runs of late packets")
struct LateRunsTests {
    private static let ms: Int64 = 1_000_000

    private static func spans(_ due: [Int64]) -> [[Int64]] {
        var (log, chain, runs) = (StreamLog(), Int32(-1), LateRuns())
        for (index, time) in due.enumerated() {
            runs.add(due: time * ms, length: 20 * ms)
            if index % 3 == 0 { runs.log(to: &log, chain: &chain) }
        }
        runs.finish(log: &log, chain: &chain)
        #expect(log.recent.allSatisfy { $0.kind == .late })
        return log.recent.map { [$0.start / ms, $0.end / ms] }
    }

    @Test("a late packet spans the time it should have been heard in, neighbours are one run")
    func runs() {
        #expect(Self.spans([]) == [])
        #expect(Self.spans([100]) == [[100, 120]])
        #expect(Self.spans([100, 120, 140]) == [[100, 160]])
        #expect(Self.spans([120, 100]) == [[120, 140], [100, 120]])
        #expect(Self.spans([100, 160, 180, 400]) == [[100, 120], [160, 200], [400, 420]])
    }
}
