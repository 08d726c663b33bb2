/// Media both of whose ends a call has announced, and the other legs that announce them, too.
extension SignallingTracker {
    /// Announcements of an address and port that are looked at, before a packet and behind it.
    private static let looked = 8

    /// What the call says of media that announced both ends, each by one side, and has not ended.
    ///
    /// A middle that leaves the media alone (B2BUA, RFC 7092) passes descriptions on: the ends are announced on each of
    /// its legs, and the latest announcement of the one may be another leg's than that of the other. Both directions get
    /// the same leg here: the one whose announcements were complete last. A call that names one end only, as an offer
    /// that nobody took, comes after one that has both.
    ///
    /// - Returns: `nil` where no call has both.
    func mediaOfBoth(_ flow: Flow, _ arrival: Int64) -> SignalledMedia? {
        let receivers = announcements.around(
            MediaEndpoint(address: flow.destination, port: flow.destinationPort), arrival, limit: Self.looked)
        guard !receivers.isEmpty else { return nil }
        let senders = announcements.around(
            MediaEndpoint(address: flow.source, port: flow.sourcePort), arrival, limit: Self.looked)
        var legs: [(receiver: MediaAnnouncement, sender: MediaAnnouncement)] = []
        for call in Set(receivers.map(\.call)) where isOn(call, arrival) {
            guard let receiver = Self.inForce(receivers.filter { $0.call == call }, arrival),
                let sender = Self.inForce(
                    senders.filter { $0.call == call && $0.side == receiver.side.other }, arrival)
            else { continue }
            legs.append((receiver, sender))
        }
        guard
            let best = legs.max(by: {
                (max($0.receiver.since, $0.sender.since), $0.receiver.call)
                    < (max($1.receiver.since, $1.sender.since), $1.receiver.call)
            })
        else { return nil }
        var media = SignalledMedia(receiver: best.receiver, sender: best.sender)
        let said = max(best.receiver.since, best.sender.since)
        media?.otherLegs = otherLegs(
            legs.map { ($0.receiver.call, (max($0.receiver.since, $0.sender.since) &- said).magnitude) },
            of: best.receiver.call)
        return media
    }

    /// Whether the same hosts have announced one of the ends for another call since.
    func isOutdated(_ media: SignalledMedia, by newest: MediaAnnouncement) -> Bool {
        guard newest.call != media.call, !media.otherLegs.contains(newest.call), let hosts = hosts(of: newest.call)
        else { return false }
        let said = max(media.receiver?.since ?? .min, media.sender?.since ?? .min)
        return newest.since > said && ([media.call] + media.otherLegs).contains { self.hosts(of: $0) == hosts }
    }

    /// Calls that are other legs of one: between other hosts, of each two the call that was agreed on next to it in time.
    ///
    /// - Parameter calls: Beside each by how much later or earlier it was, ns.
    private func otherLegs(_ calls: [(call: Int, apart: UInt64)], of best: Int) -> [Int] {
        guard calls.count > 1, let own = hosts(of: best) else { return [] }
        var nearest: [Set<Address>: (call: Int, apart: UInt64)] = [:]
        for leg in calls where leg.call != best && leg.apart <= UInt64(AnnouncementTable.earlyMedia) {
            guard let hosts = hosts(of: leg.call), hosts != own else { continue }
            let known = nearest[hosts] ?? (.max, .max)
            if (leg.apart, leg.call) < (known.apart, known.call) { nearest[hosts] = leg }
        }
        return nearest.values.map(\.call).sorted()
    }

    /// Between which hosts a call's first message went.
    private func hosts(of call: Int) -> Set<Address>? {
        calls[call].messages.first.map { [$0.flow.source, $0.flow.destination] }
    }

    /// The latest that was said before a time, else the first behind it.
    private static func inForce(_ said: [MediaAnnouncement], _ arrival: Int64) -> MediaAnnouncement? {
        said.last { $0.since <= arrival } ?? said.first
    }

    private func isOn(_ call: Int, _ arrival: Int64) -> Bool {
        calls[call].start <= arrival && calls[call].ended.map { arrival < $0 } ?? true
    }
}
