public struct QualityReport: Sendable {
    public var model = "G.107"
    /// `nb`, `wb` or `fb`; never compare across scales.
    public var scale = "nb"
    public var rFactor: Double?
    public var mosLQ: Double?
    public var mosCQ: Double?
    /// What the scores were reckoned from; `nil` without a score.
    public var inputs: ListeningQuality.Inputs?
    /// `mosCQ` with the echo of all of that delay; `nil` where `mosCQ` is, and on other scales.
    public var mosCQWithEcho: Double?
    /// Worst interval.
    public var minMosLQ: Double?
    /// The other figures of the intervals.
    public var overTime: ScoresOverTime?
    /// Mouth to ear, ms, as `mosCQ` was reckoned with, and where it comes from.
    public var oneWayDelayMs: Double?
    public var delaySource: String?
    /// What VoIPmonitor's formula gives, another scale; `nil` unless asked for.
    public var mosVoIPmonitor: Double?
    /// Why there is no score; `nil` where there is one.
    public var reason: String?
    public var playout = PlayoutReport()
    public var unknown = UnknownReasons()

    public init() {}
}

extension QualityReport {
    /// Notes why figures that build on the score are null.
    ///
    /// - Parameter score: Why there is no score; `nil` where there is one.
    mutating func noteUnknowns(score: StaticString?) {
        if let reason {
            for key: StaticString in ["r_factor", "mos_lq", "min_mos_lq"] { unknown.note(key, text: reason) }
        } else if minMosLQ == nil {
            unknown.note("min_mos_lq", "no interval has a score")
        }
        if mosCQ == nil {
            unknown.note("mos_cq", score ?? "the delay is not known: no round-trip time from RTCP or STUN")
        }
        for key: StaticString in ["one_way_delay_ms", "delay_source"] where oneWayDelayMs == nil {
            unknown.note(key, score ?? "the delay is not known: no round-trip time from RTCP or STUN")
        }
        if overTime == nil { unknown.note("mos_lq_over_time", score ?? "no interval with a length has a score") }
    }
}

public struct PlayoutReport: Sendable, Equatable {
    public var mode = "fixed"
    /// Of an adaptive buffer the mean over its packets.
    public var delayMs = 60.0
    /// `first`: packet of a talkspurt; `minimum`: fastest packet of the last 10 s.
    public var anchor = "first"
    /// Of an adaptive buffer: least and largest delay, and how often it changed.
    public var minDelayMs: Double?
    public var maxDelayMs: Double?
    public var changes: Int?

    public init() {}
}

public struct PlayoutCurvePoint: Sendable, Equatable {
    public var bufferMs: Double
    public var latePercent: Double

    public init(bufferMs: Double, latePercent: Double) {
        self.bufferMs = bufferMs
        self.latePercent = latePercent
    }
}

/// Smallest buffer above the fastest packet with which fewer packets than that would be late, whole ms.
public struct SmallestBufferReport: Sendable, Equatable {
    public var latePercent1: Double?
    public var latePercent01: Double?
    public var unknown = UnknownReasons()

    public init(latePercent1: Double?, latePercent01: Double?) {
        self.latePercent1 = latePercent1
        self.latePercent01 = latePercent01
    }
}
