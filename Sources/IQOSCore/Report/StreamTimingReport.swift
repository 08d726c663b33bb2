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

    public init(p50: Double, p95: Double, p99: Double, p999: Double, max: Double) {
        self.p50 = p50
        self.p95 = p95
        self.p99 = p99
        self.p999 = p999
        self.max = max
    }
}

/// Moments at which a stream stood still (`DelaySpikes`).
public struct DelaySpikesReport: Sendable, Equatable {
    public var count = 0
    public var longestMs = 0.0
    /// Those after which the delay stayed.
    public var lasting = 0
    public var lastingMs = 0.0
    /// Of the first ones that lasted, ns since 1970 UTC.
    public var firstLasting: Int64 = 0
    /// Seconds between them, where they come in a rhythm.
    public var periodS: Double?

    public init() {}

    init(_ spikes: DelaySpikes) {
        count = spikes.count
        longestMs = spikes.longestMs
        lasting = spikes.lasting
        lastingMs = spikes.lastingMs
        firstLasting = spikes.firstLasting
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
