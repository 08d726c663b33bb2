import TestSupport
import Testing

@testable import IQOSCore

@Suite("Sequence numbers (RFC 3550 A.1, A.3)")
struct SequenceTrackerTests {
    /// Sums over segments, as an analyzer takes them.
    struct Counts: Equatable {
        var segments: [[Int]] = []
        var unique = 0
        var expected = 0
        var duplicates = 0
        var stray = 0
        var outOfOrder = 0
    }

    /// - Parameters:
    ///   - timestamps: Those of the wall clock, unless told otherwise.
    ///   - arrivals: ms.
    static func counts(_ numbers: [UInt16], timestamps: [UInt32]? = nil, arrivals: [Int]? = nil) -> Counts {
        var tracker = SequenceTracker()
        var counts = Counts()
        func close() {
            guard tracker.unique > 0 else { return }
            counts.segments.append([tracker.lowest, tracker.highest, tracker.unique])
            counts.unique += tracker.unique
            counts.expected += tracker.expected
        }
        var held: [(UInt16, UInt32)] = []
        func restart() {
            close()
            tracker.openSegment()
            for (number, timestamp) in held.dropFirst() { _ = tracker.classify(number, timestamp: timestamp) }
            held = []
        }
        for (index, number) in numbers.enumerated() {
            let timestamp = timestamps?[index] ?? UInt32(index * 160)
            let arrival = arrivals.map { Int64($0[index]) * 1_000_000 } ?? FrameRef.noArrival
            switch tracker.classify(number, timestamp: timestamp, arrival: arrival) {
            case .held(let isRepeated, let isNext):
                if !isNext { held = [] }
                if !isRepeated { held.append((number, timestamp)) }
            case .restart:
                restart()
                #expect(tracker.classify(number, timestamp: timestamp, arrival: arrival) != .restart)
            default: break
            }
        }
        if tracker.opensSegmentAtEnd { restart() }
        tracker.finish()
        close()
        counts.duplicates = tracker.duplicates
        counts.stray = tracker.stray
        counts.outOfOrder = tracker.outOfOrder
        return counts
    }

    static func modelled(_ numbers: [UInt16]) -> Counts {
        let model = SequenceModel(numbers)
        return Counts(
            segments: model.segments.map { [$0.min() ?? 0, $0.max() ?? 0, $0.count] }, unique: model.unique,
            expected: model.expected, duplicates: model.duplicates, stray: model.stray, outOfOrder: model.outOfOrder)
    }

    @Test("a wrap is no loss: the first lost packet is found beyond it")
    func wrap() {
        let counts = Self.counts([65533, 65534, 65535, 0, 1, 3, 4])
        #expect(counts == Counts(segments: [[65533, 65540, 7]], unique: 7, expected: 8))
    }

    @Test("duplicates make no negative loss")
    func duplicates() {
        let counts = Self.counts([10, 11, 11, 12, 13, 13])
        #expect(counts == Counts(segments: [[10, 13, 4]], unique: 4, expected: 4, duplicates: 2))
    }

    @Test("a reordered packet is out of order and not lost")
    func reordered() {
        let counts = Self.counts([10, 12, 11, 13])
        #expect(counts == Counts(segments: [[10, 13, 4]], unique: 4, expected: 4, outOfOrder: 1))
    }

    @Test("a restart keeps the packet that announces it")
    func restart() {
        let counts = Self.counts([10, 11, 12, 40000, 40001, 40002])
        #expect(counts == Counts(segments: [[10, 12, 3], [40000, 40002, 3]], unique: 6, expected: 6))
    }

    @Test("a lone packet far off is a stray")
    func stray() {
        let counts = Self.counts([10, 11, 12, 40000, 13, 14])
        #expect(counts == Counts(segments: [[10, 14, 5]], unique: 5, expected: 5, stray: 1))
    }

