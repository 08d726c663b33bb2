/// Collects calls and media announcements from signalling, within fixed limits.
///
/// What it tells is evidence: a stream needs none of it, and nothing in it unmakes a stream.
public struct SignallingTracker: Sendable {
    /// In order of their first message, except that a new call may stand where an evicted one stood.
    public private(set) var calls: [SignalledCall] = []
    public private(set) var counters = SignallingCounters()
    private let limits: SignallingLimits
    /// The latest call of a Call-ID.
    private var byCallID: [String: Int] = [:]
    private var announcements = AnnouncementTable()
    private var messagesKept = 0
    private var nextVictim = 0

    public init(_ limits: SignallingLimits = SignallingLimits()) {
        self.limits = limits
    }

    /// Whether no media was announced so far.
    public var isSilent: Bool { announcements.count == 0 }

    /// Takes a message.
    ///
    /// - Parameters:
    ///   - arrival: ns since 1970 UTC.
    ///   - file: From 0.
    ///   - frame: In that file, from 1.
    public mutating func ingest(_ message: SIPMessage, flow: Flow, arrival: Int64, file: Int, frame: UInt32) {
        counters.messages += 1
        guard let callID = message.callID else {
            counters.withoutCallID += 1
            return
        }
        guard let place = place(of: message, callID, arrival) else { return }
        let entry = SignallingMessage(message, flow: flow, arrival: arrival, file: file, frame: frame)
        let before = (kept: calls[place].messages.count, missed: calls[place].messagesNotKept)
        let limit = messagesKept < limits.messages ? limits.messagesPerCall : 0
        guard calls[place].add(message, entry, limit: limit) else {
            counters.retransmissions += 1
            return
        }
        messagesKept += calls[place].messages.count - before.kept
        counters.messagesNotKept += calls[place].messagesNotKept - before.missed
        guard let sdp = message.sdp else { return }
        for announcement in sdp.announcements(in: entry, call: place, side: calls[place].side(of: message)) {
            add(announcement)
        }
    }

    /// What is announced for an address and port at a time; `nil` where nothing is.
    public func announcement(for address: Address, port: UInt16, at arrival: Int64) -> MediaAnnouncement? {
        let endpoint = MediaEndpoint(address: address, port: port)
        if let found = lookUp(endpoint, arrival) { return found }
        guard port > 0, var media = lookUp(MediaEndpoint(address: address, port: port - 1), arrival),
            media.hasRTCPOnNextPort
        else { return nil }
        media.endpoint = endpoint
        media.role = .rtcp
        return media
    }

    /// What signalling says of media that goes from the source to the destination of `flow`; `nil` for nothing.
    public func media(of flow: Flow, at arrival: Int64) -> SignalledMedia? {
        SignalledMedia(
            receiver: announcement(for: flow.destination, port: flow.destinationPort, at: arrival),
            sender: announcement(for: flow.source, port: flow.sourcePort, at: arrival))
    }

    /// What signalling says of the media of a stream: at its first packet, or by what was said while it ran.
    ///
    /// - Parameters:
    ///   - start: Arrival of its first packet.
    ///   - end: Arrival of its last one.
    public func media(of flow: Flow, from start: Int64, to end: Int64) -> SignalledMedia? {
        if let media = media(of: flow, at: start) { return media }
        // What was said after its end names the next stream on these ports.
        guard let later = media(of: flow, at: end), later.since <= end else { return nil }
        return later
    }

    private func lookUp(_ endpoint: MediaEndpoint, _ arrival: Int64) -> MediaAnnouncement? {
        announcements.announcement(at: endpoint, arrival) { (calls[$0].start, calls[$0].ended) }
    }

    private mutating func add(_ announcement: MediaAnnouncement) {
        let place = announcement.call
        guard calls[place].endpoints.count < limits.announcementsPerCall else {
            counters.announcementsRefused += 1
            return
        }
        switch announcements.add(announcement, limits) {
        case .known: return
        case .refused:
            counters.announcementsRefused += 1
            return
        case .addedWithoutFormats: counters.formatListsRefused += 1
        case .added: break
        }
        calls[place].endpoints.append(announcement.endpoint)
    }

    /// The call that a message belongs to, a new one where it begins or tells of one.
    private mutating func place(of message: SIPMessage, _ callID: String, _ arrival: Int64) -> Int? {
        if let place = byCallID[callID], !calls[place].isSucceeded(by: message) { return place }
        guard message.isAboutCall else {
            counters.unrelated += 1
            return nil
        }
        let call = SignalledCall(callID, message, arrival: arrival)
        if calls.count < limits.calls {
            calls.append(call)
            byCallID[callID] = calls.count - 1
            return calls.count - 1
        }
        guard let place = evict() else {
            counters.callsRefused += 1
            return nil
        }
        calls[place] = call
        byCallID[callID] = place
        return place
    }

    /// Frees the place of a call that nobody answered, of those looked at first the one longest in the table.
    private mutating func evict() -> Int? {
        for _ in 0..<min(calls.count, 64) {
            let place = nextVictim
            nextVictim = (nextVictim + 1) % calls.count
            guard calls[place].answered == nil else { continue }
            for endpoint in calls[place].endpoints { announcements.remove(call: place, at: endpoint) }
            messagesKept -= calls[place].messages.count
            if byCallID[calls[place].callID] == place { byCallID[calls[place].callID] = nil }
            counters.callsEvicted += 1
            return place
        }
        return nil
    }
}

extension SIPMessage {
    /// Whether the message belongs to a call even where nothing else of it was captured.
    var isAboutCall: Bool {
        switch method {
        case "INVITE", "ACK", "BYE", "CANCEL", "UPDATE", "PRACK": true
        default: sdp != nil
        }
    }
}
