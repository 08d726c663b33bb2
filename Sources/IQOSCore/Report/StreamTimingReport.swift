public struct JitterReport: Sendable, Equatable {
    public var mean: Double
    public var max: Double
    public var last: Double

    public init(mean: Double, max: Double, last: Double) {
        self.mean = mean
        self.max = max
        self.last = last
    }
}

extension JitterReport {
    /// The same in units of the RTP clock.
    func ticks(clockRateHz: Int) -> JitterReport {
        let ticks = Double(clockRateHz) / 1000
        return JitterReport(mean: mean * ticks, max: max * ticks, last: last * ticks)
    }
}

public struct DeltaReport: Sendable, Equatable {
    public var min: Double
    public var mean: Double
    public var max: Double

    public init(min: Double, mean: Double, max: Double) {
        self.min = min
        self.mean = mean
        self.max = max
    }
}

public struct DelayVariationReport: Sendable, Equatable {
    public var p50: Double
    public var p95: Double
    public var p99: Double
    /// 99.9th percentile.
    public var p999: Double
    public var max: Double
    /// Largest with the drift of the clock left in.
    public var rawMax: Double

    public init(p50: Double, p95: Double, p99: Double, p999: Double, max: Double, rawMax: Double? = nil) {
        self.p50 = p50
        self.p95 = p95
        self.p99 = p99
        self.p999 = p999
        self.max = max
        self.rawMax = rawMax ?? max
    }
}

/// Differences of delay from one packet to the next (IPDV of RFC 3393), ms.
public struct InterpacketVariationReport: Sendable, Equatable {
    public var p05: Double
    public var p95: Double
    /// Mean without the sign.
    public var meanAbsolute: Double

    public init(p05: Double, p95: Double, meanAbsolute: Double) {
        self.p05 = p05
        self.p95 = p95
        self.meanAbsolute = meanAbsolute
    }
}

/// How far packets came behind later ones (RFC 4737).
public struct ReorderingReport: Sendable, Equatable {
    /// Packets.
    public var meanExtent: Double
    public var maxExtent: Int
    /// ms behind the first later one; `nil` where frames carry no time.
    public var meanMs: Double?
    public var maxMs: Double?

    public init(meanExtent: Double, maxExtent: Int, meanMs: Double?, maxMs: Double?) {
        self.meanExtent = meanExtent
        self.maxExtent = maxExtent
        self.meanMs = meanMs
        self.maxMs = maxMs
    }

    init(_ reordering: Reordering, hasTimes: Bool) {
        meanExtent = reordering.meanExtent
        maxExtent = reordering.largestExtent
        guard hasTimes, let behind = reordering.behindMs else { return }
        (meanMs, maxMs) = (behind.mean, behind.max)
    }
}

/// Where numbers are missing across a long time without packets, for the findings.
public struct PauseGapReport: Sendable, Equatable {
    /// Numbers missing across the longest such time.
    public var missing: Int
    /// Seconds from `capture.start`.
    public var startS: Double
    public var endS: Double
    /// Why nothing was to be sent meanwhile; `nil` where nothing says so.
    public var agreed: AgreedPause?

    public init(missing: Int, startS: Double, endS: Double, agreed: AgreedPause? = nil) {
        self.missing = missing
        self.startS = startS
        self.endS = endS
        self.agreed = agreed
    }

    var span: ClosedRange<Double> { startS...max(startS, endS) }
}

/// Moments at which a stream stood still (`DelaySpikes`).
public struct DelaySpikesReport: Sendable, Equatable {
    public var count = 0
    public var longestMs = 0.0
    /// The longest after which the delay fell back.
    public var longestCaughtMs = 0.0
    /// Those after which the delay stayed.
    public var lasting = 0
    public var lastingMs = 0.0
    /// Those of `lasting` that both sides had agreed on, as on hold: of the first 32.
    public var agreed = 0
    public var agreedMs = 0.0
    /// Seconds between them, where they come in a rhythm.
    public var periodS: Double?

    public init() {}

    /// Leaves out one that was none.
    mutating func leave(_ spike: DelaySpikes.Lasting) {
        count -= 1
        lasting -= 1
        lastingMs -= spike.stayedMs
    }

    init(_ spikes: DelaySpikes) {
        count = spikes.count
        longestMs = spikes.longestMs
        longestCaughtMs = spikes.longestCaughtMs
        lasting = spikes.lasting
        lastingMs = spikes.lastingMs
        periodS = Rhythm.period(of: spikes.timesMs.map { Double($0) * 1e-3 })
    }
}

public struct BandwidthReport: Sendable, Equatable {
    public var mean: Double?
    public var max: Double?
    public var unknown = UnknownReasons()

    public init(mean: Double?, max: Double?) {
        self.mean = mean
        self.max = max
    }
}
