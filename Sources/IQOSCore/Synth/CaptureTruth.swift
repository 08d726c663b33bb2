/// Everything that is true of an emulated capture: what analysis of it must find.
public struct CaptureTruth: Sendable {
    /// One call.
    struct Call: Sendable {
        var caller: String
        var callee: String
        /// `nil` without signalling.
        var callID: String?
        /// Sum of both ways through the emulated network without queueing, ms.
        var roundTripMs: Double
    }

    var plan: CallPlan
    var frames: Int
    var calls: [Call]
    /// In order of first frame; streams of which nothing arrived come last.
    var streams: [StreamTruth]

    /// The truth file (docs/truth.md).
    ///
    /// - Parameter captureName: Last component of the capture's path.
    public func text(captureName: String) -> String {
        let capture: TruthText.Members = [
            ("name", .text(captureName)), ("format", .text(plan.format.rawValue)), ("packets", .integer(frames)),
            ("time_unit_ns", .integer(Int(plan.format.timeUnit))),
        ]
        let truth = TruthText.object([
            ("schema_version", .text("1.0")),
            ("generator", .object([("name", .text("iqos-call")), ("version", .text("0.1.0"))])),
            ("seed", .text(String(plan.seed))),
            ("capture", .object(capture)),
            ("streams", .list(streams.enumerated().map { $1.text(id: $0 + 1) })),
            ("calls", .list(calls.indices.map { text(ofCall: $0) })),
        ])
        return truth.rendered()
    }

    private func text(ofCall index: Int) -> TruthText {
        let call = calls[index]
        let ids = streams.indices.filter { streams[$0].call == index }.map { $0 + 1 }
        return .object([
            ("id", .integer(index + 1)),
            ("streams", .list(ids.map { .integer($0) })),
            ("caller", .text(call.caller)),
            ("callee", .text(call.callee)),
            ("call_id", call.callID.map { .text($0) } ?? .null),
            ("rtt_ms", .number(call.roundTripMs)),
        ])
    }
}
