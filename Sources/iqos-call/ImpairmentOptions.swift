import ArgumentParser
import IQOSCore

/// What the network does to each direction.
struct ImpairmentOptions: ParsableArguments {
    @Option(parsing: .unconditional, help: ArgumentHelp("Lose packets at random, percent.", valueName: "percent"))
    var loss: Double?
    @Option(
        parsing: .unconditional, help: ArgumentHelp("The same for the callee's direction.", valueName: "percent"))
    var lossBack: Double?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Lose packets in bursts (Gilbert-Elliott): chance to enter and to leave the bad state, and of loss in the bad (100) and in the good state (0), percent.",
            valueName: "enter,leave[,bad[,good]]"), transform: BurstLoss.init)
    var burstLoss: BurstLoss?
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("The same for the callee's direction.", valueName: "enter,leave[,bad[,good]]"),
        transform: BurstLoss.init)
    var burstLossBack: BurstLoss?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Delay packets on the way to the capture point, milliseconds.", valueName: "ms"))
    var delay = 20.0
    @Option(
        parsing: .unconditional, help: ArgumentHelp("The same for the callee's direction.", valueName: "ms"))
    var delayBack: Double?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Add the wait in a half-loaded queue, this long on average, milliseconds.", valueName: "ms"))
    var jitter = 0.0
    @Option(
        parsing: .unconditional, help: ArgumentHelp("The same for the callee's direction.", valueName: "ms"))
    var jitterBack: Double?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Hold back so many packets until later ones have passed, percent.", valueName: "percent"))
    var reorder = 0.0
    @Option(
        parsing: .unconditional, help: ArgumentHelp("The same for the callee's direction.", valueName: "percent"))
    var reorderBack: Double?

    @Option(
        parsing: .unconditional, help: ArgumentHelp("Deliver so many packets twice, percent.", valueName: "percent"))
    var duplicate = 0.0
    @Option(
        parsing: .unconditional, help: ArgumentHelp("The same for the callee's direction.", valueName: "percent"))
    var duplicateBack: Double?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Let the sender's clock run fast (or slow, below 0), parts per million.", valueName: "ppm"))
    var drift = 0.0
    @Option(
        parsing: .unconditional, help: ArgumentHelp("The same for the callee's direction.", valueName: "ppm"))
    var driftBack: Double?

    func validate() throws {
        for (loss, burst) in [(loss, burstLoss), (lossBack, burstLossBack)] where loss != nil && burst != nil {
            throw ValidationError("--loss and --burst-loss exclude each other in one direction")
        }
        for (percent, option) in [
            (loss, "--loss"), (lossBack, "--loss-back"), (reorder, "--reorder"), (reorderBack, "--reorder-back"),
            (duplicate, "--duplicate"), (duplicateBack, "--duplicate-back"),
        ] {
            try require(0...100, percent ?? 0, option)
        }
        try require(0...10_000, delay, "--delay")
        try require(0...10_000, delayBack ?? 0, "--delay-back")
        try require(0...5000, jitter, "--jitter")
        try require(0...5000, jitterBack ?? 0, "--jitter-back")
        try require(-100_000...100_000, drift, "--drift")
        try require(-100_000...100_000, driftBack ?? 0, "--drift-back")
    }

    func apply(to plan: inout CallPlan) {
        plan.directions[0].loss = model(percent: loss, burst: burstLoss)
        let hasBackLoss = lossBack != nil || burstLossBack != nil
        plan.directions[1].loss =
            hasBackLoss ? model(percent: lossBack, burst: burstLossBack) : plan.directions[0].loss
        for side in 0...1 {
            plan.directions[side].delayMs = side == 0 ? delay : delayBack ?? delay
            plan.directions[side].jitterMs = side == 0 ? jitter : jitterBack ?? jitter
            plan.directions[side].reorderPercent = side == 0 ? reorder : reorderBack ?? reorder
            plan.directions[side].duplicatePercent = side == 0 ? duplicate : duplicateBack ?? duplicate
            plan.directions[side].driftPpm = side == 0 ? drift : driftBack ?? drift
        }
    }

    private func model(percent: Double?, burst: BurstLoss?) -> LossModel {
        if let burst { return .gilbertElliott(burst.chances) }
        guard let percent, percent > 0 else { return .none }
        return .random(percent: percent)
    }
}

/// Gilbert-Elliott probabilities as two to four percentages.
struct BurstLoss {
    var chances: LossModel.GilbertElliott

    /// - Throws: A usage error for anything else.
    init(_ argument: String) throws {
        let parts = argument.split(separator: ",", omittingEmptySubsequences: false)
        let numbers = parts.compactMap { Double($0) }.filter { (0...100).contains($0) }
        guard numbers.count == parts.count, (2...4).contains(numbers.count) else {
            throw ValidationError("must be two to four percentages, 0 to 100, as 2,25")
        }
        chances = LossModel.GilbertElliott(enterBad: numbers[0], leaveBad: numbers[1])
        if numbers.count > 2 { chances.lossInBad = numbers[2] }
        if numbers.count > 3 { chances.lossInGood = numbers[3] }
    }
}
