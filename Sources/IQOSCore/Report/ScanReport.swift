/// The parts of a report beside its streams and calls, which are many and are handed over one by one.
public struct ScanReport: Sendable {
    public var schemaVersion = "1.0"
    public var generatorName = "iqos-scan"
    public var generatorVersion = "0.1.0"
    /// The effective options that shape the result, as JSON key and JSON value, in the order to print.
    public var options: [(key: String, value: OptionValue)] = []
    public var capture = CaptureReport()
    /// Name of a cap → how often it was hit.
    public var limits: [(key: String, value: Int)] = []
    public var warnings: [WarningReport] = []
    /// In order of their first messages; at most `ScanSummary.callsWithoutStreamLimit`.
    public var callsWithoutStream: [CallWithoutStream] = []
    /// Of all calls without a stream those that were answered, but for fax.
    public var answeredCallsWithoutStream = 0
    /// Further ones, which are counted only.
    public var callsWithoutStreamMore = 0
    /// Calls of which signalling tells, whether or not a stream of them is in the capture; not in the report.
    public var signalledCalls = 0
    /// Paths below the output folder of every file written there, ascending; empty where no folder is written.
    public var outputFiles: [String] = []

    public init() {}
}

/// A value of `options` in the report.
public enum OptionValue: Sendable, Equatable {
    case null
    case bool(Bool)
    /// A count or another whole number.
    case integer(Int)
    case number(Double)
    case text(String)
    case list([String])
}

/// All input files together.
public struct CaptureReport: Sendable {
    public var files: [CaptureFileReport] = []
    public var packets = 0
    /// Capture time of the earliest frame, ns since 1970 UTC: offsets in `_s` count from here.
    public var start: Int64?
    public var durationS: Double?
    public var findings: [FindingReport] = []
    public var unknown = UnknownReasons()

    public init() {}
}

/// One input file.
public struct CaptureFileReport: Sendable {
    /// Last component of the path, or `stdin`.
    public var name: String
    /// SHA-256 of the bytes as stored, lower-case hexadecimal; `nil` where not asked for.
    public var sha256: String?
    /// Size as stored, bytes.
    public var sizeBytes = 0
    /// `pcap` or `pcapng`.
    public var format = "pcap"
    /// `gzip`, `zstd` or `nil`.
    public var compression: String?
    /// Names of the link types seen, in order of first appearance.
    public var linkTypes: [String] = []
    public var packets = 0
    public var firstPacket: Int64?
    public var lastPacket: Int64?
    /// `false` where the file ended early or broken.
    public var complete = true
    public var unknown = UnknownReasons()

    public init(name: String) {
        self.name = name
    }
}

/// Something about the input that the reader of the report should know.
public struct WarningReport: Sendable, Equatable {
    public var code: String
    public var message: String
    /// Index into `capture.files`.
    public var file: Int?

    public init(code: String, message: String, file: Int?) {
        self.code = code
        self.message = message
        self.file = file
    }
}
