import Testing

@testable import IQOSCore

@Suite("Spans of time")
struct TimeSpansTests {
    @Test("what overlaps counts once, and what lies outside not at all")
    func covered() {
        let spans = TimeSpans(spans: [5...7, -.infinity...1, 6...8, 20 ... .infinity, 30...31])
        #expect(spans.covered(of: 0...10) == 4)
        #expect(spans.covered(of: 0...40) == 24)
        #expect(spans.covered(of: 9...19) == 0)
        #expect(TimeSpans().covered(of: 0...1) == 0)
    }

    @Test("most is more than half")
    func most() {
        let spans = TimeSpans(spans: [0...5])
        #expect(spans.cover(0...9) && !spans.cover(0...10))
        #expect(!spans.cover(5...5))
    }
}
