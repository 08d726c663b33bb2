/// Tells reports that a capture holds twice: a mirror port doubles them as it doubles media, and what they say of the
/// moment they came holds for the first only.
///
/// Reports that could be equal without being copies, as those of a sender without a clock, are told to be only where they
/// come at once: nobody reports again so soon.
struct RTCPCopies: Sendable {
    private static let size = 4096
    /// Copies come no later, ns.
    private static let longest: Int64 = 60_000_000_000

    /// A mirror port makes any number of copies at once; a second capture one, later.
    private static let atOnce: Int64 = 2_000_000_000
    /// A second capture makes one of a report that could be equal so soon, ns: less than what lies between two of them.
    private static let soon: Int64 = 1_000_000_000

    private struct Report: BitwiseCopyable {
        var hash: UInt64
        var arrival: Int64
        var file: Int32
        /// Another one came later.
        var isRepeated = false
    }

    /// By the lower bits of the hash, a later one in the place of an earlier; empty before the first.
    private var recent: [Report] = []
    private let hash = StreamHash.known

    /// Takes a compound of RTCP.
    ///
    /// - Parameters:
    ///   - range: What was captured of it, offsets into `bytes`.
    ///   - isEncrypted: It is SRTCP, of which no two are equal.
    /// - Returns: Whether the same one came on the same flow before.
    mutating func take(
        _ bytes: RawSpan, _ range: Range<Int>, on flow: Flow, _ sighting: MessageSighting, isEncrypted: Bool = false
    ) -> Bool {
        let (arrival, file) = (sighting.arrival, sighting.file)
        guard arrival != FrameRef.noArrival else { return false }
        let hash = hash(StreamKey(flow: flow, ssrc: FrameWay.hash(bytes, range)))
        if recent.isEmpty { recent = [Report](repeating: Report(hash: 0, arrival: 0, file: 0), count: Self.size) }
        let place = Int(truncatingIfNeeded: hash) & (Self.size - 1)
        let age = arrival.subtractingReportingOverflow(recent[place].arrival)
        guard recent[place].hash == hash, !age.overflow, (0...Self.longest).contains(age.partialValue) else {
            recent[place] = Report(hash: hash, arrival: arrival, file: file)
            return false
        }
        guard isEncrypted || Self.isUnique(bytes, at: range.lowerBound, end: range.upperBound) else {
            let limit = file == recent[place].file ? MessageSighting.soonestAgain : Self.soon
            if age.partialValue < limit { return true }
            recent[place] = Report(hash: hash, arrival: arrival, file: file)
            return false
        }
        if age.partialValue <= Self.atOnce { return true }
        // A sender whose clock stands says the same again and again.
        defer { recent[place].isRepeated = true }
        return !recent[place].isRepeated
    }

    /// Whether it tells the time: that of its sender, or since the last report of who it answers.
    private static func isUnique(_ bytes: RawSpan, at start: Int, end: Int) -> Bool {
        guard let head = bytes.bigEndian32(at: start) else { return false }
        switch UInt8(truncatingIfNeeded: head >> 16) {
        case RTCPPacket.Kind.senderReport:
            return RTCPSenderInfo(in: bytes, at: start + 8, end: end).map { $0.ntp != 0 } ?? false
        case RTCPPacket.Kind.receiverReport:
            guard head >> 24 & 31 > 0 else { return false }
            let block = RTCPReportBlock(in: bytes, at: start + 8, end: end)
            return block.map { $0.lastReport != 0 && $0.delaySinceLastReport != 0 } ?? false
        default: return false
        }
    }
}
