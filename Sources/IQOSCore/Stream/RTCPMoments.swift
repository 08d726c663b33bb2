/// When RTCP spoke of a stream and what it said, thinned evenly once there is too much.
struct RTCPMoments: Sendable {
    enum Kind: Sendable { case sender, receiver, goodbye }

    struct Moment: BitwiseCopyable, Sendable {
        let arrival: Int64
        /// Timestamp units; of a receiver only.
        let jitter: UInt32
        let kind: Kind
        /// Since the report before, in 256ths; of a receiver only.
        let fractionLost: UInt8

        init(_ kind: Kind, at arrival: Int64, fractionLost: UInt8 = 0, jitter: UInt32 = 0) {
            self.arrival = arrival
            self.jitter = jitter
            self.kind = kind
            self.fractionLost = fractionLost
        }
    }

    private var all = Thinned<Moment>()

    var kept: [Moment] { all.kept }

    /// Adds what came next; frames without a capture time have no moment.
    mutating func add(_ moment: Moment) {
        if moment.arrival != FrameRef.noArrival { all.add(moment) }
    }
}
