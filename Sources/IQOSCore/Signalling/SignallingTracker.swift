/// Collects calls and media announcements from signalling, within fixed limits.
///
/// What it tells is evidence: a stream needs none of it, and nothing in it unmakes a stream.
public struct SignallingTracker: Sendable {
    /// In order of their first message, except that a new call may stand where an evicted one stood.
    public internal(set) var calls: [SignalledCall] = []
    public internal(set) var counters = SignallingCounters()
    let limits: SignallingLimits
    /// Calls of other protocols than SIP that are being set up.
    var sessions = SignallingSessions()
    /// The latest call of a Call-ID; those of other protocols have their name before it.
    private var byCallID: [String: Int] = [:]
    /// The key of each call in `byCallID`.
    private var keys: [String] = []
    private(set) var announcements = AnnouncementTable()
    private var messagesKept = 0
    private var keysKept = 0
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
        guard note(entry, inCall: place, { $0.add(message, entry, limit: $1) }) else { return }
        guard let sdp = message.sdp else { return }
        announce(sdp, in: entry, call: place, side: calls[place].side(of: message))
    }

    /// Takes bytes that may be a message of any protocol.
    ///
    /// - Parameters:
    ///   - range: Offsets of the datagram, or of the message in a byte stream.
    ///   - known: The protocol where a byte stream has told it.
    /// - Returns: Whether they begin like one.
    @discardableResult mutating func ingest(
        _ bytes: RawSpan, _ range: Range<Int>, at place: SignallingPlace, _ known: SignallingProtocol?
    ) -> Bool {
        let end = range.upperBound
        switch known ?? .beginning(in: bytes, at: range.lowerBound, end: end) {
        case .sip:
            guard let message = SIPMessage(in: bytes, at: range.lowerBound, end: end) else { return true }
            ingest(
                message, flow: place.flow, arrival: place.arrival, file: Int(place.file), frame: place.frame)
        case .rtsp:
            if let message = RTSPMessage(in: bytes, at: range.lowerBound, end: end) {
                ingest(message, at: place)
            } else if let tunnel = HTTPTunnel(in: bytes, at: range.lowerBound, end: end) {
                ingest(tunnel, on: place.flow)
            }
        case .mgcp:
            ingest(mgcp: TextBytes(bytes, range), at: place)
        case .h323:
            counters.messages += 1
            counters.h323 += 1
        case nil:
            return false
        case .skinny:
            guard let message = SkinnyMessage(in: bytes, at: range.lowerBound, end: end) else { return true }
            ingest(message, at: place)
        }
        return true
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
        let receiver = announcement(for: flow.destination, port: flow.destinationPort, at: arrival)
        let sender = announcement(for: flow.source, port: flow.sourcePort, at: arrival)
        if let receiver, let sender {
            let newest = receiver.since >= sender.since ? receiver : sender
            if let both = mediaOfBoth(flow, arrival), !isOutdated(both, by: newest) { return both }
            return SignalledMedia(receiver: receiver, sender: sender)
        }
        return SignalledMedia(receiver: receiver, sender: sender)
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

    /// When something new was said of the source or the destination of `flow`, behind `start` and up to `end`, in order.
    func announcementTimes(of flow: Flow, from start: Int64, to end: Int64) -> [Int64] {
        (announcements.times(at: MediaEndpoint(address: flow.destination, port: flow.destinationPort), start, end)
            + announcements.times(at: MediaEndpoint(address: flow.source, port: flow.sourcePort), start, end)).sorted()
    }

    /// Everything that a side of a call announced for itself, at any time, in order of time.
    func announced(inCall place: Int, by side: CallSide) -> [MediaAnnouncement] {
        let all = calls[place].announcements.map { announcements[$0] }
        // Of the same time those come first whose address and port the call named first.
        var ranks: [MediaEndpoint: Int] = [:]
        for announcement in all where ranks[announcement.endpoint] == nil { ranks[announcement.endpoint] = ranks.count }
        return all.enumerated().filter { $0.element.side == side }
            .map { (key: ($0.element.since, ranks[$0.element.endpoint] ?? 0, $0.offset), announcement: $0.element) }
            .sorted { $0.key < $1.key }.map(\.announcement)
    }

    private func lookUp(_ endpoint: MediaEndpoint, _ arrival: Int64) -> MediaAnnouncement? {
        announcements.announcement(at: endpoint, arrival) { (calls[$0].start, calls[$0].ended) }
    }

    /// Takes a message into the list of its call.
    ///
    /// - Returns: Whether it is new.
    @discardableResult
    mutating func note(
        _ entry: SignallingMessage, inCall place: Int, _ add: (inout SignalledCall, Int) -> Bool
    ) -> Bool {
        let before = (kept: calls[place].messages.count, missed: calls[place].messagesNotKept)
        let limit = messagesKept < limits.messages ? limits.messagesPerCall : 0
        guard add(&calls[place], limit) else {
            counters.retransmissions += 1
            return false
        }
        messagesKept += calls[place].messages.count - before.kept
        counters.messagesNotKept += calls[place].messagesNotKept - before.missed
        return true
    }

    /// Takes a message of another protocol than SIP into the list of its call.
    mutating func note(_ entry: SignallingMessage, inCall place: Int) {
        note(entry, inCall: place) { $0.note(entry, limit: $1) }
    }

    /// Makes what was seen of a call part of another one: they turned out to be the same.
    mutating func moveMessages(ofCall place: Int, to other: Int) {
        let before = calls[place].messages.count + calls[other].messages.count
        calls[other].absorb(calls[place].leave(), limit: limits.messagesPerCall)
        let beyond = before - calls[other].messages.count
        messagesKept -= beyond
        counters.messagesNotKept += beyond
    }

    /// The call of another protocol than SIP under `key`, a new one where there is none.
    ///
    /// - Parameters:
    ///   - key: Begins with the name of the protocol.
    ///   - isSetup: Whether another call begins where that one had ended.
    /// - Returns: `nil` where there is no room.
    mutating func place(
        ofCall key: String, _ signallingProtocol: SignallingProtocol, callID: String, at arrival: Int64, isSetup: Bool
    ) -> Int? {
        if let place = byCallID[key], calls[place].ended == nil || !isSetup { return place }
        return insert(SignalledCall(signallingProtocol, callID, arrival: arrival), key)
    }

    /// The key of the call at a place: another one than before where that call has given way.
    func key(ofCall place: Int) -> String { keys[place] }

    /// Takes what a description announces, and the keys in it.
    mutating func announce(_ sdp: SDPDescription, in entry: SignallingMessage, call: Int, side: CallSide) {
        noteKeys(sdp, call: call, side: side)
        calls[call].note(sdp.readiness(at: entry.arrival, of: side))
        for announcement in sdp.announcements(in: entry, call: call, side: side) { add(announcement) }
    }

    mutating func noteKeys(_ sdp: SDPDescription, call: Int, side: CallSide) {
        let noted = calls[call].note(sdp, from: side, limit: limits.keys - keysKept)
        keysKept += noted.kept
        counters.keysRefused += noted.refused
    }

    mutating func add(_ announcement: MediaAnnouncement) {
        let place = announcement.call
        guard calls[place].announcements.count < limits.announcementsPerCall else {
            counters.announcementsRefused += 1
            return
        }
        switch announcements.add(announcement, limits) {
        case .known: break
        case .refused: counters.announcementsRefused += 1
        case .added(let added): calls[place].announcements.append(added)
        case .addedWithoutFormats(let added):
            counters.formatListsRefused += 1
            calls[place].announcements.append(added)
        }
    }

    /// The call that a message belongs to, a new one where it begins or tells of one.
    private mutating func place(of message: SIPMessage, _ callID: String, _ arrival: Int64) -> Int? {
        if let place = byCallID[callID], !calls[place].isSucceeded(by: message) { return place }
        guard message.isAboutCall else {
            counters.unrelated += 1
            return nil
        }
        return insert(SignalledCall(callID, message, arrival: arrival), callID)
    }

    private mutating func insert(_ call: SignalledCall, _ key: String) -> Int? {
        if calls.count < limits.calls {
            calls.append(call)
            byCallID[key] = calls.count - 1
            keys.append(key)
            return calls.count - 1
        }
        guard let place = evict() else {
            counters.callsRefused += 1
            return nil
        }
        calls[place] = call
        byCallID[key] = place
        keys[place] = key
        return place
    }

    /// Frees the place of a call that nobody answered, of those looked at first the one longest in the table.
    private mutating func evict() -> Int? {
        for _ in 0..<min(calls.count, 64) {
            let place = nextVictim
            nextVictim = (nextVictim + 1) % calls.count
            guard calls[place].answered == nil else { continue }
            for announcement in calls[place].announcements { announcements.remove(announcement) }
            messagesKept -= calls[place].messages.count
            keysKept -= calls[place].keys.count
            if byCallID[keys[place]] == place { byCallID[keys[place]] = nil }
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
