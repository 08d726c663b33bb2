/// Telephone keys heard in the sound itself: pairs of tones (ITU-T Q.23), told from speech by Q.24's limits.
///
/// Windows of 12.75 ms, each half over the one before. A window holds a key where one row and one column stand out by
/// 10 dB, neither is much stronger than the other, both together are nearly all of the sound, and their second
/// harmonics, which a voice has, are missing. How a window resembles itself a sample or two later lets most of them go
/// before any filter runs. A key counts where it lasts through four windows: tones of 40 ms do
/// wherever they begin, those of 30 ms do not. A packet that is lost within a tone does not end it.
public struct InbandDigits: Sendable {
    /// Keys kept; more are counted.
    static let limit = 1000

    public struct Digit: BitwiseCopyable, Sendable, Equatable {
        /// 0 ... 9 digits, 10 `*`, 11 `#`, 12 ... 15 A to D.
        public var event: UInt8
        /// First sample, and how many.
        public var start: Int
        public var count: Int
    }

    public private(set) var digits: [Digit] = []
    public private(set) var dropped = 0

    /// What a track hands over at once, so that it waits in one piece.
    private static let samplesAtOnce = 2048
    private static let windowsNeeded = 4
    /// Windows without a key that do not end it: a gap of less than 20 ms is a dropout.
    private static let dropout = 2
    /// Less than that of lost sound hides no pause between two keys, ms (Q.24).
    private static let shortestPauseMs = 40
    /// -36 dBov for both tones: what Q.24 wants to be heard, with 3 dB to spare.
    private static let leastPower: Float = 2.5e-4
    /// Part of the sound that the two tones have to be.
    private static let leastShare: Float = 0.75
    /// 10 dB, 8 dB where the column is the weaker one, 4 dB where the row is.
    private static let othersDown: Float = 10
    private static let forwardTwist: Float = 6.31
    private static let reverseTwist: Float = 2.51
    /// What a window's product with itself one and two samples later may be of its power, for two such tones at 8 kHz
    /// with the twist allowed, and anything in the quarter that is no tone.
    private static let resemblance: (one: ClosedRange<Float>, two: ClosedRange<Float>) = (0.02...0.9, -0.72...0.56)
    /// The same three samples later, where rows and columns are both below 0: what a quarter that is no tone adds, and
    /// what the ends of a window do.
    private static let greatestThird: Float = 0.28
    /// Four rows, then four columns.
    static let frequenciesHz = SIMD8<Double>(697, 770, 852, 941, 1209, 1336, 1477, 1633)
    private static let keys: [UInt8] = [1, 2, 3, 12, 4, 5, 6, 13, 7, 8, 9, 14, 10, 0, 11, 15]

    private let sampleRateHz: Int
    /// Samples of half a window.
    private let hop: Int
    /// Of the four rows and the four columns, and of what is twice as high as each.
    private let fundamentals, harmonics: SIMD8<Float>
    /// Samples that wait for a whole window, the first of them at `restStart`.
    private var rest: [Int16] = []
    private var restStart = 0
    /// The same, 12 bits each.
    private var coarse: [Int16] = []
    /// What was summed over the second half of the window before.
    private var secondHalf: Likeness?
    private var waves: CoarseWaves
    /// What the same windows tell beside keys.
    public private(set) var noise = LoudNoise()
    private var previousPower: Float = 0
    /// Sound before this position was lost.
    private var lossEnd = 0
    private var open: (event: UInt8, start: Int, end: Int, windows: Int, missed: Int)?

    public init(sampleRateHz: Int) {
        self.sampleRateHz = sampleRateHz
        hop = max(1, sampleRateHz * 51 / 8000)
        fundamentals = Self.coefficients(ofHz: Self.frequenciesHz, sampleRateHz: sampleRateHz)
        harmonics = Self.coefficients(ofHz: 2 * Self.frequenciesHz, sampleRateHz: sampleRateHz)
        waves = CoarseWaves(length: 2 * hop, sampleRateHz: sampleRateHz)
    }

    /// Notes that the sound before a position, where samples come next, was lost.
    mutating func noteLoss(before position: Int) { lossEnd = position }

    /// Adds the samples from a position on; those of a gap before it are silence, or lost.
    public mutating func add(_ samples: ArraySlice<Int16>, at position: Int) {
        if position != restStart + rest.count {
            passGap(to: position)
            rest.removeAll(keepingCapacity: true)
            coarse.removeAll(keepingCapacity: true)
            restStart = position
            secondHalf = nil
        }
        var coming = samples
        // Some windows at a time: what waits stays small, whatever comes at once.
        while !coming.isEmpty {
            rest.append(contentsOf: coming.prefix(Self.samplesAtOnce))
            appendCoarse(coming.prefix(Self.samplesAtOnce))
            coming = coming.dropFirst(Self.samplesAtOnce)
            var start = 0
            // Half a window stays for the next one.
            while start + 2 * hop <= rest.count {
                consider(start)
                start += hop
            }
            rest.removeFirst(start)
            coarse.removeFirst(start)
            restStart += start
        }
    }

    /// Ends the sound.
    public mutating func finish() {
        close()
        rest = []
        coarse = []
    }

    /// Ends the key before a gap, unless that is a loss without room for a pause, and the first window behind it has the key.
    private mutating func passGap(to position: Int) {
        let gap = position - restStart - rest.count
        let isShortLoss = position == lossEnd && gap > 0 && gap * 1000 < Self.shortestPauseMs * sampleRateHz
        guard isShortLoss, open?.missed == 0 else { return close() }
        open?.missed = Self.dropout
    }

