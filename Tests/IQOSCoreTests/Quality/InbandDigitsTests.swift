import TestSupport
import Testing

@testable import IQOSCore

/// Tones are made from ITU-T Q.23's frequencies; limits are those of Q.24.
@Suite("Keys heard in the sound (ITU-T Q.23, Q.24)")
struct InbandDigitsTests {
    private static let rows = [697.0, 770, 852, 941]
    private static let columns = [1209.0, 1336, 1477, 1633]
    private static let keys = Array("123A456B789C*0#D")
    private static let events: [Character: UInt8] = Dictionary(
        uniqueKeysWithValues: zip("0123456789*#ABCD", UInt8(0)...15))

    /// A pair of tones, each with its peak on the scale of 16 bits.
    private static func tone(
        _ row: Double, _ column: Double, ms: Int, rateHz: Int = 8000, peaks: (Double, Double) = (4000, 4000)
    ) -> [Int16] {
        (0..<ms * rateHz / 1000).map { index in
            let phase = 2 * Double.pi * Double(index) / Double(rateHz)
            return Int16(peaks.0 * Math.sin(row * phase) + peaks.1 * Math.sin(column * phase))
        }
    }

    private static func heard(_ sound: [Int16], rateHz: Int = 8000, cuts: [Int] = []) -> [InbandDigits.Digit] {
        var digits = InbandDigits(sampleRateHz: rateHz)
        var start = 0
        for end in cuts + [sound.count] {
            digits.add(sound[start..<end], at: start)
            start = end
        }
        digits.finish()
        return digits.digits
    }

    private static func silence(_ ms: Int, rateHz: Int = 8000) -> [Int16] {
        [Int16](repeating: 0, count: ms * rateHz / 1000)
    }

    @Test("every key of 50 ms between pauses of 50 ms is heard once, at its place", arguments: [8000, 16_000, 48_000])
    func allKeys(rateHz: Int) {
        var sound = Self.silence(50, rateHz: rateHz)
        for index in 0..<16 {
            sound += Self.tone(Self.rows[index / 4], Self.columns[index % 4], ms: 50, rateHz: rateHz)
            sound += Self.silence(50, rateHz: rateHz)
        }
        let digits = Self.heard(sound, rateHz: rateHz, cuts: [1000, 1001, 3049])
        #expect(digits.map(\.event) == Self.keys.map { Self.events[$0] })
        for (index, digit) in digits.enumerated() {
            let start = (50 + index * 100) * rateHz / 1000
            #expect(abs(digit.start - start) <= rateHz / 60)
            #expect(abs(digit.count - rateHz / 20) <= rateHz / 40)
        }
    }

    @Test("40 ms are a key wherever they begin, 23 ms are none", arguments: 0..<51)
    func duration(offset: Int) {
        let lead = [Int16](repeating: 0, count: 400 + offset)
        #expect(Self.heard(lead + Self.tone(770, 1336, ms: 40) + Self.silence(60)).map(\.event) == [5])
        #expect(Self.heard(lead + Self.tone(770, 1336, ms: 23) + Self.silence(60)).isEmpty)
    }

    @Test(
        "a packet that is lost within a tone makes no second press, a pause that was not sent does", arguments: 0..<51)
    func loss(offset: Int) {
        let sound = [Int16](repeating: 0, count: 400 + offset) + Self.tone(770, 1336, ms: 100) + Self.silence(60)
        for (gapMs, isLost, presses) in [(20, true, 1), (30, true, 1), (20, false, 2), (40, true, 2)] {
            let (middle, gap) = (400 + offset + 400, gapMs * 8)
            // Either side of the gap has 50 ms of the tone.
            let places = [(0..<middle, 0), (middle..<sound.count, gap)]
            var digits = InbandDigits(sampleRateHz: 8000)
            for (range, shift) in places {
                if isLost, shift > 0 { digits.noteLoss(before: range.lowerBound + shift) }
                digits.add(sound[range], at: range.lowerBound + shift)
            }
            digits.finish()
            #expect(digits.digits.map(\.event) == [UInt8](repeating: 5, count: presses))
        }
    }

