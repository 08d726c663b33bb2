import Foundation
import IQOSCore

/// Two captures of the same calls from two points, or two reports from before and after: what is different.
public struct Comparison {
    public struct Options: Sendable {
        public var points = PointComparison.Options()
        /// Compare the figures of two captures instead of their packets.
        public var figuresOnly = false
        /// BPF expression for both captures.
        public var filter: String?
        public var hash = true

        public init() {}
    }

    /// What was compared with what, and the result.
    public enum Result: Sendable {
        case points(ComparedPoints)
        case reports(ComparedReports)
    }

    private let paths: (a: String, b: String)
    private let options: Options
    private let report: @Sendable (Scan.Progress) -> Void

    /// - Parameters:
    ///   - a: A capture, a folder of captures, a report.json or the output folder that holds one; `-` for a capture.
    ///   - progress: Called now and then, from any thread.
    public init(
        _ a: String, _ b: String, options: Options, progress: @escaping @Sendable (Scan.Progress) -> Void = { _ in }
    ) {
        paths = (a, b)
        self.options = options
        report = progress
    }

    /// - Throws: `InputError` where one of the two cannot be read.
    public func run() throws -> Result {
        do {
            return try compare()
        } catch var error as InputError where [InputFailure.wantsFile, InputFailure.wantsFolder].contains(error.advice)
        {
            error.advice = "give a capture (pcap or pcapng), a report.json, or a folder that holds either"
            throw error
        }
    }

    /// Whether figures are compared, of two reports or by `figuresOnly`, and no points.
    public func isOfFigures() throws -> Bool {
        try options.figuresOnly || StoredReport(ifAt: paths.a) != nil || StoredReport(ifAt: paths.b) != nil
    }

    private func compare() throws -> Result {
        let (a, b) = (try StoredReport(ifAt: paths.a), try StoredReport(ifAt: paths.b))
        if a == nil, b == nil, !options.figuresOnly { return .points(try comparePoints()) }
        return .reports(
            ComparedReports(try a ?? scanned(paths.a), try b ?? scanned(paths.b)))
    }

    private func comparePoints() throws -> ComparedPoints {
        let (a, b) = (try side(paths.a), try side(paths.b))
        var report = PointComparison(a.side, b.side, options: options.points).report()
        report.packetsLeftOut = a.leftOut + b.leftOut
        return ComparedPoints(a: a.described, b: b.described, options: options.points, report: report)
    }

    /// Both passes over one capture.
    private func side(
        _ path: String
    ) throws -> (side: PointComparison.Side, described: ComparedCapture, leftOut: Int) {
        var scanOptions = scanOptions(path)
        scanOptions.input.keepForSecondPass = true
        let captures = try CaptureSet(scanOptions.input)
        let (summary, result) = try Scan(scanOptions, progress: report).measure(captures)
        var collector = summary.collector(seed: .random(in: 1 ... .max))
        captures.rewind()
        try captures.forEachBatchAgain { bytes, frames, _ in collector.ingest(frames, in: bytes) }
        collector.finish()
        let leftOut = collector.leftOut
        let first = captures.files.compactMap(\.firstPacket).min()
        let last = captures.files.compactMap(\.lastPacket).max()
        let span = first.flatMap { first in last.map { first...max(first, $0) } }
        return (
            PointComparison.Side(summary.seenStreams(collector), span: span),
            ComparedCapture(head: result.head, streams: result.streamCount, calls: result.callCount), leftOut
        )
    }

    private func scanned(_ path: String) throws -> StoredReport {
        let result = try Scan(scanOptions(path), progress: report).run()
        var sink = ByteSink()
        try ReportFormat.json.write(result, to: &sink)
        return try StoredReport(sink.bytes, path: path)
    }

    private func scanOptions(_ path: String) -> ScanOptions {
        var input = InputOptions(paths: [path])
        input.filter = options.filter
        input.hash = options.hash
        var scan = ScanOptions(input: input)
        scan.scanner.stream.interval = options.points.interval
        return scan
    }
}

/// One of two captures, as its own report tells of it.
public struct ComparedCapture: Sendable {
    public var head: ScanReport
    public var streams: Int
    public var calls: Int
}

/// Two captures and what lies between their points.
public struct ComparedPoints: Sendable {
    public var a: ComparedCapture
    public var b: ComparedCapture
    public var options: PointComparison.Options
    public var report: PointsReport
}
