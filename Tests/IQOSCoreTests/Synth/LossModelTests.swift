import Testing

@testable import IQOSCore

@Suite("Loss models")
struct LossModelTests {
    private func outcomes(_ model: LossModel, packets: Int, seed: UInt64) -> [Bool] {
        var process = LossProcess(model, generator: SeededGenerator(seed: seed, purpose: .loss))
        return (0..<packets).map { _ in process.losesNext() }
    }

    private func burstLengths(_ outcomes: [Bool]) -> [Int] {
        outcomes.split(separator: false).map(\.count)
    }

    // Five standard deviations of a binomial: wrong once in a million seeds.
    @Test("random loss is as frequent as asked for", arguments: [0.5, 3, 20, 100], [1 as UInt64, 2, 3])
    func randomRate(percent: Double, seed: UInt64) {
        let packets = 20_000
        let lost = outcomes(.random(percent: percent), packets: packets, seed: seed).count { $0 }
        let chance = percent / 100
        let deviation = (Double(packets) * chance * (1 - chance)).squareRoot()
        #expect(abs(Double(lost) - Double(packets) * chance) <= 5 * deviation)
    }

    // Stationary rate enter / (enter + leave), geometric bursts with mean 1 / leave (Gilbert 1960).
    @Test("bursts have the mean length and frequency of the Gilbert model", arguments: [1 as UInt64, 2, 3])
    func gilbert(seed: UInt64) {
        let model = LossModel.gilbertElliott(.init(enterBad: 1, leaveBad: 25))
        let all = outcomes(model, packets: 200_000, seed: seed)
        let lengths = burstLengths(all)
        let mean = Double(lengths.reduce(0, +)) / Double(lengths.count)
        #expect(abs(mean - 4) < 0.4)
        #expect(abs(Double(all.count { $0 }) / 200_000 - 1.0 / 26) < 0.004)
    }

    @Test("each state loses at its own rate")
    func elliott() {
        let model = LossModel.gilbertElliott(.init(enterBad: 50, leaveBad: 50, lossInBad: 40, lossInGood: 10))
        let lost = outcomes(model, packets: 100_000, seed: 5).count { $0 }
        // Half the time in each state: 25 percent.
        #expect(abs(Double(lost) / 100_000 - 0.25) < 0.01)
    }

    @Test("without a model nothing is lost")
    func none() {
        #expect(!outcomes(.none, packets: 1000, seed: 1).contains(true))
    }
}