    private mutating func appendCoarse(_ samples: ArraySlice<Int16>) {
        let start = coarse.count
        coarse.append(contentsOf: samples)
        var target = coarse.mutableSpan
        for index in start..<target.count { target[unchecked: index] >>= 4 }
    }

    private mutating func consider(_ start: Int) {
        let (power, mayBeTones) = look(start)
        // A tone is as loud as before; most of speech and all silence ends here.
        let isSteady = power >= Self.leastPower && previousPower < 4 * power && power < 4 * previousPower
        previousPower = power
        note(isSteady && mayBeTones ? key(start, power) : nil, at: restStart + start)
    }

    private mutating func note(_ key: UInt8?, at position: Int) {
        if let last = open, last.event == key {
            open = (last.event, last.start, position + 2 * hop, last.windows + 1, 0)
        } else if let last = open, key == nil, last.missed < Self.dropout {
            open?.missed += 1
        } else {
            close()
            if let key { open = (key, position, position + 2 * hop, 1, 0) }
        }
    }

    private mutating func close() {
        guard let last = open else { return }
        open = nil
        guard last.windows >= Self.windowsNeeded else { return }
        guard digits.count < Self.limit else {
            dropped += 1
            return
        }
        digits.append(Digit(event: last.event, start: last.start, count: last.end - last.start))
    }

    /// The key of a window whose mean square is `power`; `nil` for none.
    private mutating func key(_ start: Int, _ power: Float) -> UInt8? {
        guard waves.mayHavePair(coarse, start, power: power) else { return nil }
        let powers = tones(fundamentals, start)
        guard let row = Self.strongest(powers.lowHalf), let column = Self.strongest(powers.highHalf) else { return nil }
        let (low, high) = (powers.lowHalf[row], powers.highHalf[column])
        guard low <= Self.forwardTwist * high, high <= Self.reverseTwist * low,
            low + high >= Self.leastShare * power
        else { return nil }
        let overtones = tones(harmonics, start)
        let isHidden = Self.isColumnOnOvertone(row, column)
        guard isHidden || overtones.lowHalf[row] * Self.othersDown <= low,
            overtones.highHalf[column] * Self.othersDown <= high
        else { return nil }
        return Self.keys[row * 4 + column]
    }

    /// Whether a column is so near to twice a row that a window cannot tell one from the other: 78 Hz, and a bit.
    private static func isColumnOnOvertone(_ row: Int, _ column: Int) -> Bool {
        abs(2 * frequenciesHz[row] - frequenciesHz[4 + column]) < 100
    }

    /// Index of the strongest of four, where it is 10 dB above the others.
    private static func strongest(_ powers: SIMD4<Float>) -> Int? {
        let most = powers.max()
        guard let index = powers.indices.first(where: { powers[$0] == most }) else { return nil }
        var others = powers
        others[index] = 0
        return others.max() * othersDown <= most ? index : nil
    }

    /// Mean squares of the parts of a window that are tones of eight frequencies, of full scale: eight Goertzel filters
    /// side by side.
    ///
    /// - Parameter coefficients: Of the frequencies, as `coefficients(ofHz:sampleRateHz:)` gives them.
    private func tones(_ coefficients: SIMD8<Float>, _ start: Int) -> SIMD8<Float> {
        let window = rest.span
        var (last, before) = (SIMD8<Float>.zero, SIMD8<Float>.zero)
        for index in start..<start + 2 * hop {
            let sample = Float(window[index]) / 32_768
            (last, before) = (sample + coefficients * last - before, last)
        }
        let magnitudes = last * last + before * before - coefficients * last * before
        return 2 * magnitudes / Float(4 * hop * hop)
    }

    private static func coefficients(ofHz frequencies: SIMD8<Double>, sampleRateHz: Int) -> SIMD8<Float> {
        var coefficients = SIMD8<Float>.zero
        for index in frequencies.indices {
            coefficients[index] = Float(2 * Math.cos(2 * .pi * frequencies[index] / Double(sampleRateHz)))
        }
        return coefficients
    }

    /// Mean square of a window, of full scale, and whether it can be two tones.
    ///
    /// Windows come in order, each half over the one before: what lies in both is summed once.
    private mutating func look(_ start: Int) -> (power: Float, mayBeTones: Bool) {
        let stride = max(1, sampleRateHz / 8000)
        let (middle, end) = (start + hop, start + 2 * hop)
        var window = Likeness()
        if let known = secondHalf {
            // The last samples of a window have no neighbours in it: here they have.
            window = known
            window.add(coarse.span, middle - 2 * stride..<middle, thirdsFrom: middle - 3 * stride, stride: stride)
        } else {
            window.add(coarse.span, start..<middle, thirdsFrom: start, stride: stride)
        }
        var second = Likeness()
        second.add(coarse.span, middle..<end - 2 * stride, thirdsTo: end - 3 * stride, stride: stride)
        secondHalf = second
        window.add(second)
        let scale = Float(window.power) + 1
        let (one, two) = (Float(window.one) / scale, Float(window.two) / scale)
        let mayBeTones =
            Self.resemblance.one.contains(one) && Self.resemblance.two.contains(two)
            && Float(window.three) <= Self.greatestThird * scale
        let power = Float(window.power) * 256 / (Float(2 * hop - 2 * stride) * 32_768 * 32_768)
        noise.add(power: power, likeness: (one, two, Float(window.three) / scale))
        return (power, mayBeTones)
    }
}
