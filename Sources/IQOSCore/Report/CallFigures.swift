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
        var media = StreamMedia.sound
        /// The leg that answers this one.
        var reverse: Int?
        var ptimeMs: Double?
        var dscp: [Int]
        /// Each once, however often it was captured.
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

    /// Those of sound, where there is any, in order of time.
    var forward: [Leg] = []
    var backward: [Leg] = []
    /// What else was sent beside sound.
    private(set) var besides: (forward: [Leg], backward: [Leg]) = ([], [])
    /// Final status of the signalling, where there is one.
    var status: Int?
    /// One side is there to listen (RTSP).
    var hasOneSender = false
    /// Streams of one SSRC were asked for: what answers them was left out.
    var isOneSource = false
    /// When each direction was not to be sent, as signalling has it.
    var forwardRests = TimeSpans()
    var backwardRests = TimeSpans()
    /// When both sides had agreed on fax.
    var faxes = TimeSpans()
    /// When it was answered and when it ended by its signalling, seconds from `capture.start`; `nil` where that is not
    /// seen.
    var answeredS: Double?
    var endedS: Double?
    /// Further signalled calls whose packets its streams have, and the times between them.
    var laterCalls = 0
    var idle = TimeSpans()
    /// A direction that goes past its receiver.
    var misdirection: Misdirection?
    /// Where numbers are missing between streams of one leg, but for what both sides had agreed on.
    var moves: [Move] = []
    /// Both directions beside each other, after the second pass.
    var conversation: ConversationReport?

    /// Sets apart what is no sound: video hides neither sound that is missing nor sound that is late.
    mutating func setSoundApart() {
        guard (forward + backward).contains(where: { $0.media == .sound }) else { return }
        besides = (forward.filter { $0.media != .sound }, backward.filter { $0.media != .sound })
        forward.removeAll { $0.media != .sound }
        backward.removeAll { $0.media != .sound }
    }

    /// The first legs of both directions that answer each other, else the first of each.
    var firstPair: (forward: Leg, backward: Leg)? {
        for leg in forward {
            if let answer = backward.first(where: { $0.id == leg.reverse }) { return (leg, answer) }
        }
        guard let one = forward.first, let other = backward.first(where: { $0.media == one.media }) else { return nil }
        return (one, other)
    }

    /// Of a direction the stream that ended last.
    static func last(_ legs: [Leg]) -> Leg? {
        legs.reduce(nil) { last, leg in
            guard let last, last.endS ?? -.infinity >= leg.endS ?? -.infinity else { return leg }
            return last
        }
    }

    var startS: Double? { [forward, backward].joined().lazy.compactMap(\.startS).min() }
    var endS: Double? { [forward, backward].joined().lazy.compactMap(\.endS).max() }
}
