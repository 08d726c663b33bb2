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

    static let capacity = 128

    private(set) var kept: [Moment] = []
    private var count = 0
    /// Every so many moments one is kept.
    private var stride = 1

    /// Adds what came next; frames without a capture time have no moment.
    mutating func add(_ moment: Moment) {
        guard moment.arrival != FrameRef.noArrival else { return }
        if count % stride == 0, kept.count == Self.capacity {
            kept = kept.indices.filter { $0 % 2 == 0 }.map { kept[$0] }
            stride *= 2
        }
        if count % stride == 0 { kept.append(moment) }
        count += 1
    }
}
