/// Counts of one stream's packets, reckoned from what was sent and what the capture shows.
struct PacketTruth: Sendable, Equatable {
    var sent = 0
    var captured = 0
    var unique = 0
    /// Highest minus lowest extended sequence number that arrived, plus one.
    var expected = 0
    /// Sent but not captured; the first and last packets of a stream may be among them, which no capture shows.
    var lostSent: [Int] = []
    var outOfOrder = 0
    /// Extended sequence numbers that a fixed 60 ms buffer could not play, ascending.
    var late: [Int] = []

    /// Lost as a capture can show it: a hole between two packets that arrived.
    var lostVisible: Int { expected - unique }
    var duplicates: Int { captured - unique }

    /// - Parameters:
    ///   - sent: Every packet that was sent.
    ///   - captured: Packets in the capture, copies included.
    ///   - arrivals: The first sighting of each, in order of arrival.
    init(sent packets: [SentPacket], captured count: Int, arrivals: [(packet: SentPacket, arrival: Int64)]) {
        let sequences = arrivals.map(\.packet.sequence)
        let present = Set(sequences)
        sent = packets.count
        captured = count
        unique = present.count
        if let lowest = present.min(), let highest = present.max() { expected = highest - lowest + 1 }
        lostSent = packets.map(\.sequence).filter { !present.contains($0) }
        var highest = Int.min
        for sequence in sequences {
            if sequence < highest { outOfOrder += 1 }
            highest = max(highest, sequence)
        }
        late = LatenessTruth(of: arrivals).late.sorted()
    }

    /// The object `packets` of the truth file.
    var text: TruthText {
        var counts: TruthText.Members = []
        counts.append(("sent", .integer(sent)))
        counts.append(("captured", .integer(captured)))
        counts.append(("unique", .integer(unique)))
        counts.append(("expected", .integer(expected)))
        counts.append(("lost_visible", .integer(lostVisible)))
        counts.append(("lost_sent", .integer(lostSent.count)))
        counts.append(("duplicates", .integer(duplicates)))
        counts.append(("out_of_order", .integer(outOfOrder)))
        counts.append(("late", .integer(late.count)))
        return .object(counts)
    }
}
