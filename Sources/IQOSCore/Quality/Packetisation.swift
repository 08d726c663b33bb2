/// Packetisation time: the most frequent timestamp step between neighbouring media packets (metrics: ptime).
///
/// Four candidate steps are counted; a fifth costs each of them one (Misra and Gries), so a step that makes up more
/// than a fifth of all is never lost.
public struct Packetisation: BitwiseCopyable, Sendable {
    private var steps = InlineArray<4, Int32>(repeating: 0)
    private var counts = InlineArray<4, Int32>(repeating: 0)
    /// Payload bytes of most packets behind each step, and by how many these are ahead of others.
    private var lengths = InlineArray<4, UInt16>(repeating: 0)
    private var leads = InlineArray<4, Int32>(repeating: 0)
    private var previousTimestamp: UInt32 = 0
    private var previousSequence: UInt16 = 0
    private var hasPrevious = false

    public init() {}

    /// Notes a packet that is no media: the step over it says nothing.
    @inline(__always) public mutating func interrupt() {
        hasPrevious = false
    }

    /// Adds the next unique media packet in order of arrival.
    @inline(__always) public mutating func add(_ packet: PacketEvent) {
        if hasPrevious, packet.sequenceNumber == previousSequence &+ 1 {
            let step = Int32(bitPattern: packet.timestamp &- previousTimestamp)
            if step == steps[0] {
                counts[0] &+= 1
                note(packet.payloadLength, 1, at: 0)
            } else {
                count(step, packet.payloadLength)
            }
        }
        previousTimestamp = packet.timestamp
        previousSequence = packet.sequenceNumber
        hasPrevious = true
    }

    /// Adds a run of media packets that follows on the last packet.
    @inline(__always) mutating func add(_ run: SteadyRun, last: PacketEvent) {
        if run.step == steps[0] {
            counts[0] &+= Int32(truncatingIfNeeded: run.count)
            note(last.payloadLength, Int32(truncatingIfNeeded: run.count), at: 0)
        } else {
            for _ in 0..<run.count { count(run.step, last.payloadLength) }
        }
        previousTimestamp = last.timestamp
        previousSequence = last.sequenceNumber
        hasPrevious = true
    }

    @inline(never) private mutating func count(_ step: Int32, _ length: UInt16) {
        for index in 0..<4 where counts[index] > 0 && steps[index] == step {
            counts[index] += 1
            note(length, 1, at: index)
            return
        }
        for index in 0..<4 where counts[index] == 0 {
            steps[index] = step
            counts[index] = 1
            lengths[index] = length
            leads[index] = 1
            return
        }
        for index in 0..<4 { counts[index] -= 1 }
    }

    /// The length of a majority stays (Boyer and Moore).
    @inline(__always) private mutating func note(_ length: UInt16, _ count: Int32, at index: Int) {
        if length == lengths[index] {
            leads[index] &+= count
        } else {
            leads[index] &-= count
            if leads[index] < 0 { (lengths[index], leads[index]) = (length, 0 &- leads[index]) }
        }
    }

    /// The most frequent step, clock-rate units; `nil` where none was counted or the timestamp stands still.
    public var usualStep: Int? {
        counts[best] > 0 && steps[best] > 0 ? Int(steps[best]) : nil
    }

    /// The second most frequent step within a factor of four of the usual one, and its share of both.
    public var otherStep: (step: Int, share: Double)? {
        guard let usual = usualStep else { return nil }
        var second: Int?
        for index in 0..<4 where index != best && counts[index] > 0 && steps[index] > 0 {
            if counts[index] > second.map({ counts[$0] }) ?? 0 { second = index }
        }
        guard let second else { return nil }
        let step = Int(steps[second])
        guard step * 4 >= usual, step <= usual * 4 else { return nil }
        return (step, Double(counts[second]) / Double(counts[second] + counts[best]))
    }

    /// Payload bytes that go with `usualStep`.
    public var usualLength: Int? { usualStep.map { _ in Int(lengths[best]) } }

    private var best: Int {
        var best = 0
        for index in 1..<4 where counts[index] > counts[best] { best = index }
        return best
    }
}
