/// One thing that can be wrong: its code, and how to tell from a report's values.
struct FindingRule<Subject: Sendable>: Sendable {
    /// What scripts look for; never changed, never used again for something else.
    var code: String { name.description }
    /// No text, which would be counted as used and unused again for each subject.
    private let name: StaticString
    private let judge: @Sendable (inout Subject) -> Verdict?

    /// What a rule finds, still without its code.
    struct Verdict: Sendable {
        var severity: FindingReport.Severity
        /// One sentence that a non-expert understands.
        var message: String
        var evidence: [(key: String, value: Double)]
        /// Seconds from `capture.start`, where it is one place and not all of it.
        var place: ClosedRange<Double>?
        /// First and last frame concerned.
        var frames: [Int] = []
        /// What findings of one code and severity are put in order by: larger is worse.
        var extent: Double

        /// - Parameter extent: The size of the first figure of the evidence where nothing else is said.
        init(
            _ severity: FindingReport.Severity, _ message: String, _ evidence: [(key: String, value: Double)],
            place: ClosedRange<Double>? = nil, frames: [Int] = [], extent: Double? = nil
        ) {
            self.severity = severity
            self.message = message
            self.evidence = evidence
            self.place = place
            self.frames = frames
            self.extent = extent ?? evidence.first?.value.magnitude ?? 0
        }
    }

    /// - Parameter judge: Changes nothing: a subject is lent by its address, for a copy for each rule is most of its work.
    init(_ code: StaticString, _ judge: @escaping @Sendable (inout Subject) -> Verdict?) {
        name = code
        self.judge = judge
    }

    func finding(in subject: inout Subject) -> FindingReport? {
        guard let verdict = judge(&subject) else { return nil }
        return FindingReport(
            code: code, severity: verdict.severity, message: verdict.message, startS: verdict.place?.lowerBound,
            endS: verdict.place?.upperBound, frames: verdict.frames, evidence: verdict.evidence, extent: verdict.extent)
    }
}

/// All rules, and what they find: pure functions of a report's values.
///
/// A rule is added to one of these tables, its bounds to `FindingThresholds`, its row to docs/findings.md.
enum FindingRules {
    static let ofStream: [FindingRule<StreamReport>] = loss + timing + media + sound
    static let ofCall: [FindingRule<CallFigures>] = call + successive
    static let ofCapture: [FindingRule<CaptureFigures>] = capture

    /// Worst first; equally bad ones in order of the table.
    ///
    /// - Parameter subject: Lent by its address and not changed.
    static func findings<Subject>(
        _ rules: [FindingRule<Subject>], in subject: inout Subject
    ) -> [FindingReport] {
        var found: [FindingReport] = []
        let rules = rules.span
        for index in rules.indices {
            if let finding = rules[index].finding(in: &subject) { found.append(finding) }
        }
        guard found.count > 1 else { return found }
        return found.enumerated().sorted { left, right in
            let (a, b) = (left.element.severity.rank, right.element.severity.rank)
            return a == b ? left.offset < right.offset : a > b
        }.map(\.element)
    }

    static func findings(of stream: inout StreamReport) -> [FindingReport] { findings(ofStream, in: &stream) }

    static func findings(of call: inout CallFigures) -> [FindingReport] { findings(ofCall, in: &call) }

    static func findings(of capture: CaptureFigures) -> [FindingReport] {
        var capture = capture
        return findings(ofCapture, in: &capture)
    }

    /// Every code there is.
    static var codes: [String] { ofStream.map(\.code) + ofCall.map(\.code) + ofCapture.map(\.code) }

    /// `1,234`, `12`, `1.3` or `0.25`: three digits that matter, without an exponent.
    static func text(_ value: Double) -> String {
        let decimals = value.magnitude >= 100 ? 1.0 : value.magnitude >= 1 ? 10 : 100
        let rounded = (value * decimals).rounded() / decimals
        return rounded == rounded.rounded() && rounded.magnitude < 1e15 ? text(Int(rounded)) : String(rounded)
    }

    /// `92 seconds`, from a day on `3.2 days`, from 365 days on `1.5 years`.
    static func duration(_ seconds: Double) -> String {
        let day = 86_400.0
        let (value, unit) =
            seconds < day
            ? (seconds, "second") : seconds < 365 * day ? (seconds / day, "day") : (seconds / (365.25 * day), "year")
        let number = text(value)
        return "\(number) \(unit)" + (number == "1" ? "" : "s")
    }

    /// `180 ms`, from ten seconds on in seconds, days or years.
    static func duration(milliseconds: Double) -> String {
        milliseconds < 10_000 ? "\(text(milliseconds)) ms" : duration(milliseconds / 1000)
    }

    /// `4,235`.
    static func text(_ count: some BinaryInteger) -> String {
        let digits = Array(String(count.magnitude))
        var text = count < 0 ? "-" : ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { text.append(",") }
            text.append(digit)
        }
        return text
    }
}

extension FindingReport.Severity {
    /// Higher is worse.
    public var rank: Int {
        switch self {
        case .info: 0
        case .warning: 1
        case .critical: 2
        }
    }
}

extension FindingReport {
    /// The place to look at, where the finding has one.
    var marker: MarkerReport? {
        guard let startS, let endS else { return nil }
        return MarkerReport(kind: .finding, startS: startS, endS: endS)
    }
}

extension StreamReport {
    /// Adds the places of findings to the markers, which stay in order of time.
    mutating func mark(_ findings: [FindingReport]) {
        let places = findings.compactMap(\.marker)
        guard !places.isEmpty else { return }
        let order = (markers + places).enumerated().sorted { left, right in
            let (a, b) = (left.element.startS, right.element.startS)
            return a == b ? left.offset < right.offset : a < b
        }
        markers = order.map(\.element)
    }
}
