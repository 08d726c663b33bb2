import Foundation
import TestSupport
import Testing

@testable import IQOSCore
@testable import IQOSScan

/// What keeps report.html small enough to be mailed.
@Suite("Size of report.html")
struct PageSizeTests {
    /// A stream with everything that grows with its length: intervals, losses, reports.
    private static func stream(_ id: Int, intervals: Int, lostPercent: Double) -> StreamReport {
        var random = SeededRandom(id)
        var stream = ReportFixture.result.stream(at: id % 2)
        (stream.id, stream.call, stream.reverseStream) = (id, (id + 1) / 2, id % 2 == 1 ? id + 1 : id - 1)
        stream.durationS = 5 * Double(intervals)
        stream.intervals = (0..<intervals).map { index in
            let lost = Int.random(in: 0...Int(5 * lostPercent), using: &random)
            var interval = IntervalReport(
                startS: 1.06 + 5 * Double(index), durationS: 5, packets: 250 - lost, lost: lost, late: lost / 3,
                jitterMs: Double.random(in: 4..<18, using: &random), mosLQ: 4.41 - Double(lost) / 20)
            interval.delayVariationMs = Double.random(in: 20..<120, using: &random)
            return interval
        }
        let places = Int(250 * Double(intervals) * lostPercent / 100)
        stream.markers = (0..<places).map { index in
            let place = (Double(index) + Double.random(in: 0..<1, using: &random)) / Double(places)
            let start = 1.06 + 5 * Double(intervals) * place
            return MarkerReport(kind: index % 7 == 0 ? .late : .lost, startS: start, endS: start + 0.02)
        }
        var interarrival = InterarrivalTime()
        var arrival: Int64 = 0
        for _ in 0..<3000 {
            arrival += Int64.random(in: 0..<70_000_000, using: &random)
            interarrival.add(arrival: arrival)
        }
        stream.interarrival = interarrival
        stream.playoutCurve = (1...16).map {
            PlayoutCurvePoint(bufferMs: 10 * Double($0), latePercent: 30 / Double($0))
        }
        var rtcp = RTCPReport()
        rtcp.moments = (0..<min(128, 2 * intervals)).map { index in
            let time = 2.5 * Double(index)
            return index % 2 == 0
                ? RTCPReport.Moment(kind: .sender, timeS: time, lostPercent: nil, jitterMs: nil)
                : RTCPReport.Moment(kind: .receiver, timeS: time, lostPercent: 2.34, jitterMs: 7.8)
        }
        stream.rtcp = rtcp
        return stream
    }

    private static func report(calls: Int, intervals: Int, lostPercent: Double = 2) -> ScanResult {
        let streams = (1...2 * calls).map { stream($0, intervals: intervals, lostPercent: lostPercent) }
        return ScanResult(
            head: ReportFixture.result.head, streams: streams,
            calls: (1...calls).map { id in
                var call = ReportFixture.result.call(at: 0)
                (call.id, call.streams, call.durationS) = (id, [2 * id - 1, 2 * id], 5 * Double(intervals))
                let peaks = (0..<2000).map { UInt8($0 % 97 < 48 ? 0 : $0 % 251) }
                call.audio?.peaks = [peaks, peaks]
                return call
            })
    }

    @Test(
        "a report of fifty calls with losses, RTCP and signalling is below 1 MB, however long they are",
        arguments: [2, 12, 60, 720])
    func fifty(intervals: Int) throws {
        #expect(try ReportFormat.html.bytes(Self.report(calls: 50, intervals: intervals)).count < 1_000_000)
    }

    @Test("what is taken together is said: lanes, marks and rows of intervals")
    func said() throws {
        let text = try ReportFormat.html.text(Self.report(calls: 50, intervals: 720))
        #expect(text.contains("a row, the worst of each."))
        #expect(text.contains("intervals at a time: the worst of their figures."))
        #expect(text.contains("places are drawn as"))
        let small = try ReportFormat.html.text(Self.report(calls: 2, intervals: 12))
        for remark in ["a row, the worst", "intervals at a time:", "places are drawn as"] {
            #expect(!small.contains(remark), "\(remark)")
        }
    }