    @Test("2999 ahead is loss, 3000 ahead opens a segment; 100 behind is late, 101 behind opens one")
    func limits() {
        #expect(Self.counts([0, 2999, 3000]) == Counts(segments: [[0, 3000, 3]], unique: 3, expected: 3001))
        #expect(Self.counts([0, 3000, 3001]).segments == [[0, 0, 1], [3000, 3001, 2]])
        #expect(
            Self.counts([500, 501, 401]) == Counts(segments: [[401, 501, 3]], unique: 3, expected: 101, outOfOrder: 1))
        #expect(Self.counts([500, 501, 399, 400]).segments == [[500, 501, 2], [399, 400, 2]])
    }

    @Test("packets before the first in number are expected from then on, across a wrap too")
    func firstIsNotLowest() {
        #expect(
            Self.counts([1, 0, 65535, 2]) == Counts(segments: [[-1, 2, 4]], unique: 4, expected: 4, outOfOrder: 2))
    }

    @Test("a stray that comes twice is two strays; an opener that comes twice has a duplicate")
    func repeatedFarOff() {
        #expect(Self.counts([10, 40000, 40000, 11]).stray == 2)
        let opened = Self.counts([10, 40000, 40000, 40001])
        #expect(opened == Counts(segments: [[10, 10, 1], [40000, 40001, 2]], unique: 3, expected: 3, duplicates: 1))
    }

    @Test("the last packet of a stream may be a stray")
    func strayAtTheEnd() {
        #expect(Self.counts([10, 11, 5000]) == Counts(segments: [[10, 11, 2]], unique: 2, expected: 2, stray: 1))
    }

    /// Numbers from 1000 on, and from a place on each once more, so many behind; the copies come one, two or three at once.
    private static func twice(behind: Int, packets: Int, seed: Int = 1, isOtherClock: Bool = false)
        -> (numbers: [UInt16], timestamps: [UInt32])
    {
        var random = SeededRandom(seed)
        var result = (numbers: [UInt16](), timestamps: [UInt32]())
        func put(_ number: Int, _ base: Int) {
            result.numbers.append(UInt16(truncatingIfNeeded: number))
            result.timestamps.append(UInt32(truncatingIfNeeded: base + number * 160))
        }
        var copied = 0
        for number in 0..<packets {
            put(1000 + number, 0)
            // As jitter has it.
            let due = number - behind + 1
            while copied < due, copied < due - 3 || random.below(3) > 0 {
                put(1000 + copied, isOtherClock ? 1 << 30 : 0)
                copied += 1
            }
        }
        return result
    }

    @Test("copies of a second capture, far behind between the packets, are strays", arguments: [101, 150, 1000, 2999])
    func copiesFarBehind(behind: Int) {
        let twice = Self.twice(behind: behind, packets: 4000)
        let counts = Self.counts(twice.numbers, timestamps: twice.timestamps)
        #expect(counts.segments == [[1000, 4999, 4000]])
        #expect(counts.stray == twice.numbers.count - 4000 && counts.stray > 900)
    }

    @Test("copies behind a pause of the first capture are strays too, and what goes on beyond it is not")
    func copiesInPause() {
        var twice = Self.twice(behind: 300, packets: 800)
        for number in 505..<1100 {
            twice.numbers.append(UInt16(1000 + number))
            twice.timestamps.append(UInt32((1000 + number) * 160))
        }
        let counts = Self.counts(twice.numbers, timestamps: twice.timestamps)
        #expect(counts.segments == [[1000, 2099, 1100]])
        #expect(counts.stray + counts.duplicates == twice.numbers.count - 1100)
    }

    @Test("a restart that a second capture has, too, is one restart", arguments: [101, 250])
    func restartCapturedTwice(behind: Int) {
        var (numbers, timestamps): ([UInt16], [UInt32]) = ([], [])
        func put(_ index: Int) {
            numbers.append(UInt16(truncatingIfNeeded: index < 600 ? index : 30_000 + index))
            timestamps.append(UInt32(index * 160 + (index < 600 ? 0 : 9_000_000)))
        }
        for index in 0..<1200 {
            put(index)
            if index >= behind { put(index - behind) }
        }
        let counts = Self.counts(numbers, timestamps: timestamps)
        #expect(counts.segments == [[0, 599, 600], [30_600, 31_199, 600]])
        #expect(counts.stray + counts.duplicates == 1200 - behind)
    }

    @Test("a stream that is replayed opens a segment, at its end as well", arguments: [2, 5, 8, 9, 300])
    func replayed(again: Int) {
        let numbers = (0..<500).map { UInt16($0) } + (0..<again).map { UInt16($0) }
        let counts = Self.counts(numbers, timestamps: numbers.map { UInt32($0) * 160 })
        #expect(counts.segments == [[0, 499, 500], [0, again - 1, again]] && counts.stray == 0)
    }

    @Test("numbers that begin anew with timestamps of another count are no copies")
    func otherClock() {
        let twice = Self.twice(behind: 150, packets: 400, isOtherClock: true)
        #expect(Self.counts(twice.numbers, timestamps: twice.timestamps).segments.count > 1)
    }

    @Test("late packets of the old segment do not keep a new one from opening, even at the same numbers and timestamps")
    func overtakenRestart() {
        let old = (0..<500).map { UInt16($0) }
        let new: [UInt16] = (0..<6).flatMap { [UInt16($0), UInt16(500 + $0)] } + (6..<20).map { UInt16($0) }
        let numbers = old + new
        let counts = Self.counts(numbers, timestamps: numbers.map { UInt32($0) * 160 })
        #expect(counts.segments == [[0, 505, 506], [6, 19, 14]] && counts.stray == 6)
    }

    /// Rows of numbers, each a pause after the one before.
    private static func rows(_ rows: [[Int]], pauseMs: Int, step: Int = 0) -> Counts {
        var (time, arrivals, timestamps) = (0, [Int](), [UInt32]())
        for (index, row) in rows.enumerated() {
            for number in row {
                arrivals.append(time)
                timestamps.append(UInt32(truncatingIfNeeded: number * 160 + index * step))
                time += 20
            }
            time += pauseMs
        }
        return counts(rows.joined().map { UInt16($0) }, timestamps: timestamps, arrivals: arrivals)
    }

    @Test("numbers that begin anew behind a pause open a segment, also near the highest one")
    func beginsAnew() {
        let twice = [Array(0..<45), Array(0..<30)]
        for step in [-5_000_000, 40_000, 5_000_000] {
            #expect(Self.rows(twice, pauseMs: 600, step: step).segments == [[0, 44, 45], [0, 29, 30]])
            #expect(Self.rows(twice, pauseMs: 300, step: step).segments == [[0, 44, 45]])
            #expect(Self.rows(twice, pauseMs: 300, step: step).duplicates == 30)
            // Some may be missing at the start of either, or come twice.
            #expect(Self.rows([Array(17..<45), Array(0..<30)], pauseMs: 600, step: step).segments.count == 2)
            #expect(Self.rows([Array(0..<45), Array(5..<30)], pauseMs: 600, step: step).segments.count == 2)
            let doubled = Self.rows([Array(0..<45), [0, 0, 1, 1, 2, 2]], pauseMs: 600, step: step)
            #expect(doubled.segments == [[0, 44, 45], [0, 2, 3]] && doubled.duplicates == 3)
        }
    }

    @Test("what comes again whole behind a pause is a copy, and what is late at the start is late")
    func copyOfAll() {
        let copied = Self.rows([Array(0..<45), Array(0..<45)], pauseMs: 600)
        #expect(copied.segments == [[0, 44, 45]] && copied.duplicates == 45)
        let late = Self.rows([Array(0..<3) + Array(4..<7), [3], Array(7..<45)], pauseMs: 600)
        #expect(late.segments == [[0, 44, 45]] && late.outOfOrder == 1 && late.stray == 0)
    }

    @Test("copies behind a pause open none: of the last packets, or of a single one")
    func copiesBehindPause() {
        let last = Self.rows([Array(0..<45), Array(40..<45), Array(45..<60)], pauseMs: 600)
        #expect(last == Counts(segments: [[0, 59, 60]], unique: 60, expected: 60, duplicates: 5))
        // Unless their timestamps went on.
        let later = Self.rows([Array(0..<45), Array(40..<45)], pauseMs: 600, step: 200_000)
        #expect(later.segments == [[0, 44, 45], [40, 44, 5]])
        let single = Self.rows([Array(0..<45), [0], Array(45..<60)], pauseMs: 600)
        #expect(single == Counts(segments: [[0, 59, 60]], unique: 60, expected: 60, duplicates: 1))
        #expect(Self.rows([Array(0..<45), [0]], pauseMs: 600).duplicates == 1)
    }

    @Test("random numbers near and far are what the model says", arguments: 0..<40)
    func random(seed: Int) {
        var random = SeededRandom(seed)
        var highest = random.below(65536)
        let numbers = (0..<400).map { _ in
            switch random.below(40) {
            case 0: highest += random.below(65536)
            case 1: return UInt16(random.below(65536))
            case 2: highest += [2999, 3000, 3001, -99, -100, -101, 65536][random.below(7)]
            case 3...8: return UInt16(truncatingIfNeeded: highest - random.below(130))
            case 9...12: highest += random.below(50)
            default: highest += 1
            }
            return UInt16(truncatingIfNeeded: highest)
        }
        let counts = Self.counts(numbers)
        #expect(counts == Self.modelled(numbers))
        #expect(numbers.count == counts.unique + counts.duplicates + counts.stray)
    }
}
