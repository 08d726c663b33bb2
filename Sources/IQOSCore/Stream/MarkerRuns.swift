/// Runs of lost packets as places to listen to: from the first of the run to the next packet that came.
///
/// Late packets have their own (`LateRuns`).
struct MarkerRuns: BitwiseCopyable, Sendable {
    private(set) var fate = SlotWindow.Slot.Fate.played
    /// Packets of the open run of lost ones.
    private var count: UInt32 = 0
    private var start: Int64 = 0

    /// - Parameter number: Of a packet that came; of a missing one any.
    @inline(__always)
    mutating func add(_ slot: SlotWindow.Slot, number: Int, log: inout StreamLog, chain: inout Int32) {
        if slot.fate != fate { change(to: slot, number: number, log: &log, chain: &chain) }
        if slot.fate == .lost { count &+= 1 }
    }

    /// Ends the open run with the stream.
    mutating func finish(at arrival: Int64, log: inout StreamLog, chain: inout Int32) {
        change(to: SlotWindow.Slot(fate: .played, arrival: arrival), number: 0, log: &log, chain: &chain)
    }

    private mutating func change(
        to slot: SlotWindow.Slot, number: Int, log: inout StreamLog, chain: inout Int32
    ) {
        if fate == .lost {
            log.append(
                .marker(.lost, start: start, end: slot.arrival, packets: count, behind: number), to: &chain)
        }
        count = 0
        fate = slot.fate
        start = slot.arrival
    }
}
