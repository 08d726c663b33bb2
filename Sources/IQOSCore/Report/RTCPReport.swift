/// Round-trip times by STUN's binding requests on the stream's addresses and ports: `stun` of a stream in report.json.
public struct BindingReport: Sendable, Equatable {
    /// Between the capture point and each end; `nil` where that end answered no request.
    public var rttToReceiverMs: RTCPReport.RoundTripReport?
    public var rttToSenderMs: RTCPReport.RoundTripReport?

    public var unknown: UnknownReasons {
        var unknown = UnknownReasons()
        if rttToReceiverMs == nil { unknown.note("rtt_to_receiver_ms", "the receiver answers no request") }
        if rttToSenderMs == nil { unknown.note("rtt_to_sender_ms", "the sender answers no request") }
        return unknown
    }

    /// Both together, by their medians, ms.
    public var roundTripMs: Double? {
        guard let far = rttToReceiverMs, let near = rttToSenderMs else { return nil }
        return far.p50 + near.p50
    }
}

/// What RTCP said of one stream, beside what was measured here: `rtcp` of a stream in report.json.
public struct RTCPReport: Sendable {
    /// Round-trip times, ms.
    public struct RoundTripReport: Sendable, Equatable {
        public var p50: Double
        public var min: Double
        /// Answers it comes from; of a sum, the smaller number.
        public var samples: Int

        public init(p50: Double, min: Double, samples: Int) {
            self.p50 = p50
            self.min = min
            self.samples = samples
        }
    }

    /// Where packets were lost, between the first and the last report of the receiver that can be compared.
    public struct LossPlace: Sendable, Equatable {
        /// Sequence numbers that passed the capture point in that time.
        public var expected: Int
        /// Missing already at the capture point.
        public var lostBeforeCapture: Int
        /// Seen here, and missed by the receiver.
        public var lostAfterCapture: Int
        /// Missing here, though the receiver has them: the capture itself lost them.
        public var notCaptured: Int

        public init(expected: Int, lostBeforeCapture: Int, lostAfterCapture: Int, notCaptured: Int) {
            self.expected = expected
            self.lostBeforeCapture = lostBeforeCapture
            self.lostAfterCapture = lostAfterCapture
            self.notCaptured = notCaptured
        }
    }

    /// What the sender says it sent, between its first and last report that can be compared.
    public struct Sent: Sendable, Equatable {
        public var packets: Int
        /// Sequence numbers that passed the capture point in that time.
        public var numbers: Int

        public init(packets: Int, numbers: Int) {
            self.packets = packets
            self.numbers = numbers
        }
    }

    /// What the counters that a telephone's VoIP metrics come from give at the capture point (RFC 3611 A.2).
    public struct CountedBursts: Sendable, Equatable {
        public var burstDensityPercent = 0.0
        public var gapDensityPercent = 0.0
        /// `nil` where the packet time is not known.
        public var burstDurationMs: Double?
        public var gapDurationMs: Double?

        public var unknown: UnknownReasons {
            var unknown = UnknownReasons()
            guard burstDurationMs == nil else { return unknown }
            for key: StaticString in ["burst_duration_ms", "gap_duration_ms"] {
                unknown.note(key, "the packet time is not known")
            }
            return unknown
        }
    }

    /// When something was said of the stream, for the page only.
    public struct Moment: Sendable, Equatable {
        public enum Kind: String, Sendable {
            case sender = "SR"
            case receiver = "RR"
            case goodbye = "BYE"
        }

        public var kind: Kind
        /// Seconds from `capture.start`.
        public var timeS: Double
        /// Lost since the receiver's report before, 0 ... 100.
        public var lostPercent: Double?
        public var jitterMs: Double?

        public init(kind: Kind, timeS: Double, lostPercent: Double?, jitterMs: Double?) {
            self.kind = kind
            self.timeS = timeS
            self.lostPercent = lostPercent
            self.jitterMs = jitterMs
        }
    }

    /// Sender reports of the stream's sender.
    public var senderReports = 0
    /// Reports of its receiver about the stream, in sender or receiver reports.
    public var receiverReports = 0
    /// `nil` where none was captured, and reports of the sender were cut off where one may stand.
    public var goodbyes: Int? = 0
    /// Datagrams of the sender that SRTCP made unreadable.
    public var encrypted = 0
    public var cname: String?
    /// Cumulative number of packets lost in the receiver's last report; negative where duplicates outnumber losses.
    public var reportedLost: Int?
    /// Lost between the receiver's first and last report, percent of expected.
    public var reportedLostPercent: Double?
    /// Mean and largest of the reported jitter.
    public var reportedJitterMs: Double?
    public var reportedJitterMaxMs: Double?
    /// Both halves together.
    public var rttMs: RoundTripReport?
    public var rttToReceiverMs: RoundTripReport?
    public var rttToSenderMs: RoundTripReport?
    /// Answers with a delay that cannot be right.
    public var rttInvalid = 0
    public var sent: Sent?
    public var lossPlace: LossPlace?
    public var voipMetrics: RTCPVoIPMetrics?
    public var voipReports = 0
    /// Beside `voipMetrics`, `nil` without them.
    public var countedBursts: CountedBursts?
    /// In order of time, thinned evenly beyond 128.
    public var moments: [Moment] = []
    public var unknown = UnknownReasons()

    public init() {}
}

extension RTCPVoIPMetrics {
    /// What the block says is not available.
    public var unknown: UnknownReasons {
        let figures: [(StaticString, Bool)] = [
            ("signal_level_dbm", signalLevelDbm == nil), ("noise_level_dbm", noiseLevelDbm == nil),
            ("echo_return_loss_db", echoReturnLossDb == nil), ("r_factor", rFactor == nil),
            ("mos_lq", mosLQTenths == nil), ("mos_cq", mosCQTenths == nil),
        ]
        var unknown = UnknownReasons()
        for (key, isUnknown) in figures where isUnknown { unknown.note(key, "the receiver does not tell it") }
        return unknown
    }
}
