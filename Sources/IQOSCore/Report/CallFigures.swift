/// What the rules of a call look at: its streams by direction, without their whole reports.
struct CallFigures: Sendable {
    struct Leg: Sendable {
        var id: Int
        var ssrc: UInt32
        /// Seconds from `capture.start`; `nil` without capture times.
        var startS: Double?
        var endS: Double?
        var firstFrame: Int
        var lastFrame: Int
        var codec: String?
        var isVideo = false
        var ptimeMs: Double?
        var dscp: [Int]
        var packets: Int
        /// Longest time between packets, s: a sender that pauses in silence begins with its first word.
        var longestPauseS = 0.0
        /// Its sender announced silence, and was not heard again.
        var endsWithNoise = false
        /// A receiver of it reports by RTCP, or another participant does from there.
        var isAnswered = false
        /// Its receiver answers STUN's requests on its addresses and ports.
        var isBound = false
        /// What those who report against it say they sent, packets.
        var answerersPackets = 0
        /// Share of time with speech; `nil` without sound.
        var activityPercent: Double?
    }

    /// A stream that went on from or to another address or port, and numbers missing in between.
    struct Move: Sendable {
        var missing: Int
        /// Of what is missing; without packet time the time between.
        var milliseconds: Double
        var first: Int
        var second: Int
        /// Seconds from `capture.start`.
        var place: ClosedRange<Double>
        var frames: [Int]
    }

    /// In order of time.
    var forward: [Leg] = []
    var backward: [Leg] = []
    /// Final status of the signalling, where there is one.
    var status: Int?
    /// One side is there to listen (RTSP).
    var hasOneSender = false
    /// When each direction was not to be sent, as signalling has it.
    var forwardRests = TimeSpans()
    var backwardRests = TimeSpans()
    /// When both sides had agreed on fax.
    var faxes = TimeSpans()
    /// When it was answered and when it ended by its signalling, seconds from `capture.start`; `nil` where that is not
    /// seen.
    var answeredS: Double?
    var endedS: Double?
    /// A direction that goes past its receiver.
    var misdirection: Misdirection?
    /// Where numbers are missing between streams of one leg, but for what both sides had agreed on.
    var moves: [Move] = []
    /// Both directions beside each other, after the second pass.
    var conversation: ConversationReport?

    /// Of a direction the stream that ended last: of sound where there is any.
    static func last(_ legs: [Leg]) -> Leg? {
        let hasSound = legs.contains { !$0.isVideo }
        var (last, end) = (-1, -Double.infinity)
        for index in legs.indices where legs[index].isVideo != hasSound {
            let own = legs[index].endS ?? -.infinity
            if last < 0 || own > end { (last, end) = (index, own) }
        }
        return last < 0 ? nil : legs[last]
    }

    var startS: Double? { [forward, backward].joined().lazy.compactMap(\.startS).min() }
    var endS: Double? { [forward, backward].joined().lazy.compactMap(\.endS).max() }
}
