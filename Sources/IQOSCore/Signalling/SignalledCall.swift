/// One Call-ID: what its messages tell about a call, through all proxies and forks.
public struct SignalledCall: Sendable {
    /// An early or confirmed dialog: one of the places where a forked call rang.
    public struct Fork: Sendable, Equatable {
        public var tag: String
        /// Latest status to the INVITE.
        public var status: Int
    }

    static let forkLimit = 16
    static let keyLimit = 48
    static let readinessLimit = 64
    private static let callerTagLimit = 4

    public let signallingProtocol: SignallingProtocol
    /// Call-ID; session of RTSP, call identifier of MGCP, call reference of Skinny.
    public internal(set) var callID: String
    /// Of the first INVITE; where that was not captured, of the first message, in which the sides may be swapped.
    public internal(set) var from: SIPParty
    public internal(set) var to: SIPParty
    /// Whether it is known which side called: false where the capture starts within the call.
    public internal(set) var isCallerKnown = false
    /// Final status of the INVITE, 200 ... 699, of an answer before that of any refusal; `nil` where none was seen.
    public internal(set) var status: Int?
    /// Arrivals, ns since 1970 UTC; `nil` for what was not seen. First of everything, except `ended`.
    public private(set) var start: Int64
    public private(set) var last: Int64
    public private(set) var invited: Int64?
    public private(set) var ringing: Int64?
    /// A session description came before the answer.
    public private(set) var earlyMedia: Int64?
    public internal(set) var answered: Int64?
    public private(set) var cancelled: Int64?
    /// Last BYE, or the final refusal.
    public internal(set) var ended: Int64?
    public private(set) var endedBy: CallSide?
    public private(set) var reinvites = 0
    public private(set) var updates = 0
    public private(set) var forks: [Fork] = []
    /// In order of arrival at the tracker.
    public private(set) var messages: [SignallingMessage] = []
    public private(set) var retransmissions = 0
    /// What was seen of it is part of another call.
    private(set) var isPartOfAnother = false
    /// Messages beyond the limits, which are in no list.
    public private(set) var messagesNotKept = 0
    /// What was announced, in that order: places in the `AnnouncementTable`.
    var announcements: [Int32] = []
    /// What each side was ready for, in order of arrival at the tracker; at most `readinessLimit`, of each the changes only.
    private(set) var readiness: [MediaReadiness] = []
    /// What each side encrypts its media with, in the order it was said.
    private(set) var keys: [(side: CallSide, key: SRTPKey)] = []
    private var callerTags: [String] = []
    private var callerURI: String
    /// CSeq of the latest INVITE that asks for a new call.
    private var initialSequence: Int?

    init(_ callID: String, _ message: SIPMessage, arrival: Int64) {
        signallingProtocol = .sip
        self.callID = callID
        from = message.from
        to = message.to
        callerURI = message.from.uri
        start = arrival
        last = arrival
        // Provisional answers are given to nothing but a first INVITE.
        let isSetup = message.method == "INVITE" && message.statusCode.map { $0 < 200 } ?? (message.to.tag == nil)
        isCallerKnown = isSetup
        noteCallerTag(message.from.tag)
    }

    /// A call of another protocol than SIP.
    init(_ signallingProtocol: SignallingProtocol, _ callID: String, arrival: Int64) {
        self.signallingProtocol = signallingProtocol
        self.callID = callID
        from = SIPParty()
        to = SIPParty()
        callerURI = ""
        start = arrival
        last = arrival
    }

    /// Whether `message` asks for another call under the same Call-ID, after the end of this one.
    func isSucceeded(by message: SIPMessage) -> Bool {
        message.isRequest && message.method == "INVITE" && message.to.tag == nil && ended != nil
            && message.from.tag.map { !callerTags.contains($0) } ?? false
    }

    /// The side that sent `message`.
    func side(of message: SIPMessage) -> CallSide {
        let isCallersTransaction: Bool
        if let tag = message.from.tag, !callerTags.isEmpty {
            isCallersTransaction = callerTags.contains(tag)
        } else {
            isCallersTransaction = message.from.uri == callerURI
        }
        return isCallersTransaction == message.isRequest ? .caller : .callee
    }

    /// Takes a message of this call.
    ///
    /// - Parameter limit: Messages that may be kept in the list.
    /// - Returns: Whether it is new: `false` for a retransmission or a copy.
    mutating func add(_ message: SIPMessage, _ entry: SignallingMessage, limit: Int) -> Bool {
        guard note(entry, limit: limit) else { return false }
        if message.isRequest {
            takeRequest(message, entry.arrival)
        } else if message.method == "INVITE", let status = message.statusCode {
            takeResponse(status, message, entry.arrival)
        }
        return true
    }

