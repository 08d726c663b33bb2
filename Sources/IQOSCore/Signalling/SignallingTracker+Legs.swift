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
        media?.otherLegs = legs.map(\.receiver.call).filter { areLegs($0, best.receiver.call) }.sorted()
        return media
    }

    /// The latest that was said before a time, else the first behind it.
    private static func inForce(_ said: [MediaAnnouncement], _ arrival: Int64) -> MediaAnnouncement? {
        said.last { $0.since <= arrival } ?? said.first
    }

    private func isOn(_ call: Int, _ arrival: Int64) -> Bool {
        calls[call].start <= arrival && calls[call].ended.map { arrival < $0 } ?? true
    }

    /// Whether two calls run between other hosts, so that they are no two calls that use the same ports.
    private func areLegs(_ one: Int, _ other: Int) -> Bool {
        guard one != other, let here = calls[one].messages.first?.flow, let there = calls[other].messages.first?.flow
        else { return false }
        return Set([here.source, here.destination]) != Set([there.source, there.destination])
    }
}