    @Test("a budget is shared so that nobody has less than the least, and short ones leave theirs to long ones")
    func share() {
        #expect(PageDetail.share(of: 100, among: [], least: 3, most: 50) == 50)
        #expect(PageDetail.share(of: 100, among: [1000], least: 3, most: 50) == 50)
        #expect(PageDetail.share(of: 100, among: [10, 10, 10, 1000], least: 3, most: 600) == 70)
        #expect(PageDetail.share(of: 100, among: Array(repeating: 50, count: 1000), least: 3, most: 50) == 3)
    }

    @Test("marks beyond the limit are joined over the narrowest gaps, and nothing that is missing goes lost")
    func marks() {
        var stream = ReportFixture.result.stream(at: 0)
        // Twelve runs of ten losses, 40 ms apart in a run.
        stream.markers = (0..<120).map { index in
            let start = 10 * Double(index / 10) + 0.04 * Double(index % 10)
            return MarkerReport(kind: .lost, startS: start, endS: start + 0.02)
        }
        let whole = PageMarks([stream], startS: 0, step: 1, limit: 120)
        #expect(whole.marks.count == 120 && whole.places == 120)
        let joined = PageMarks([stream], startS: 0, step: 1, limit: 12)
        #expect(joined.places == 120 && joined.marks.count == 12)
        #expect(joined.marks.allSatisfy { $0.count == 10 && $0.missing == 200 && $0.end - $0.start == 380 })
        #expect(joined.marks.map(\.start) == (0..<12).map { 10_000 * $0 })
    }

    @Test("intervals taken together keep their sums and the worst of their figures")
    func groups() {
        let stream = Self.stream(1, intervals: 13, lostPercent: 3)
        let groups = IntervalGroup.all(stream.intervals, atMost: 5)
        #expect(groups.count == 5 && IntervalGroup.size(stream.intervals, atMost: 5) == 3)
        #expect(groups.map(\.packets).reduce(0, +) == stream.intervals.map(\.packets).reduce(0, +))
        #expect(groups.map(\.lost).reduce(0, +) == stream.intervals.map(\.lost).reduce(0, +))
        #expect(groups.compactMap(\.mosLQ).min() == stream.intervals.compactMap(\.mosLQ).min())
        #expect(groups.last?.startS == stream.intervals[12].startS && groups[0].endS == stream.intervals[2].startS + 5)
        #expect(IntervalGroup.all([], atMost: 5).isEmpty)
    }

    @Test("a path is its points, told from one to the next")
    func path() {
        var path = SVGPath()
        path.move(x: 5, y: 10)
        path.line(x: 8, y: 10)
        path.line(x: 9, y: 10)
        path.line(x: 9, y: 4)
        path.line(x: 11, y: 3)
        path.line(x: 10, y: 2)
        path.column(x: 20, y: 30, height: 7)
        #expect(path.data == "M5 10h3 1v-6l2-1-1-1m10 28V23")
    }

    @Test("of a call with more streams than are drawn the page says so, in its language, and the tables have all")
    func manyStreams() throws {
        let report = { (count: Int, language: Language) in
            var result = ScanResult(
                head: ReportFixture.result.head,
                streams: (1...count).map { Self.stream($0, intervals: 1, lostPercent: 0) },
                calls: [
                    {
                        var call = ReportFixture.result.call(at: 0)
                        (call.id, call.streams) = (1, Array(1...count))
                        return call
                    }()
                ])
            result.language = language
            return result
        }
        let most = PageDetail.streamsOfCall
        let whole = try ReportFormat.html.text(report(most, .english))
        #expect(whole.contains("id=\"stream-\(most)\"") && !whole.contains("are drawn here"))
        let cut = try ReportFormat.html.text(report(most + 1, .english))
        #expect(cut.contains("id=\"stream-\(most)\"") && !cut.contains("id=\"stream-\(most + 1)\""))
        #expect(cut.contains("The call has \(most + 1) streams. The first \(most) are drawn here with their figures;"))
        let spanish = try ReportFormat.html.text(report(most + 1, .spanish))
        #expect(spanish.contains("La llamada tiene \(most + 1) flujos. Aquí se dibujan los \(most) primeros"))
        let rows = try ReportFormat.csv.text(report(most + 1, .english)).split(separator: "\r\n")
        #expect(rows.count == most + 2)
    }
}