    @Test("two presses stay two where a packet of the pause between is lost")
    func lossInPause() {
        let tone = Self.tone(770, 1336, ms: 60)
        for before in stride(from: 0, through: 160, by: 16) {
            var digits = InbandDigits(sampleRateHz: 8000)
            digits.add((tone + [Int16](repeating: 0, count: before))[...], at: 0)
            let end = tone.count + before + 160
            digits.noteLoss(before: end)
            digits.add(([Int16](repeating: 0, count: 320 - 160 - before) + tone)[...], at: end)
            digits.finish()
            #expect(digits.digits.count == 2)
        }
    }

    @Test("tones 1.5 % off are a key, tones 3.5 % off are none")
    func frequency() {
        for factor in [0.985, 1.015] {
            #expect(Self.heard(Self.tone(852 * factor, 1477 * factor, ms: 100)).map(\.event) == [9])
        }
        for factor in [0.955, 1.045] { #expect(Self.heard(Self.tone(852 * factor, 1477 * factor, ms: 100)).isEmpty) }
    }

    @Test("a column 3 dB above or a row 6 dB above is a key, 10 dB either way are none")
    func twist() {
        #expect(Self.heard(Self.tone(697, 1209, ms: 80, peaks: (3000, 4200))).count == 1)
        #expect(Self.heard(Self.tone(697, 1209, ms: 80, peaks: (6000, 3000))).count == 1)
        #expect(Self.heard(Self.tone(697, 1209, ms: 80, peaks: (1500, 6000))).isEmpty)
        #expect(Self.heard(Self.tone(697, 1209, ms: 80, peaks: (9000, 2000))).isEmpty)
    }

    @Test("the quietest key is heard with much twist either way", arguments: [(700.0, 350.0), (480.0, 710.0)])
    func quiet(peaks: (Double, Double)) {
        for (row, column) in Self.rows.flatMap({ row in Self.columns.map { (row, $0) } }) {
            #expect(Self.heard(Self.tone(row, column, ms: 80, peaks: peaks)).count == 1, "\(row) \(column)")
        }
    }

    @Test("one tone, loud noise and a voice with harmonics are no keys")
    func others() {
        #expect(Self.heard(Self.tone(697, 1209, ms: 500, peaks: (6000, 0))).isEmpty)
        var random = SeededRandom(7)
        #expect(Self.heard((0..<80_000).map { _ in Int16(random.below(20_000) - 10_000) }).isEmpty)
        let voice = (0..<8000).map { index in
            let phase = 2 * Double.pi * Double(index) / 8000
            return Int16((1...10).reduce(0.0) { $0 + 2500 / Double($1) * Math.sin(Double($1) * 155 * phase) })
        }
        #expect(Self.heard(voice).isEmpty)
    }

    @Test("an event and a tone of one press are told once, two presses are two")
    func merged() throws {
        func event(_ digit: String, _ startS: Double, _ source: String) -> DTMFReport.Event {
            DTMFReport.Event(digit: digit, startS: startS, durationMs: 100, source: source)
        }
        let events = DTMFReport(digits: "12", events: [event("1", 1, "rfc4733"), event("2", 2, "rfc4733")])
        let merged = try #require(DTMFReport.merged(events, [event("1", 1.1, "inband"), event("2", 5, "inband")]))
        #expect(merged.digits == "122" && merged.events.map(\.source) == ["both", "rfc4733", "inband"])
        #expect(DTMFReport.merged(nil, []) == nil)
        // A press of 100 ms whose events take the place of the middle of its tone; then the same key again.
        let cut = try #require(
            DTMFReport.merged(
                DTMFReport(digits: "5", events: [event("5", 1, "rfc4733")]),
                [event("5", 0.93, "inband"), event("5", 1.1, "inband"), event("5", 1.3, "inband")]))
        #expect(cut.digits == "55" && cut.events.map(\.source) == ["both", "inband"])
    }
}
