/// What is true of one emulated stream, reckoned packet by packet in the plainest way.
struct StreamTruth: Sendable {
    let source: Endpoint
    let destination: Endpoint
    let call: Int
    let sender: RTPSender
    let codec: String
    let ptimeMs: Int
    let driftPpm: Double
    /// Everything captured, in order of capture.
    let sightings: [Sighting]

    /// First sighting of each packet, in order of arrival.
    private var arrivals: [(packet: SentPacket, arrival: Int64)] {
        var seen: Set<Int> = []
        return sightings.filter { seen.insert($0.packet).inserted }
            .map { (sender.packets[$0.packet], $0.arrival) }
    }

    /// The object of the truth file (docs/truth.md).
    func text(id: Int) -> TruthText {
        let arrivals = arrivals
        let packets = PacketTruth(sent: sender.packets, captured: sightings.count, arrivals: arrivals)
        var members: TruthText.Members = [("id", .integer(id)), ("call", .integer(call + 1))]
        members.append(("ssrc", .text(sender.ssrc.ssrcText)))
        members.append(("source", source.text))
        members.append(("destination", destination.text))
        members.append(("codec", .text(codec)))
        members.append(("ptime_ms", .integer(ptimeMs)))
        members.append(("clock_drift_ppm", .number(driftPpm)))
        members.append(("first_sequence", .integer(sender.packets.first?.sequence ?? 0)))
        members.append(("first_timestamp", .integer(Int(sender.packets.first?.timestamp ?? 0))))
        members.append(("first_packet_ns", .optional(sightings.first.map { Int($0.arrival) })))
        members.append(("last_packet_ns", .optional(sightings.last.map { Int($0.arrival) })))
        members.append(("first_frame", .optional(sightings.first?.frame)))
        members.append(("last_frame", .optional(sightings.last?.frame)))
        members.append(("packets", packets.text))
        members.append(("payload_types", payloadTypes(arrivals.map(\.packet))))
        members.append(("lost_sequences", Self.ranges(packets.lostSent)))
        members.append(("late_sequences", Self.ranges(packets.late)))
        members.append(
            ("playout", .object([("mode", .text("fixed")), ("delay_ms", .integer(LatenessTruth.bufferMs))])))
        members.append(("jitter_ms", JitterTruth(of: arrivals, isMediaOnly: true).text))
        members.append(("jitter_rfc3550_ms", JitterTruth(of: arrivals, isMediaOnly: false).text))
        members.append(("dtmf", dtmf))
        members.append(("talk_spurts_s", talkSpurts))
        return .object(members)
    }

    /// Unique packets that arrived, by payload type.
    private func payloadTypes(_ packets: [SentPacket]) -> TruthText {
        let numbers = Set(packets.map(\.payloadType)).sorted()
        return .list(
            numbers.map { number in
                let count = packets.count { $0.payloadType == number }
                return .object([("number", .integer(Int(number))), ("packets", .integer(count))])
            })
    }

    /// Keys as pressed, in media time from the first packet slot.
    private var dtmf: TruthText {
        let events = sender.keys.map { key -> TruthText in
            var members: TruthText.Members = [("digit", .text(String(key.digit)))]
            members.append(("start_s", .number(seconds(ofSlot: key.firstSlot))))
            members.append(("duration_ms", .integer(key.tone * ptimeMs)))
            return .object(members)
        }
        return .object([("digits", .text(String(sender.keys.map(\.digit)))), ("events", .list(events))])
    }

    /// Where the track is speech, in media time from the first packet slot.
    private var talkSpurts: TruthText {
        let spurts = sender.spurts.slots.map { slots -> TruthText in
            .list([.number(seconds(ofSlot: slots.lowerBound)), .number(seconds(ofSlot: slots.upperBound))])
        }
        return .list(spurts)
    }

    private func seconds(ofSlot slot: Int) -> Double {
        Double(slot * ptimeMs) / 1000
    }

    /// Ascending numbers as `[first, last]` pairs.
    static func ranges(_ numbers: [Int]) -> TruthText {
        var ranges: [(Int, Int)] = []
        for number in numbers {
            if let last = ranges.last, number == last.1 + 1 {
                ranges[ranges.count - 1].1 = number
            } else {
                ranges.append((number, number))
            }
        }
        return .list(ranges.map { .list([.integer($0.0), .integer($0.1)]) })
    }
}

extension Endpoint {
    /// As in reports.
    var text: TruthText {
        .object([("address", .text("\(host.address)")), ("port", .integer(Int(port)))])
    }
}

extension JitterTruth {
    /// As in reports.
    var text: TruthText {
        .object([("mean", .number(mean)), ("max", .number(max)), ("last", .number(last))])
    }
}
