/// Calls that signalling tells apart, and their packets do not.
extension FindingRules {
    static let successive: [FindingRule<CallFigures>] = [
        FindingRule("successive-calls") { call in
            guard call.laterCalls > 0 else { return nil }
            let between = call.idle.spans.reduce(0) { $0 + $1.upperBound - $1.lowerBound }
            return .init(
                .info,
                "\(text(call.laterCalls + 1)) signalled calls followed one another on the same addresses and ports and under "
                    + "the same SSRC: they are one call here, and its length and figures are of all of them together.",
                [("calls", Double(call.laterCalls + 1)), ("between_s", between)])
        }
    ]
}
