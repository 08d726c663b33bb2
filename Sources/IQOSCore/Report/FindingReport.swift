public struct FindingReport: Sendable {
    public enum Severity: String, CaseIterable, Sendable { case info, warning, critical }
    public var code: String
    public var severity: Severity
    /// One sentence that a non-expert understands.
    public var message: String
    public var startS: Double?
    public var endS: Double?
    /// First and last frame number concerned.
    public var frames: [Int]
    public var evidence: [(key: String, value: Double)]
    /// How bad it is among findings of its code and severity: larger is worse. Only their order means anything.
    public var extent: Double

    /// Of a call's finding the stream that is at fault; `nil` where none is, or it is of a stream.
    public var stream: Int? { evidence.first { $0.key == "stream" }.map { Int($0.value) } }

    public init(
        code: String, severity: Severity, message: String, startS: Double?, endS: Double?, frames: [Int],
        evidence: [(key: String, value: Double)], extent: Double = 0
    ) {
        self.code = code
        self.severity = severity
        self.message = message
        self.startS = startS
        self.endS = endS
        self.frames = frames
        self.evidence = evidence
        self.extent = extent
    }
}
