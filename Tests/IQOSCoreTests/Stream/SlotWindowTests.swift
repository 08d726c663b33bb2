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
}
