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

    static func counts(_ numbers: [UInt16]) -> Counts {
        var tracker = SequenceTracker()
        var counts = Counts()
        func close() {
            guard tracker.unique > 0 else { return }
            counts.segments.append([tracker.lowest, tracker.highest, tracker.unique])
            counts.unique += tracker.unique
            counts.expected += tracker.expected
        }
        for number in numbers where tracker.classify(number) == .restart {
            close()
            tracker.openSegment()
            #expect(tracker.classify(number) != .restart)
        }
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
