import Testing

@testable import IQOSCore

@Suite("Settled numbers")
struct SlotWindowTests {
    private static func settled(_ window: inout SlotWindow, upTo limit: Int, lowest: Int) -> [SlotWindow.Slot] {
        var slots: [SlotWindow.Slot] = []
        while let slot = window.settleNext(upTo: limit, lowest: lowest) { slots.append(slot) }
        return slots
    }

    @Test("missing numbers lie evenly between the arrivals around them")
    func missing() {
        var window = SlotWindow(origin: 1000)
        window.open(at: 10)
        window.place(10, arrival: 1000, isLate: false)
        window.place(14, arrival: 1400, isLate: true)
        #expect(
            Self.settled(&window, upTo: 14, lowest: 10) == [
                .init(fate: .played, arrival: 1000), .init(fate: .lost, arrival: 1100),
                .init(fate: .lost, arrival: 1200), .init(fate: .lost, arrival: 1300),
                .init(fate: .late, arrival: 1400),
            ])
    }

    @Test("numbers below the first that came later are counted from the lowest on")
    func belowTheFirst() {
        var window = SlotWindow(origin: 0)
        window.open(at: 0)
        window.place(0, arrival: 0, isLate: false)
        window.place(-3, arrival: 5, isLate: false)
        let slots = Self.settled(&window, upTo: 0, lowest: -3)
        #expect(slots.map(\.fate) == [.played, .lost, .lost, .played])
    }

    @Test("nothing is settled twice, in whatever steps")
    func steps() {
        var window = SlotWindow(origin: 0)
        window.open(at: 500)
        var fates: [SlotWindow.Slot.Fate] = []
        for number in 500..<1500 {
            fates += Self.settled(&window, upTo: number - 101, lowest: 500).map(\.fate)
            if number % 7 != 0 || number == 500 {
                window.place(number, arrival: Int64(number), isLate: number % 11 == 0)
            }
        }
        fates += Self.settled(&window, upTo: 1499, lowest: 500).map(\.fate)
        #expect(fates.count == 1000)
        for (index, fate) in fates.enumerated() {
            let number = 500 + index
            #expect(fate == (number % 7 == 0 ? .lost : number % 11 == 0 ? .late : .played))
        }
    }

    /// Settles as the analyzer does: in bulk what was played within the time, one by one what is left.
    private static func settle(
        _ window: inout SlotWindow, upTo limit: Int, within time: (start: Int64, length: Int64)
    ) -> [SlotWindow.Slot.Fate] {
        var fates: [SlotWindow.Slot.Fate] = []
        while true {
            let played = window.settlePlayed(upTo: limit, arrived: time)
            fates += [SlotWindow.Slot.Fate](repeating: .played, count: played)
            guard let slot = window.settleNext(upTo: limit, lowest: 0) else { return fates }
            fates.append(slot.fate)
        }
    }

    @Test("a run kept as a whole is settled as its packets are", arguments: [0, 1000], [1, 3, 30])
    func wholeRuns(intervalStart: Int64, length: Int) {
        var (whole, single) = (SlotWindow(origin: 0), SlotWindow(origin: 0))
        var (fates, expected): ([SlotWindow.Slot.Fate], [SlotWindow.Slot.Fate]) = ([], [])
        whole.open(at: 0)
        single.open(at: 0)
        // Every fifth run is missing.
        for first in stride(from: 0, to: 600, by: length) where first == 0 || first / length % 5 != 4 {
            let limit = first + length - 1 - SequenceTracker.misorder - 1
            fates += Self.settle(&whole, upTo: limit, within: (0, 500))
            expected += Self.settle(&single, upTo: limit, within: (0, 500))
            for number in first..<first + length { single.place(number, arrival: Int64(number), isLate: false) }
            let isHeld = whole.hold(
                WaitingRuns.Run(
                    first: first, count: length, firstArrival: Int64(first), lastArrival: Int64(first + length - 1),
                    intervalStart: intervalStart))
            guard !isHeld else { continue }
            for number in first..<first + length { whole.place(number, arrival: Int64(number), isLate: false) }
        }
        fates += Self.settle(&whole, upTo: 599, within: (0, 500))
        expected += Self.settle(&single, upTo: 599, within: (0, 500))
        #expect(fates == expected)
    }

    @Test("losses ahead of a run kept as a whole lie before its first packet")
    func lossesBeforeWholeRun() {
        var window = SlotWindow(origin: 0)
        window.open(at: 0)
        window.place(0, arrival: 0, isLate: false)
        let isHeld = window.hold(
            WaitingRuns.Run(first: 3, count: 2, firstArrival: 300, lastArrival: 400, intervalStart: 0))
        #expect(isHeld)
        #expect(
            Self.settled(&window, upTo: 4, lowest: 0) == [
                .init(fate: .played, arrival: 0), .init(fate: .lost, arrival: 100), .init(fate: .lost, arrival: 200),
                .init(fate: .played, arrival: 300), .init(fate: .played, arrival: 400),
            ])
    }
}
