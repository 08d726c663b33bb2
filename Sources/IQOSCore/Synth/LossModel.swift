/// How packets get lost on the way.
public enum LossModel: Sendable, Equatable {
    case none
    /// Each packet on its own, with this probability in percent.
    case random(percent: Double)
    /// Two states, good and bad, with a step before every packet (Gilbert 1960, Elliott 1963).
    case gilbertElliott(GilbertElliott)

    /// Probabilities of the two-state model, percent.
    public struct GilbertElliott: Sendable, Equatable {
        /// From good to bad, before each packet.
        public var enterBad: Double
        /// From bad to good, before each packet: a bad period lasts 100 / `leaveBad` packets on average.
        public var leaveBad: Double
        public var lossInBad: Double
        public var lossInGood: Double

        public init(enterBad: Double, leaveBad: Double, lossInBad: Double = 100, lossInGood: Double = 0) {
            self.enterBad = enterBad
            self.leaveBad = leaveBad
            self.lossInBad = lossInBad
            self.lossInGood = lossInGood
        }
    }
}

/// One direction's losses, packet after packet.
struct LossProcess: Sendable {
    private let model: LossModel
    private var generator: SeededGenerator
    private var isBad = false

    init(_ model: LossModel, generator: SeededGenerator) {
        self.model = model
        self.generator = generator
    }

    /// Whether the next packet gets lost.
    mutating func losesNext() -> Bool {
        switch model {
        case .none:
            return false
        case .random(let percent):
            return generator.isHit(percent: percent)
        case .gilbertElliott(let chance):
            if generator.isHit(percent: isBad ? chance.leaveBad : chance.enterBad) { isBad.toggle() }
            return generator.isHit(percent: isBad ? chance.lossInBad : chance.lossInGood)
        }
    }
}
