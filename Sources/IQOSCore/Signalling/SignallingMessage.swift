/// A message of a call, as a ladder diagram shows it.
public struct SignallingMessage: Sendable, Equatable {
    /// ns since 1970 UTC.
    public var arrival: Int64
    public var flow: Flow
    /// File from 0, and frame in that file from 1.
    public var file: Int32
    public var frame: UInt32
    /// `INVITE`, `180 Ringing`, `200 OK (INVITE)`: final responses name the method, since several may be open.
    /// Text of the message, not cleaned for output.
    public var summary: String
    /// Equal for a message and its retransmissions on one hop.
    var identity: UInt64
    /// Equal for a request and its responses on one hop (RFC 3261 §17.1.3); 0 for other protocols than SIP.
    var transaction: UInt64 = 0
    /// Whether it is a request that is answered.
    var isRequest = false
    /// The key that an INFO request tells.
    public private(set) var key: SIPKey?
    /// How many more times it was sent, copies that the capture made apart.
    public private(set) var retransmissions: UInt32 = 0
    /// When it was sent again for the first time, ns; `nil` where it was not.
    public private(set) var sentAgain: Int64?
    /// When it was last sent.
    private var sighting: MessageSighting

    init(_ message: SIPMessage, flow: Flow, arrival: Int64, file: Int, frame: UInt32) {
        self.arrival = arrival
        self.flow = flow
        self.file = Int32(clamping: file)
        self.frame = frame
        summary = Self.summary(message)
        identity = Self.identity(message, flow)
        transaction = Self.transaction(message, flow)
        isRequest = message.isRequest && message.method != "ACK"
        key = message.key
        sighting = MessageSighting(arrival: arrival, file: self.file)
    }

    /// A message of another protocol than SIP.
    ///
    /// - Parameter transaction: What a retransmission repeats besides the summary; a random number or a count of its own
    ///   where nothing is retransmitted.
    init(_ summary: String, transaction: UInt64, at place: SignallingPlace) {
        arrival = place.arrival
        flow = place.flow
        file = place.file
        frame = place.frame
        self.summary = summary
        var hash = Hash(place.flow)
        hash.add(transaction)
        hash.add(summary)
        identity = hash.value
        sighting = MessageSighting(arrival: place.arrival, file: place.file)
    }

    /// Takes the same message, seen again.
    ///
    /// - Returns: Whether it was sent again: `false` for a copy that the capture made.
    mutating func isSentAgain(by again: SignallingMessage) -> Bool {
        guard !sighting.isCopied(by: again.sighting) else { return false }
        sighting = again.sighting
        sentAgain = sentAgain ?? again.arrival
        retransmissions &+= 1
        return true
    }

    private static func summary(_ message: SIPMessage) -> String {
        guard let status = message.statusCode else { return message.method }
        let text = message.reason.isEmpty ? "\(status)" : "\(status) \(message.reason)"
        return status < 200 || message.method.isEmpty ? text : "\(text) (\(message.method))"
    }

    /// What a retransmission repeats (RFC 3261 §17).
    private static func identity(_ message: SIPMessage, _ flow: Flow) -> UInt64 {
        var hash = Hash(flow)
        hash.add(UInt64(message.statusCode ?? 0))
        hash.add(UInt64(message.sequenceNumber ?? 0))
        hash.add(message.method)
        hash.add(message.branch ?? "")
        hash.add(message.to.tag ?? "")
        hash.add(UInt64(message.body.count))
        return hash.value
    }

    private static func transaction(_ message: SIPMessage, _ flow: Flow) -> UInt64 {
        var hash = Hash(message.isRequest ? flow : flow.reversed)
        hash.add(UInt64(message.sequenceNumber ?? 0))
        hash.add(message.method)
        hash.add(message.branch ?? "")
        return hash.value
    }

    /// FNV-1a.
    private struct Hash {
        var value: UInt64 = 0xCBF2_9CE4_8422_2325

        init(_ flow: Flow) {
            for address in [flow.source, flow.destination] {
                add(address.high)
                add(address.low)
            }
            add(UInt64(flow.sourcePort) << 16 | UInt64(flow.destinationPort))
        }

        mutating func add(_ number: UInt64) { value = (value ^ number) &* 0x100_0000_01B3 }

        mutating func add(_ text: String) {
            for byte in text.utf8 { add(UInt64(byte)) }
            add(256)
        }
    }
}
