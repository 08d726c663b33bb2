import TestSupport
import Testing

@testable import IQOSCore

@Suite("E-model (ITU-T G.107)")
struct EModelTests {
    private static func near(_ left: Double, _ right: Double, _ error: Double) -> Bool { abs(left - right) <= error }

    // Published with the default parameters; R is the constant that VoIPmonitor carries.
    @Test("defaults give R 93.206208 and MOS 4.4094")
    func defaults() {
        #expect(Self.near(EModel.basicRating, 93.2062077233, 1e-9))
        #expect(Self.near(EModel.meanOpinionScore(rFactor: EModel.basicRating), 4.4094, 5e-5))
    }

    @Test("the reference has the published intermediate values")
    func intermediateValues() {
        let model = EModelReference()
        #expect(Self.near(model.no, -61.179214, 5e-7) && Self.near(model.ro, 94.768822, 5e-7))
        #expect(Self.near(model.iolr, 0.440178, 5e-7) && Self.near(model.ist, -0.000715, 5e-7))
        #expect(Self.near(model.iq, 0.974105, 5e-7))
        #expect(Self.near(model.iolr + model.ist + model.iq, 1.413568, 5e-7))
        #expect(model.idte == 0 && Self.near(model.idle, 0.149046, 5e-7))
    }

    @Test("any parameters give the rating of the reference", arguments: 0..<20)
    func random(seed: Int) {
        var random = SeededRandom(seed)
        func value(_ low: Double, _ high: Double) -> Double { low + random.fraction() * (high - low) }
        for _ in 0..<50 {
            var given = EModelParameters()
            given.sendLoudness = value(0, 18)
            given.receiveLoudness = value(-5, 14)
            given.sidetoneMasking = value(10, 20)
            given.sendSideFactor = value(-3, 3)
            given.receiveSideFactor = value(-3, 3)
            given.talkerEchoLoudness = value(5, 65)
            given.weightedEchoPathLoss = value(5, 110)
            given.echoDelayMs = value(0, 500)
            given.roundTripMs = value(0, 1000)
            given.absoluteDelayMs = value(0, 500)
            given.quantisingUnits = value(1, 14)
            given.equipmentImpairment = value(0, 40)
            given.lossRobustness = value(4.3, 40)
            given.lossPercent = value(0, 20)
            given.burstRatio = value(1, 8)
            given.circuitNoise = value(-80, -40)
            given.noiseFloor = value(-70, -50)
            given.sendRoomNoise = value(35, 85)
            given.receiveRoomNoise = value(35, 85)
            let model = EModelReference(
                slr: given.sendLoudness, rlr: given.receiveLoudness, stmr: given.sidetoneMasking,
                ds: given.sendSideFactor, dr: given.receiveSideFactor, telr: given.talkerEchoLoudness,
                wepl: given.weightedEchoPathLoss, t: given.echoDelayMs, tr: given.roundTripMs,
                ta: given.absoluteDelayMs, qdu: given.quantisingUnits, nc: given.circuitNoise,
                nfor: given.noiseFloor, ps: given.sendRoomNoise, pr: given.receiveRoomNoise,
                ie: given.equipmentImpairment, bpl: given.lossRobustness, ppl: given.lossPercent,
                burstR: given.burstRatio)
            #expect(Self.near(EModel.rating(given), model.r, 1e-8))
            given.advantage = 5
            #expect(Self.near(EModel.rating(given), model.r + 5, 1e-8))
        }
    }