    /// Takes a message into the list.
    ///
    /// - Returns: Whether it is new: `false` for a retransmission or a copy.
    mutating func note(_ entry: SignallingMessage, limit: Int) -> Bool {
        start = min(start, entry.arrival)
        if let place = messages.lastIndex(where: { $0.identity == entry.identity }) {
            guard messages[place].isSentAgain(by: entry) else { return false }
            last = max(last, entry.arrival)
            retransmissions += 1
            return false
        }
        last = max(last, entry.arrival)
        if messages.count < limit { messages.append(entry) } else { messagesNotKept += 1 }
        return true
    }

    /// Gives up what was seen of the call, for it is part of another one; what it announced stays.
    ///
    /// - Returns: The call as it was.
    mutating func leave() -> SignalledCall {
        let all = self
        messages = []
        (answered, ended, messagesNotKept, retransmissions) = (nil, nil, 0, 0)
        isPartOfAnother = true
        return all
    }

    /// Takes what was seen of a call that turned out to be this one.
    ///
    /// - Parameter limit: Messages that may be kept in the list.
    mutating func absorb(_ other: SignalledCall, limit: Int) {
        (start, last) = (min(start, other.start), max(last, other.last))
        if let moment = other.answered { answered = min(answered ?? moment, moment) }
        if from.isEmpty, !other.from.isEmpty {
            (from, to, isCallerKnown) = (other.from, other.to, other.isCallerKnown)
        }
        let all = (messages + other.messages).sorted { $0.arrival < $1.arrival }
        messages = Array(all.prefix(limit))
        messagesNotKept += other.messagesNotKept + all.count - messages.count
        retransmissions += other.retransmissions
    }

    /// Takes what a side says it is ready for.
    mutating func note(_ new: MediaReadiness) {
        guard readiness.count < Self.readinessLimit else { return }
        if let latest = readiness.last(where: { $0.side == new.side }), new.repeats(latest) { return }
        readiness.append(new)
    }

    /// Takes the keys of a session description.
    ///
    /// - Parameter limit: Keys that may be kept.
    /// - Returns: How many were kept, and how many were not for want of room.
    mutating func note(_ sdp: SDPDescription, from side: CallSide, limit: Int) -> (kept: Int, refused: Int) {
        let before = keys.count
        var refused = 0
        for key in sdp.media.flatMap(\.keys) where !keys.contains(where: { $0.side == side && $0.key == key }) {
            if keys.count < Self.keyLimit, keys.count - before < limit {
                keys.append((side, key))
            } else {
                refused += 1
            }
        }
        return (keys.count - before, refused)
    }

    private mutating func takeRequest(_ message: SIPMessage, _ arrival: Int64) {
        switch message.method {
        case "INVITE" where message.to.tag == nil:
            if !isCallerKnown {
                (from, to) = (message.from, message.to)
                isCallerKnown = true
            }
            // A proxy that changes tags keeps the sides.
            noteCallerTag(message.from.tag)
            invited = invited ?? arrival
            if let number = message.sequenceNumber, number > initialSequence ?? -1 {
                // After a challenge or redirection the refusal is not the last word.
                if initialSequence != nil, status ?? 200 >= 300 {
                    status = nil
                    ended = nil
                }
                initialSequence = number
            }
        case "INVITE":
            reinvites += 1
        case "UPDATE":
            updates += 1
        case "CANCEL":
            cancelled = cancelled ?? arrival
        case "BYE" where endsCall(message):
            ended = arrival
            endedBy = side(of: message)
        default:
            break
        }
    }

    /// A caller that was answered twice says BYE to one of them: the call goes on.
    private func endsCall(_ bye: SIPMessage) -> Bool {
        guard side(of: bye) == .caller, let tag = bye.to.tag,
            let fork = forks.first(where: { $0.tag == tag })
        else { return true }
        let answered = forks.filter { (200...299).contains($0.status) }
        return answered.first == fork || answered.count < 2
    }

    private mutating func takeResponse(_ code: Int, _ message: SIPMessage, _ arrival: Int64) {
        guard side(of: message) == .callee else { return }
        if initialSequence == nil { initialSequence = message.sequenceNumber }
        guard message.sequenceNumber == initialSequence else { return }
        noteFork(message.to.tag, code)
        switch code {
        case ..<200:
            if code == 180 { ringing = ringing ?? arrival }
            if message.sdp != nil { earlyMedia = earlyMedia ?? arrival }
        case ..<300:
            if answered == nil {
                answered = arrival
                status = code
                ended = nil
            }
        default:
            guard answered == nil else { return }
            status = code
            ended = arrival
            endedBy = .callee
        }
    }

    private mutating func noteFork(_ tag: String?, _ status: Int) {
        guard let tag, status > 100 else { return }
        if let place = forks.firstIndex(where: { $0.tag == tag }) {
            forks[place].status = status
        } else if forks.count < Self.forkLimit {
            forks.append(Fork(tag: tag, status: status))
        }
    }

    private mutating func noteCallerTag(_ tag: String?) {
        guard let tag, callerTags.count < Self.callerTagLimit, !callerTags.contains(tag) else { return }
        callerTags.append(tag)
    }
}
