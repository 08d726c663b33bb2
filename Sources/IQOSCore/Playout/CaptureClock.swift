/// Where the packets of a stream are heard: its sender's clock laid on the capture's.
///
/// The line runs through the fastest packets, so that waiting in queues does not move the sound, and two directions of
/// a call stay together for hours, whatever the buffer. Where that begins anew and the packet came later than the line
/// has it, those behind it tell why: where the fastest of them is back on the line, the packet alone was held up;
/// otherwise the sender's clock stood still, and from there on the fastest of them counts.
struct CaptureClock: Sendable {
    /// How much earlier than the line a packet may come before it is left, ms.
    private static let earliestMs = 20.0
    /// How much later than the line the fastest of some packets may come until that is no queue any more, ms.
    private static let latestMs = 60.0

    private let line: ClockLine
    private let sampleRateHz: Int
    private let callStart: Int64
    private var stretch = -1
    /// Transit time of the line in the stretch, and the one that packets are placed by, ms, drift removed.
    private var leastMs = 0.0
    private var referenceMs = 0.0
    private var base = 0
    private var baseTimestamp: Int64 = 0

    init(_ line: ClockLine, sampleRateHz: Int, callStart: Int64) {
        self.line = line
        self.sampleRateHz = sampleRateHz
        self.callStart = callStart
    }

    /// Whether a packet has to be placed anew and does not lie where it should: those behind it tell then.
    @inline(__always) func isInDoubt(_ step: TransitTracker.Step, arrival: Int64, isAnchor: Bool) -> Bool {
        let begins = step.isRestart || stretch < 0
        guard begins || isAnchor else { return false }
        guard begins else { return !Self.isNear(transitMs(step, arrival), referenceMs) }
        return leastMs(ofStretch: stretch + 1).map { !Self.isNear(transitMs(step, arrival), $0) } ?? true
    }

    /// Position of a packet, samples of the sender's clock from the call's start.
    ///
    /// - Parameters:
    ///   - isAnchor: The jitter buffer begins anew with it.
    ///   - heldMs: How much longer than the fastest of those behind it the packet took; asked for where it
    ///     `isInDoubt`.
    mutating func position(
        of step: TransitTracker.Step, arrival: Int64, clockRateHz: Int32, isAnchor: Bool, heldMs: Double
    ) -> Int {
        if step.isRestart || stretch < 0 {
            stretch += 1
            leastMs = leastMs(ofStretch: stretch) ?? transitMs(step, arrival) - heldMs
            place(step, arrival: arrival, heldMs: heldMs)
        } else if isAnchor, !Self.isNear(transitMs(step, arrival), referenceMs) {
            place(step, arrival: arrival, heldMs: heldMs)
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

    private mutating func place(_ step: TransitTracker.Step, arrival: Int64, heldMs: Double) {
        let transitMs = transitMs(step, arrival)
        let isOnLine = Self.isNear(transitMs, leastMs) || Self.isNear(transitMs - heldMs, leastMs)
        referenceMs = isOnLine ? leastMs : transitMs - heldMs
        // When the packet would have come if nothing had held it up.
        let sentMs = milliseconds(since: line.origin, arrival) - step.transitMs
        base = position(line.origin &+ Int64(((sentMs + referenceMs) / line.rate * 1e6).rounded()))
        baseTimestamp = step.extendedTimestamp
    }

    private func leastMs(ofStretch stretch: Int) -> Double? {
        line.leastTransitsMs.first { $0.stretch == stretch }?.leastMs
    }

    /// Of a packet, drift removed.
    private func transitMs(_ step: TransitTracker.Step, _ arrival: Int64) -> Double {
        step.transitMs - (1 - line.rate) * milliseconds(since: line.origin, arrival)
    }

    private static func isNear(_ transitMs: Double, _ referenceMs: Double) -> Bool {
        transitMs - referenceMs >= -earliestMs && transitMs - referenceMs <= latestMs
    }

    private func milliseconds(since origin: Int64, _ time: Int64) -> Double { Double(time &- origin) * 1e-6 }

    private func samples(_ ticks: Int64, _ clockRateHz: Int32) -> Int {
        Int(clockRateHz) == sampleRateHz ? Int(ticks) : Int(ticks) * sampleRateHz / Int(clockRateHz)
    }
}
