/// Where the packets of a stream are heard: its sender's clock laid on the capture's.
///
/// The line runs through the fastest packets, so that waiting in queues does not move the sound, and two directions of
/// a call stay together for hours. Where the buffer is anchored anew and the line misses the anchor by more than the
/// buffer hides, the sender's clock was not what it seemed: from there on the anchor's arrival counts.
struct CaptureClock: Sendable {
    /// How much earlier than the line a packet may come before it is left, ns.
    private static let earliest: Int64 = 20_000_000

    private let line: ClockLine
    private let sampleRateHz: Int
    private let callStart: Int64
    private var stretch = -1
    private var leastMs = 0.0
    private var base = 0
    private var baseTimestamp: Int64 = 0
    private var isOnLine = false

    init(_ line: ClockLine, sampleRateHz: Int, callStart: Int64) {
        self.line = line
        self.sampleRateHz = sampleRateHz
        self.callStart = callStart
    }

    /// Position of a packet, samples of the sender's clock from the call's start.
    ///
    /// - Parameters:
    ///   - isAnchor: The jitter buffer begins anew with it.
    ///   - tolerance: What the buffer hides, ns.
    mutating func position(
        of step: TransitTracker.Step, arrival: Int64, clockRateHz: Int32, isAnchor: Bool, tolerance: Int64
    ) -> Int {
        if step.isRestart || stretch < 0 {
            stretch += 1
            let known = line.leastTransitsMs.first { $0.stretch == stretch }
            leastMs = known?.leastMs ?? step.transitMs - (1 - line.rate) * milliseconds(since: line.origin, arrival)
            place(step, arrival: arrival, tolerance: tolerance)
        } else if isAnchor {
            let time = lineTime(step, arrival: arrival)
            if !isOnLine || !isNear(arrival &- time, tolerance) { place(step, arrival: arrival, tolerance: tolerance) }
        }
        return base + samples(step.extendedTimestamp - baseTimestamp, clockRateHz)
    }

    /// Position of a packet that is no media, by its timestamp where that fits its arrival.
    ///
    /// - Parameter ticks: Its timestamp after that of the last media packet.
    func position(ticks: Int32, afterExtended timestamp: Int64, arrival: Int64, clockRateHz: Int32) -> Int {
        let byArrival = position(arrival)
        guard stretch >= 0 else { return byArrival }
        let byTimestamp = base + samples(timestamp + Int64(ticks) - baseTimestamp, clockRateHz)
        return abs(byTimestamp - byArrival) < sampleRateHz ? byTimestamp : byArrival
    }

    /// A moment of the capture as a position.
    func position(_ time: Int64) -> Int {
        Int((Double(time &- callStart) * (Double(sampleRateHz) * 1e-9) * line.rate).rounded())
    }

    private mutating func place(_ step: TransitTracker.Step, arrival: Int64, tolerance: Int64) {
        let time = lineTime(step, arrival: arrival)
        isOnLine = isNear(arrival &- time, tolerance)
        base = position(isOnLine ? time : arrival)
        baseTimestamp = step.extendedTimestamp
    }

    /// When the packet would have come if nothing had held it up.
    private func lineTime(_ step: TransitTracker.Step, arrival: Int64) -> Int64 {
        let sent = milliseconds(since: line.origin, arrival) - step.transitMs
        return line.origin &+ Int64(((sent + leastMs) / line.rate * 1e6).rounded())
    }

    private func isNear(_ difference: Int64, _ tolerance: Int64) -> Bool {
        difference >= -Self.earliest && difference <= max(Self.earliest, tolerance)
    }

    private func milliseconds(since origin: Int64, _ time: Int64) -> Double { Double(time &- origin) * 1e-6 }

    private func samples(_ ticks: Int64, _ clockRateHz: Int32) -> Int {
        Int(clockRateHz) == sampleRateHz ? Int(ticks) : Int(ticks) * sampleRateHz / Int(clockRateHz)
    }
}
