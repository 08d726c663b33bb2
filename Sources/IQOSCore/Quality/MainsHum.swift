/// A tone of the mains, 50 or 60 Hz, above the noise beside it (metrics: hum).
///
/// Goertzel's recursion over seconds of sound at a sample every two milliseconds, all frequencies at once.
public struct MainsHum: Sendable {
    /// The two tones, then what is beside them; a second holds whole periods of all.
    private static let frequencies: [Float] = [50, 60, 44, 55, 66, 72, 38, 81]
    private static let length = 500
    /// 15 dB above the noise, and -60 dBov.
    private static let ratio = 31.6
    private static let leastPower = 1e-6
    private static let coefficients = SIMD8<Float>(
        frequencies.map { Float(2 * Math.cos(2 * 3.141592653589793 * Double($0) / Double(length))) })

    /// The same at hand: what is made when it is first asked for costs a look each time.
    private let coefficients = Self.coefficients
    private var last = SIMD8<Float>(repeating: 0)
    private var before = SIMD8<Float>(repeating: 0)
    private var count = 0
    /// Seconds looked at, and those with each tone.
    public private(set) var seconds = 0
    private var secondsWithTone = [0, 0]
    private var toneSum = [0.0, 0.0]

    public init() {}

    /// Adds the mean of two milliseconds of sound, of full scale.
    public mutating func add(_ mean: Float) {
        (last, before) = (next(last, before, mean), last)
        count += 1
        if count == Self.length { endSecond() }
    }

    /// Adds blocks of two milliseconds of sound.
    ///
    /// - Parameter samples: Of a block.
    mutating func add(_ blocks: Span<SampleBlock>, samples: Int) {
        let fullScale = Float(32768 * samples)
        var place = 0
        while place < blocks.count {
            let end = min(blocks.count, place + Self.length - count)
            count += end - place
            // What the loop goes on from is in registers.
            var (last, before) = (last, before)
            while place < end {
                (last, before) = (next(last, before, Float(blocks[place].sum) / fullScale), last)
                place += 1
            }
            (self.last, self.before) = (last, before)
            if count == Self.length { endSecond() }
        }
    }

    @inline(__always)
    private func next(_ last: SIMD8<Float>, _ before: SIMD8<Float>, _ mean: Float) -> SIMD8<Float> {
        coefficients * last - before + SIMD8<Float>(repeating: mean)
    }

    /// Begins the second anew: what follows is not the next sample.
    public mutating func cut() {
        last = SIMD8<Float>(repeating: 0)
        before = SIMD8<Float>(repeating: 0)
        count = 0
    }

    private mutating func endSecond() {
        let product = coefficients * last * before
        let power = last * last + before * before - product
        // Power of a sine of amplitude a is (a n / 2)²: here as mean square.
        let scale = 2 / Double(Self.length * Self.length)
        let noise = max((2..<8).map { Double(power[$0]) * scale }.reduce(0, +) / 6, 1e-12)
        for tone in 0..<2 {
            let level = max(0, Double(power[tone]) * scale)
            if level > noise * Self.ratio, level > Self.leastPower {
                secondsWithTone[tone] += 1
                toneSum[tone] += level
            }
        }
        seconds += 1
        cut()
    }

    /// The tone that most seconds have; `nil` where fewer than four of five have one, or there are less than three.
    public var result: (frequencyHz: Int, levelDbov: Double)? {
        let tone = secondsWithTone[1] > secondsWithTone[0] ? 1 : 0
        guard seconds >= 3, secondsWithTone[tone] * 5 >= seconds * 4 else { return nil }
        let level = 10 * Math.log10(toneSum[tone] / Double(secondsWithTone[tone]))
        return (tone == 0 ? 50 : 60, level)
    }
}
