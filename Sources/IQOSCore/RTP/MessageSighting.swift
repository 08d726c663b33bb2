/// When and in which file a message was seen: what tells a copy of it, which the capture made, from the message sent again.
struct MessageSighting: BitwiseCopyable, Sendable, Equatable {
    /// Before so long nobody sends a message again, ns: SIP and STUN wait for half a second (RFC 3261 §17.1.1.1,
    /// RFC 8489 §6.2.1), old STUN for 100 ms (RFC 3489 §9.3), RTCP for seconds.
    static let soonestAgain: Int64 = 50_000_000
    /// The same in another file, whose clock may differ.
    private static let soonestElsewhere: Int64 = 400_000_000

    /// ns, or `FrameRef.noArrival`.
    var arrival: Int64
    var file: Int32

    /// Whether the same message that was seen `later` is a copy: at once, or soon in another file, as of a second capture.
    func isCopied(by later: MessageSighting) -> Bool {
        let limit = file == later.file ? Self.soonestAgain : Self.soonestElsewhere
        let age = later.arrival.subtractingReportingOverflow(arrival)
        return !age.overflow && age.partialValue.magnitude < limit.magnitude
    }
}
