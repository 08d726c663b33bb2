/// What stands in for lost packets in the sound that was heard, `--conceal`.
public enum ConcealmentMode: String, Sendable, CaseIterable {
    /// ITU-T G.711 Appendix I: what a good phone plays.
    case plc
    /// Nothing, so that the damage is plain to hear.
    case silence
    /// The last packet, over and over.
    case `repeat`
    /// Noise as loud as the last 20 ms.
    case noise

    /// What is concealed of a gap, ms; the rest is silence.
    public static let longestMs = 60
}

/// Conceals erasures by repeating the last pitch periods (ITU-T G.711 Appendix I), at any sample rate.
///
/// An erasure is made up in frames of 10 ms. The first repeats the last period, the second the last two, the third and
/// later ones the last three; from the second on the sound fades by a fifth a frame and is silent after the sixth.
/// Where repetitions join, a quarter period is cross-faded. That takes sound from before the erasure too: an output
/// delayed by 3.75 ms, a quarter of the longest period, lets a phone do that, and the delay is not in our positions.
struct Concealment: Sendable {
    /// Samples of the past that it may need: three of the longest periods and a quarter, 48.75 ms.
    let historyLength: Int
    /// Samples that are concealed before there is silence: 60 ms.
    let longest: Int
    /// Whether an erasure is open: the next good sound is to be joined.
    private(set) var isOpen = false

    private static let framesConcealed = ConcealmentMode.longestMs / 10
    private static let fadePerFrame: Float = 0.2
    private let samplesPerMs: Int
    private let frame: Int
    /// The past, newest last; its last quarter period leads into the stretch that is repeated.
    private var past: [Float] = []
    /// The last quarter period as it was.
    private var ending: [Float] = []
    /// The end of the shorter stretch, to be left smoothly for the longer one.
    private var leaving: [Float] = []
    private var period = 0
    /// Samples of the past that are repeated, and the next of them.
    private var stretch = 0
    private var place = 0
    /// Samples made up in the open erasure.
    private var concealed = 0

    init(sampleRateHz: Int) {
        samplesPerMs = max(1, sampleRateHz / 1000)
        frame = 10 * samplesPerMs
        longest = Self.framesConcealed * frame
        historyLength = PitchSearch.longest(samplesPerMs) * 3 + PitchSearch.longest(samplesPerMs) / 4
    }

    /// Begins an erasure.
    ///
    /// - Parameter history: `historyLength` samples that were played, newest last.
    /// - Returns: What replaces the last quarter period of them.
    mutating func begin(after history: [Float]) -> [Float] {
        past = history
        period = PitchSearch.period(of: past, samplesPerMs: samplesPerMs)
        ending = Array(past.suffix(period / 4))
        stretch = period
        place = 0
        concealed = 0
        isOpen = true
        joinEnds()
        return Array(past.suffix(period / 4))
    }

    /// Makes up the next samples of the erasure.
    mutating func conceal(_ count: Int) -> [Float] {
        var samples: [Float] = []
        samples.reserveCapacity(count)
        while samples.count < count {
            let (number, start) = concealed.quotientAndRemainder(dividingBy: frame)
            if start == 0, number == 1 || number == 2 { lengthen() }
            let length = min(count - samples.count, frame - start)
            if number >= Self.framesConcealed {
                samples.append(contentsOf: repeatElement(0, count: length))
                concealed += length
                continue
            }
            for index in start..<start + length {
                var value = next()
                if number == 1 || number == 2, index < leaving.count {
                    value = Self.mixed(leaving[index], value, step: index, of: leaving.count)
                }
                samples.append(value * gain)
                concealed += 1
            }
        }
        return samples
    }

    /// Ends the erasure: cross-fades good sound, from its first sample on, with what would have been made up.
    ///
    /// Over a quarter period, and 4 ms more for each further 10 ms of the erasure, at most 10 ms.
    mutating func recover(_ samples: inout [Int16]) {
        defer { isOpen = false }
        guard isOpen, concealed > 0 else { return }
        let further = (concealed - 1) / frame
        let length = min(period / 4 + further * 4 * samplesPerMs, frame, samples.count)
        let gain = gain
        for index in 0..<length {
            let value = Self.mixed(next() * gain, Float(samples[index]), step: index, of: length)
            samples[index] = Int16(clamping: Int(value.rounded()))
        }
    }

    /// Forgets an open erasure: what follows has nothing to do with it.
    mutating func abandon() {
        isOpen = false
    }

    /// 1 in the first frame, 0 from the end of the sixth on.
    private var gain: Float {
        max(0, 1 - Self.fadePerFrame * Float(max(0, concealed - frame)) / Float(frame))
    }

    /// The next sample of the repetition.
    private mutating func next() -> Float {
        let value = past[past.count - stretch + place]
        place += 1
        if place == stretch { place = 0 }
        return value
    }

    /// Repeats one period more from here on.
    private mutating func lengthen() {
        let (oldPlace, quarter) = (place, period / 4)
        leaving = (0..<quarter).map { _ in next() }
        place = oldPlace
        while place > period { place -= period }
        stretch += period
        joinEnds()
    }

    /// Lets the end of the past lead into the beginning of the stretch.
    private mutating func joinEnds() {
        let quarter = ending.count
        let (end, start) = (past.count - quarter, past.count - stretch - quarter)
        for index in 0..<quarter {
            past[end + index] = Self.mixed(ending[index], past[start + index], step: index, of: quarter)
        }
    }

    /// Cross-fade whose last step is all `new`.
    private static func mixed(_ old: Float, _ new: Float, step: Int, of count: Int) -> Float {
        let weight = Float(step + 1) / Float(count)
        return old * (1 - weight) + new * weight
    }
}