    @Test(
        "Idd of the standard's delays",
        arguments: [
            (0, 0), (50, 0), (100, 0), (101, 0), (120, 0.0014), (150, 0.1635), (175, 1.0349), (200, 3.0444),
            (250, 8.9167), (300, 14.7607), (350, 19.8113), (400, 24.0701), (500, 30.6359), (800, 40.8325),
            (1000, 43.7896),
        ] as [(Double, Double)])
    func delay(milliseconds: Double, impairment: Double) {
        #expect(Self.near(EModel.delayImpairment(absoluteDelayMs: milliseconds), impairment, 5e-5))
        let rating = EModel.basicRating - impairment
        #expect(
            Self.near(EModel.basicRating - EModel.delayImpairment(absoluteDelayMs: milliseconds), rating, 5e-5))
    }

    @Test(
        "R and MOS with the echo of the whole delay (T = Ta, Tr = 2 Ta)",
        arguments: [
            (0, 93.2062, 4.4094), (50, 91.7562, 4.3796), (100, 90.6637, 4.3549), (150, 89.5391, 4.3275),
            (200, 85.8047, 4.2232), (300, 72.6664, 3.7194), (400, 62.2468, 3.2156), (500, 54.8032, 2.8280),
        ] as [(Double, Double, Double)])
    func echo(milliseconds: Double, rating: Double, score: Double) {
        var given = EModelParameters()
        given.absoluteDelayMs = milliseconds
        given.echoDelayMs = milliseconds
        given.roundTripMs = 2 * milliseconds
        #expect(Self.near(EModel.rating(given), rating, 5e-5))
        #expect(Self.near(EModel.meanOpinionScore(rFactor: EModel.rating(given)), score, 5e-5))
    }

    @Test(
        "the score of a rating",
        arguments: [
            (-5, 1), (0, 1), (6.5, 1), (10, 1.035), (20, 1.252), (30, 1.609), (40, 2.064), (50, 2.575), (60, 3.1),
            (70, 3.597), (80, 4.024), (85, 4.1981), (90, 4.339), (94, 4.4242), (99, 4.492), (100, 4.5), (120, 4.5),
        ] as [(Double, Double)])
    func score(rating: Double, score: Double) {
        #expect(Self.near(EModel.meanOpinionScore(rFactor: rating), score, 5e-5))
    }

    @Test("a better rating never scores lower: the cubic's dip below 1 is cut")
    func monotonic() {
        let scores = stride(from: -10.0, through: 110, by: 0.05).map(EModel.meanOpinionScore)
        #expect(zip(scores, scores.dropFirst()).allSatisfy { $0 <= $1 })
        #expect(scores.first == 1 && scores.last == 4.5)
    }

    // Ie and Bpl, loss in percent, Ie,eff, then R and MOS at 50, 150 and 300 ms of delay.
    private static let lossTable: [(Double, Double, Double, Double, [Double])] = [
        (0, 4.3, 0, 0, [93.21, 4.41, 93.04, 4.41, 78.45, 3.96]),
        (0, 4.3, 1, 17.9245, [75.28, 3.83, 75.12, 3.83, 60.52, 3.13]),
        (0, 4.3, 2, 30.1587, [63.05, 3.26, 62.88, 3.25, 48.29, 2.49]),
        (0, 4.3, 5, 51.0753, [42.13, 2.17, 41.97, 2.16, 27.37, 1.50]),
        (0, 25.1, 0, 0, [93.21, 4.41, 93.04, 4.41, 78.45, 3.96]),
        (0, 25.1, 0.5, 1.8555, [91.35, 4.37, 91.19, 4.37, 76.59, 3.89]),
        (0, 25.1, 1, 3.6398, [89.57, 4.33, 89.40, 4.32, 74.81, 3.81]),
        (0, 25.1, 2, 7.0111, [86.20, 4.24, 86.03, 4.23, 71.43, 3.66]),
        (0, 25.1, 3, 10.1423, [83.06, 4.13, 82.90, 4.13, 68.30, 3.52]),
        (0, 25.1, 5, 15.7807, [77.43, 3.92, 77.26, 3.92, 62.66, 3.24]),
        (0, 25.1, 10, 27.0655, [66.14, 3.41, 65.98, 3.40, 51.38, 2.65]),
        (0, 25.1, 20, 42.1286, [51.08, 2.63, 50.91, 2.62, 36.32, 1.89]),
        (11, 19, 0, 11, [82.21, 4.10, 82.04, 4.10, 67.45, 3.48]),
        (11, 19, 1, 15.2, [78.01, 3.95, 77.84, 3.94, 63.25, 3.27]),
        (11, 19, 2, 19, [74.21, 3.79, 74.04, 3.78, 59.45, 3.07]),
        (11, 19, 5, 28.5, [64.71, 3.34, 64.54, 3.33, 49.95, 2.57]),
        (15, 16.1, 0, 15, [78.21, 3.95]), (15, 16.1, 2, 23.8398, [69.37, 3.57]),
        (15, 16.1, 5, 33.9573, [59.25, 3.06]),
        (5, 10, 0, 5, [88.21, 4.29]), (5, 10, 2, 20, [73.21, 3.74]), (5, 10, 5, 35, [58.21, 3.01]),
    ]

    @Test("random loss under delay", arguments: lossTable)
    func loss(impairment: Double, robustness: Double, loss: Double, effective: Double, cells: [Double]) {
        let found = EModel.effectiveImpairment(impairment, robustness: robustness, lossPercent: loss, burstRatio: 1)
        #expect(Self.near(found, effective, 5e-5))
        for (index, delay) in [50.0, 150, 300].prefix(cells.count / 2).enumerated() {
            let rating = EModel.basicRating - EModel.delayImpairment(absoluteDelayMs: delay) - found
            #expect(Self.near(rating, cells[2 * index], 0.00501))
            #expect(Self.near(EModel.meanOpinionScore(rFactor: rating), cells[2 * index + 1], 0.00501))
        }
    }

    @Test(
        "bursts weigh more than the same loss at random",
        arguments: [
            (2, 1, 86.195, 4.2350), (2, 1.5, 86.018, 4.2297), (2, 2, 85.927, 4.2269), (5, 2, 75.996, 3.8641),
            (1, 4, 89.459, 4.3255), (1, 1, 89.566, 4.3282), (3, 1, 83.064, 4.1344),
        ] as [(Double, Double, Double, Double)])
    func bursts(loss: Double, ratio: Double, rating: Double, score: Double) {
        let impairment = EModel.effectiveImpairment(0, robustness: 25.1, lossPercent: loss, burstRatio: ratio)
        #expect(Self.near(EModel.basicRating - impairment, rating, 5e-4))
        #expect(Self.near(EModel.meanOpinionScore(rFactor: EModel.basicRating - impairment), score, 5e-5))
    }
}
