import IQOSCore

/// The short table for a terminal: a line a stream, grouped by call, fitted to the width.
public enum TerminalTable {
    public struct Options: Sendable, Equatable {
        /// Columns of the terminal.
        public var width = 100
        /// Colour the MOS by its category.
        public var colour = false
        /// The folder that was written, named below the table.
        public var folder: String?
        /// Streams shown at most: beyond, the worst ones.
        public var rows = 40

        public init() {}
    }

    static func write(_ result: ScanResult, _ options: Options, to sink: inout ByteSink) {
        sink.append(text: summary(of: result) + "\n")
        var digest = FindingDigest(result.head)
        let shown = rows(of: result, atMost: max(options.rows, 1), digest: &digest)
        let findings = TerminalFindings.lines(digest, width: options.width, colour: options.colour)
        if !findings.isEmpty { sink.append("\n") }
        for line in findings { sink.append(text: line + "\n") }
        if result.streamCount > 0 {
            sink.append("\n")
            for line in TerminalLayout(rows: shown, width: options.width, colour: options.colour).lines {
                sink.append(text: line + "\n")
            }
            for line in parties(of: result, atMost: max(options.rows, 1)) { sink.append(text: line + "\n") }
            let rest = result.streamCount - shown.count
            if rest > 0 {
                sink.append(text: "... and \(FigureText.counted(rest, "stream")) more; these are the worst. ")
                sink.append(
                    text: options.folder.map { "All are in \(plain($0))/streams.csv\n" } ?? "--csv lists all.\n")
            }
        }
        if let folder = options.folder {
            sink.append(text: "\nWritten to \(plain(folder)): open \(plain(folder))/report.html in a browser.\n")
        }
    }

    private static func summary(of result: ScanResult) -> String {
        let capture = result.head.capture
        let names =
            capture.files.count == 1
            ? plain(capture.files[0].name) : FigureText.counted(capture.files.count, "capture")
        let length = capture.durationS.map { ", " + FigureText.length($0) } ?? ""
        let packets = FigureText.counted(capture.packets, "packet") + length
        guard result.streamCount > 0 else { return "\(names): no RTP stream in \(packets)" }
        let calls = FigureText.counted(result.callCount, "call")
        return "\(names): \(calls), \(FigureText.counted(result.streamCount, "stream")) (\(packets))"
    }

    /// Looks at every stream and call once for their findings, and at those that are shown again.
    private static func rows(
        of result: ScanResult, atMost limit: Int, digest: inout FindingDigest
    ) -> [TerminalRow] {
        var ranks: [QualityRank] = []
        for index in 0..<result.streamCount {
            let stream = result.stream(at: index)
            digest.add(stream)
            ranks.append(QualityRank(index: index, streams: [stream]))
        }
        for index in 0..<result.callCount { digest.add(result.call(at: index)) }
        let indices = ranks.count > limit ? ranks.sorted().prefix(limit).map(\.index) : ranks.map(\.index)
        var streams = indices.map { result.stream(at: $0) }
        if result.streamCount <= limit { streams.sort { ($0.call, $0.id) < ($1.call, $1.id) } }
        var rows: [TerminalRow] = []
        for (position, stream) in streams.enumerated() {
            let opensCall = position == 0 || streams[position - 1].call != stream.call
            let callIndex = stream.call - 1
            let call = opensCall && 0..<result.callCount ~= callIndex ? result.call(at: callIndex) : nil
            rows.append(TerminalRow(stream, showsCall: opensCall, callFindings: call?.findings ?? []))
        }
        return rows
    }

    /// Who talks to whom, where signalling tells.
    private static func parties(of result: ScanResult, atMost limit: Int) -> [String] {
        (0..<min(result.callCount, limit)).compactMap { index in
            let call = result.call(at: index)
            guard let signalling = call.signalling, let from = signalling.from, let to = signalling.to else {
                return nil
            }
            let status = signalling.status.map { " \($0)" } ?? ""
            return "call \(call.id): \(plain(from)) -> \(plain(to)) (\(signalling.protocol)\(status))"
        }
    }

    /// Printable ASCII: terminals disagree about the width of everything else.
    static func plain(_ text: String) -> String {
        guard !text.isPrintableASCII else { return text }
        return String(String.UnicodeScalarView(text.unicodeScalars.map { 0x20..<0x7F ~= $0.value ? $0 : "?" }))
    }
}
