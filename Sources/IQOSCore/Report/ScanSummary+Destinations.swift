/// Media of a call that goes past the side it is meant for.
struct Misdirection: Sendable {
    /// What that side announced, as `address:port`.
    var announced: String
    /// Where the media went instead; where it is the same, the address that the side's own media comes from.
    var seen: String
    /// A private address was announced to the public internet; else nobody announced where the media went.
    var isPrivate: Bool
    /// Seconds from `capture.start`, since the announcement.
    var place: ClosedRange<Double>
    var packets: Int
    var frames: [Int]

    var seconds: Double { place.upperBound - place.lowerBound }
}

/// Whether media went where signalling asked for it.
extension ScanSummary {
    /// The longest stream of a call that missed its receiver; `nil` unless all of that direction did.
    ///
    /// Only what is captured can speak: the other direction has to be there and come from somewhere else, or the capture
    /// saw one direction and not the answer. Whatever shows that somebody listens speaks against it: an answer from
    /// there, reports, STUN or keys on the way, ICE, another announcement, a relay.
    func misdirection(inCall index: Int) -> Misdirection? {
        guard isAnnounced, let leg = legs[index].signalled, signalling.counters.announcementsRefused == 0,
            signalling.calls.indices.contains(leg.call), signalling.calls[leg.call].signallingProtocol == .sip
        else { return nil }
        let directions = [
            (legs[index].forward, legs[index].backward, leg.side.other),
            (legs[index].backward, legs[index].forward, leg.side),
        ]
        let found = directions.compactMap { sent, answers, receiver in
            misdirection(of: sent, answers, call: leg.call, receiver)
        }
        return found.max { $0.seconds < $1.seconds }
    }

    /// - Parameters:
    ///   - sent: Places of the streams of one direction.
    ///   - answers: Those of the other one, which the receiver sends.
    private func misdirection(
        of sent: [Int], _ answers: [Int], call: Int, _ receiver: CallSide
    ) -> Misdirection? {
        guard !sent.isEmpty, !answers.isEmpty else { return nil }
        let asked = signalling.announced(inCall: call, by: receiver)
        guard asked.contains(where: { $0.role == .media && $0.isRTP }),
            !asked.contains(where: { $0.role == .candidate })
        else { return nil }
        var longest: Misdirection?
        for place in sent {
            guard let missed = misdirection(of: place, answers, asked, call: call, receiver) else { return nil }
            if missed.seconds > longest?.seconds ?? -1 { longest = missed }
        }
        guard let longest, longest.seconds >= FindingThresholds.wrongDestinationS else { return nil }
        return longest
    }

    /// `nil` for a stream that reached its receiver, or may have.
    private func misdirection(
        of place: Int, _ answers: [Int], _ asked: [MediaAnnouncement], call: Int, _ receiver: CallSide
    ) -> Misdirection? {
        let stream = members[place]
        let target = MediaEndpoint(address: stream.flow.destination, port: stream.flow.destinationPort)
        guard stream.signalled == SignalledLeg(call: call, side: receiver.other), !target.address.isMulticast,
            !isListenedTo(place), let answer = answer(to: stream, among: answers, at: target)
        else { return nil }
        let isAsked = asked.contains { announcement in
            announcement.endpoint.address == target.address
                && (announcement.endpoint.port == target.port || announcement.endpoint.port &+ 1 == target.port)
        }
        let announcement =
            isAsked
            ? unreachable(target, asked, from: stream.flow.source, answeredFrom: answer, call: call)
            : passed(target, asked, from: stream, answeredFrom: answer, call: call)
        guard let announcement, let start = offsetS(max(stream.start, announcement.since)),
            let end = offsetS(stream.end)
        else { return nil }
        let seen = isAsked ? "\(answer)" : Self.endpoint(target.address, target.port)
        return Misdirection(
            announced: Self.endpoint(announcement.endpoint.address, announcement.endpoint.port), seen: seen,
            isPrivate: isAsked, place: start...max(start, end), packets: self[place].captured,
            frames: [Int(self[place].first.frame), Int(self[place].last.frame)])
    }

    /// Whether anything shows that somebody is at the other end of a stream's way.
    private func isListenedTo(_ place: Int) -> Bool {
        if let own = reportPlaces[place], reports.states[own].receptions > 0 { return true }
        guard let companions = companions[members[place].flow] else { return false }
        return companions[.stun].datagrams > 0 || companions.agreesKeys
    }

    /// The address that the receiver's own media comes from; `nil` where some comes from `target`, or none meanwhile.
    private func answer(to stream: CallMember, among answers: [Int], at target: MediaEndpoint) -> Address? {
        var found: Address?
        let least = Int64(FindingThresholds.wrongDestinationS * 1e9)
        for answer in answers.lazy.map({ members[$0] }) {
            let source = MediaEndpoint(address: answer.flow.source, port: answer.flow.sourcePort)
            if source == target { return nil }
            guard min(stream.end, answer.end) &- max(stream.start, answer.start) >= least else { continue }
            found = found ?? source.address
        }
        return found
    }

    /// The announcement of a private address to which media is sent from the public internet, where a NAT shows.
    private func unreachable(
        _ target: MediaEndpoint, _ asked: [MediaAnnouncement], from sender: Address, answeredFrom answer: Address,
        call: Int
    ) -> MediaAnnouncement? {
        guard target.address.isPrivate, !sender.isPrivate, !answer.isPrivate,
            let announcement = asked.first(where: { $0.endpoint.address == target.address }),
            let message = signalling.calls[call].messages.first(where: {
                $0.file == announcement.file && $0.frame == announcement.frame
            }), !message.flow.source.isPrivate, !hasSignalled(target.address, inCall: call)
        else { return nil }
        return announcement
    }

    /// The announcement that is passed over by media which goes where nobody asked for any.
    private func passed(
        _ target: MediaEndpoint, _ asked: [MediaAnnouncement], from stream: CallMember, answeredFrom answer: Address,
        call: Int
    ) -> MediaAnnouncement? {
        let isSameHost = asked.contains { $0.endpoint.address == target.address }
        // A relay has one address for both sides; hosts behind a NAT signal from, or answer from, where they are.
        guard signalling.announcement(for: target.address, port: target.port, at: stream.start) == nil,
            signalling.announcement(for: target.address, port: target.port, at: stream.end) == nil,
            !asked.contains(where: { $0.endpoint.address == stream.flow.source }),
            isSameHost || answer != target.address && !hasSignalled(target.address, inCall: call)
        else { return nil }
        let isAsking = { (announcement: MediaAnnouncement) in
            announcement.role == .media && announcement.isRTP && announcement.since <= stream.end
        }
        return asked.last { isAsking($0) && $0.since <= stream.start } ?? asked.first(where: isAsking)
    }

    /// Whether a host has sent or got a message of a call.
    private func hasSignalled(_ address: Address, inCall call: Int) -> Bool {
        signalling.calls[call].messages.contains { $0.flow.source == address || $0.flow.destination == address }
    }
}
