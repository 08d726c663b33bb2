/// Telephone keys heard in the sound itself: pairs of tones (ITU-T Q.23), told from speech by Q.24's limits.
///
/// Windows of 12.75 ms, each half over the one before. A window holds a key where one row and one column stand out by
/// 10 dB, neither is much stronger than the other, both together are nearly all of the sound, and their second
/// harmonics, which a voice has, are missing. A key counts where it lasts through four windows: tones of 40 ms do
/// wherever they begin, those of 30 ms do not.
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

    private static let windowsNeeded = 4
    /// Windows without a key that do not end it: a gap of less than 20 ms is a dropout.
    private static let dropout = 2
    /// -36 dBov for both tones: what Q.24 wants to be heard, with 3 dB to spare.
    private static let leastPower: Float = 2.5e-4
    /// Part of the sound that the two tones have to be.
    private static let leastShare: Float = 0.75
    /// 10 dB, 8 dB where the column is the weaker one, 4 dB where the row is.
    private static let othersDown: Float = 10
    private static let forwardTwist: Float = 6.31
    private static let reverseTwist: Float = 2.51
    private static let keys: [UInt8] = [1, 2, 3, 12, 4, 5, 6, 13, 7, 8, 9, 14, 10, 0, 11, 15]

    private let sampleRateHz: Int
    /// Samples of half a window.
    private let hop: Int
    /// Samples that wait for a whole window, the first of them at `restStart`.
    private var rest: [Int16] = []
    private var restStart = 0
    private var previousPower: Float = 0
    private var open: (event: UInt8, start: Int, end: Int, windows: Int, missed: Int)?

    public init(sampleRateHz: Int) {
        self.sampleRateHz = sampleRateHz
        hop = max(1, sampleRateHz * 51 / 8000)
    }

    /// Adds the samples from a position on; those of a gap before it are silence.
    public mutating func add(_ samples: ArraySlice<Int16>, at position: Int) {
        if position != restStart + rest.count {
            close()
            rest.removeAll(keepingCapacity: true)
            restStart = position
        }
        rest.append(contentsOf: samples)
        var start = 0
        // Half a window stays for the next one.
        while start + 2 * hop <= rest.count {
            consider(start)
            start += hop
        }
        rest.removeFirst(start)
        restStart += start
    }

    /// Ends the sound.
    public mutating func finish() {
        close()
        rest = []
    }

    private mutating func consider(_ start: Int) {
        let power = Self.power(rest.span, start, 2 * hop)
        // A tone is as loud as before; most of speech and all silence ends here.
        let isSteady = power >= Self.leastPower && previousPower < 4 * power && power < 4 * previousPower
        previousPower = power
        note(isSteady ? key(start, power) : nil, at: restStart + start)
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
    private func key(_ start: Int, _ power: Float) -> UInt8? {
        let window = rest.span
        let rows = Self.strongest([697, 770, 852, 941].map { tone($0, window, start) })
        guard let row = rows else { return nil }
        guard let column = Self.strongest([1209, 1336, 1477, 1633].map({ tone($0, window, start) })) else { return nil }
        guard row.power <= Self.forwardTwist * column.power, column.power <= Self.reverseTwist * row.power,
            row.power + column.power >= Self.leastShare * power
        else { return nil }
        let harmonics = (
            tone([1394, 1540, 1704, 1882][row.index], window, start),
            tone([2418, 2672, 2954, 3266][column.index], window, start)
        )
        guard harmonics.0 * Self.othersDown <= row.power, harmonics.1 * Self.othersDown <= column.power else {
            return nil
        }
        return Self.keys[row.index * 4 + column.index]
    }

    /// The strongest of four, where it is 10 dB above the others.
    private static func strongest(_ powers: [Float]) -> (index: Int, power: Float)? {
        guard let index = powers.indices.max(by: { powers[$0] < powers[$1] }) else { return nil }
        let others = powers.indices.filter { $0 != index }.map { powers[$0] }.max() ?? 0
        return others * othersDown <= powers[index] ? (index, powers[index]) : nil
    }

    /// Mean square of the part of a window that is a tone of a frequency, of full scale (Goertzel).
    private func tone(_ frequencyHz: Int, _ window: Span<Int16>, _ start: Int) -> Float {
        let coefficient = Float(2 * Math.cos(2 * .pi * Double(frequencyHz) / Double(sampleRateHz)))
        var (last, before) = (Float(0), Float(0))
        for index in start..<start + 2 * hop {
            (last, before) = (Float(window[index]) / 32_768 + coefficient * last - before, last)
        }
        let magnitude = last * last + before * before - coefficient * last * before
        return 2 * magnitude / Float(4 * hop * hop)
    }

    private static func power(_ samples: Span<Int16>, _ start: Int, _ count: Int) -> Float {
        var sum: Int64 = 0
        for index in start..<start + count { sum &+= Int64(samples[index]) &* Int64(samples[index]) }
        return Float(sum) / (Float(count) * 32_768 * 32_768)
    }
}
