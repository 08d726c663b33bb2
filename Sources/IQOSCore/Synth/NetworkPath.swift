/// One direction's way from the sender to the capture point.
///
/// Packets wait in a queue that other traffic shares and keep their order in it, so a long wait delays the packets behind
/// it too. Packets chosen for reordering take a longer way after it: they hold up none behind them.
struct NetworkPath: Sendable {
    /// What became of a packet.
    struct Passage: Sendable, Equatable {
        /// Capture time, ns since 1970 UTC; `nil` for a lost packet.
        var arrival: Int64?
        /// Capture time of the copy that the network made.
        var copyArrival: Int64?
    }

    /// Least distance of two packets of a queue: a packet's time on a 100 Mbit/s line, ns.
    private static let serialization: Int64 = 20_000

    private let plan: DirectionPlan
    private let delay: Int64
    private let ptime: Double
    private var loss: LossProcess
    private var queue: SharedQueue
    private var reordering: SeededGenerator
    private var duplication: SeededGenerator
    private var lastArrival = Int64.min

    init(_ plan: DirectionPlan, ptimeMs: Int, seed: UInt64, call: Int, side: Int) {
        func generator(_ purpose: SeededGenerator.Purpose) -> SeededGenerator {
            SeededGenerator(seed: seed, purpose: purpose, call: call, side: side)
        }
        self.plan = plan
        delay = Int64(plan.delayMs * 1e6)
        ptime = Double(ptimeMs) * 1e6
        loss = LossProcess(plan.loss, generator: generator(.loss))
        queue = SharedQueue(meanMs: plan.jitterMs, generator: generator(.jitter))
        reordering = generator(.reordering)
        duplication = generator(.duplication)
    }

    /// Carries the next packet.
    ///
    /// - Parameter sentAt: Capture clock, ns since 1970 UTC; not before the packet before it.
    mutating func carry(sentAt: Int64) -> Passage {
        // All chances are drawn for every packet: what is lost does not change the fate of the rest.
        let isLost = loss.losesNext()
        let wait = queue.wait(at: sentAt)
        let isReordered = reordering.isHit(percent: plan.reorderPercent)
        let detour = Int64(reordering.uniform(in: 1.2...2.8) * ptime)
        let isDoubled = duplication.isHit(percent: plan.duplicatePercent)
        // What comes sooner than 2 ms after the first can only be a copy that the capture made.
        let copyDelay = Int64(duplication.uniform(in: 3e6...10e6))

        var arrival = sentAt + delay + wait
        if isReordered {
            arrival += detour
        } else {
            if lastArrival > Int64.min { arrival = max(arrival, lastArrival + Self.serialization) }
            lastArrival = arrival
        }
        guard !isLost else { return Passage() }
        return Passage(arrival: arrival, copyArrival: isDoubled ? arrival + copyDelay : nil)
    }
}
