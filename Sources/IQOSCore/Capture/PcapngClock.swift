/// How an interface counts time: from ticks to nanoseconds since 1970 UTC (if_tsresol, if_tsoffset).
struct PcapngClock: BitwiseCopyable, Sendable {
    private var multiplier: UInt64
    private var divisor: UInt64 = 1
    /// Binary places of a tick.
    private var shift: UInt8 = 0
    private var offsetSeconds: Int64

    /// - Parameters:
    ///   - resolution: if_tsresol: a tick is 10 to the minus this, or 2 to the minus its low 7 bits if the top one is set.
    ///   - offsetSeconds: if_tsoffset: seconds to add.
    init(resolution: UInt8 = 6, offsetSeconds: Int64 = 0) {
        self.offsetSeconds = offsetSeconds
        multiplier = 1_000_000_000
        let exponent = resolution & 0x7F
        if resolution & 0x80 != 0 {
            shift = exponent
        } else if exponent <= 9 {
            multiplier = Self.powerOfTen(9 - exponent)
        } else if exponent <= 28 {
            multiplier = 1
            divisor = Self.powerOfTen(exponent - 9)
        } else {
            // Even 2^64 ticks are less than a nanosecond.
            multiplier = 0
        }
    }

    /// - Returns: The arrival, rounded down; `FrameRef.noArrival` outside the years 1970 to 2116.
    func arrival(ticks: UInt64) -> Int64 {
        if divisor == 1, shift == 0, offsetSeconds == 0 {
            let (nanoseconds, overflow) = ticks.multipliedReportingOverflow(by: multiplier)
            return overflow || nanoseconds >= UInt64(FrameRef.arrivalLimit)
                ? FrameRef.noArrival : Int64(nanoseconds)
        }
        // At most 2^64 · 10^9 < 2^94, so nothing here overflows.
        let sinceOffset = Int128((UInt128(ticks) * UInt128(multiplier) / UInt128(divisor)) >> UInt128(shift))
        let nanoseconds = sinceOffset + Int128(offsetSeconds) * 1_000_000_000
        return nanoseconds >= 0 && nanoseconds < Int128(FrameRef.arrivalLimit)
            ? Int64(nanoseconds) : FrameRef.noArrival
    }

    private static func powerOfTen(_ exponent: UInt8) -> UInt64 {
        (0..<exponent).reduce(1) { power, _ in power * 10 }
    }
}
