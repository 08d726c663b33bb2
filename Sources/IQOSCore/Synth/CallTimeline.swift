/// When things happen in one call, ns since 1970 UTC on the capture's clock.
///
/// The capture point lies between the sides: what the caller sends passes it after the caller's delay and reaches the
/// callee after the callee's.
struct CallTimeline: Sendable {
    private static let millisecond: Int64 = 1_000_000
    /// From the ringing to the answer.
    private static let ringing = 900 * millisecond

    /// The caller sends INVITE.
    let invite: Int64
    /// The callee answers: 100 at once, 180 and 200 in time.
    let trying: Int64
    let ringingSent: Int64
    let answer: Int64
    /// The caller acknowledges.
    let acknowledge: Int64
    /// Each side's first packet slot.
    let mediaStart: [Int64]
    /// The last slot of both sides is over.
    let mediaEnd: Int64
    /// The caller hangs up, the callee confirms.
    let bye: Int64
    let byeAnswer: Int64

    /// - Parameter start: INVITE, or the first packet of media where there is no signalling.
    init(plan: CallPlan, start: Int64, call: Int) {
        var generator = SeededGenerator(seed: plan.seed, purpose: .timing, call: call)
        let way = plan.directions.reduce(0) { $0 + Int64($1.delayMs * 1e6) }
        let offsets = [0, 1].map { _ in Int64(generator.uniform(in: 0...10) * 1e6) }
        invite = start
        trying = invite + way + Self.millisecond
        ringingSent = trying + 60 * Self.millisecond
        answer = ringingSent + Self.ringing
        acknowledge = answer + way + 2 * Self.millisecond
        let caller = (plan.hasSIP ? acknowledge : start) + offsets[0]
        let callee = (plan.hasSIP ? acknowledge + way : start) + offsets[1]
        mediaStart = [caller, callee]
        mediaEnd = max(caller, callee) + Int64(plan.durationMs) * Self.millisecond
        bye = mediaEnd + 80 * Self.millisecond
        byeAnswer = bye + way + 2 * Self.millisecond
    }
}
