/// What is wrong with the sound itself: known only after the second pass.
extension FindingRules {
    private typealias Bounds = FindingThresholds

    static let sound: [FindingRule<StreamReport>] = []
}
