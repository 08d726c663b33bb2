import Testing

@testable import IQOSCore

@Suite("Log of intervals and markers")
struct StreamLogTests {
    @Test("records keep what they are made of")
    func records() {
        let interval = LogRecord.interval(7, packets: 250, lost: 3, late: 2, lossRuns: 4, jitterMs: 1.5, transitMs: 0)
        #expect(interval.kind == .interval && interval.interval == 7 && interval.packets == 250)
        #expect(interval.lost == 3 && interval.late == 2 && interval.lossRuns == 4 && interval.jitterMs == 1.5)
        for (start, end) in [(Int64(1), Int64(2)), (1 << 62, .max), (-1, .min), (0x1_2345_6789, 0x7FFF_FFFF_FFFF)] {
            let marker = LogRecord.marker(.late, start: start, end: end)
            #expect(marker.kind == .late && marker.start == start && marker.end == end)
        }
    }

    @Test("streams have chains of their own, also over records that were moved")
    func chains() {
        var log = StreamLog()
        var (first, second): (Int32, Int32) = (-1, -1)
        var all: [LogRecord] = []
        for number in 0..<10 {
            let record = LogRecord.marker(.lost, start: Int64(number), end: 0)
            if number % 3 == 0 { log.append(record, to: &first) } else { log.append(record, to: &second) }
            if number % 4 == 3 {
                all += log.recent
                log.recentWasMoved()
            }
        }
        all += log.recent
        #expect(log.count == 10 && log.moved == 8 && log.recent.count == 2)
        func starts(_ end: Int32) -> [Int64] {
            var starts: [Int64] = []
            var number = end
            while number >= 0 {
                starts.append(all[Int(number)].start)
                number = all[Int(number)].previous
            }
            return starts
        }
        #expect(starts(first) == [9, 6, 3, 0])
        #expect(starts(second) == [8, 7, 5, 4, 2, 1])
    }
}
