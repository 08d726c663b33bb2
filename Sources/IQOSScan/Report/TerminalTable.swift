import IQOSCore

/// The short table for a terminal: a line a stream, grouped by call, fitted to the width.
public enum TerminalTable {
    public struct Options: Sendable, Equatable {
        /// Columns of the terminal.
        public var width = 100
        /// Colour the MOS by its category.
        public var colour = false
        /// Somebody looks at it: quality over time as blocks, and long names cut. A pipe gets plain text.
        public var isTerminal = false
        /// Every stream and finding, and why each stream is RTP.
        public var isVerbose = false
        public var language = Language.english
        /// The folder that was written, named below the table.
        public var folder: String?
        /// Streams shown at most: beyond, the worst ones.
        public var rows = 40

        public init() {}

        /// Rows of a table of so many.
        fileprivate func limit(of count: Int) -> Int { isVerbose ? max(count, 1) : max(rows, 1) }
    }

    /// Lines about calls without a stream.
    private static let silentRows = 5

    static func write(_ result: ScanResult, _ options: Options, to sink: inout ByteSink) {
        let say = Wording(options.language)
        sink.append(text: summary(of: result, say) + "\n")
        var digest = FindingDigest(result.head)
        let streams = streams(of: result, options, digest: &digest)
        let findings = TerminalFindings.lines(digest, options, say)
        if !findings.isEmpty { sink.append("\n") }
        for line in findings { sink.append(text: line + "\n") }
        if result.streamCount > 0 {
            sink.append("\n")
            let rows = rows(streams, of: result, say)
            let layout = TerminalLayout(
                rows: rows, width: options.width, colour: options.colour, sparklines: options.isTerminal, say)
            for line in layout.lines { sink.append(text: line + "\n") }
            if rows.contains(where: \.isShort) {
                let remark = say(.tooShortMark, say.fixed(Verdict.leastSeconds, decimals: 0))
                for line in TerminalFindings.wrapped(remark, to: max(30, options.width)) {
                    sink.append(text: line + "\n")
                }
            }
            for line in parties(of: result, shown: streams, options) { sink.append(text: line + "\n") }
            if options.isVerbose { for stream in streams { writeEvidence(stream, options, say, to: &sink) } }
            let rest = result.streamCount - streams.count
            if rest > 0 {
                sink.append(text: say(.moreStreams, say.counted(rest, .stream)) + " ")
                sink.append(
                    text: (options.folder.map { say(.allAreIn, TerminalText.plain($0)) } ?? say(.csvListsAll)) + "\n")
            }
        }
        let silent = silentCalls(of: result, options)
        if !silent.isEmpty { sink.append("\n") }
        for line in silent { sink.append(text: line + "\n") }
        if let folder = options.folder.map(TerminalText.plain) {
            sink.append(text: "\n" + say(.writtenTo, folder, folder) + "\n")
        }
    }

    private static func summary(of result: ScanResult, _ say: Wording) -> String {
        let capture = result.head.capture
        let names =
            capture.files.count == 1
            ? TerminalText.plain(capture.files[0].name) : say.counted(capture.files.count, .capture)
        let length = capture.durationS.map { ", " + say.length($0) } ?? ""
        let packets = say.counted(capture.packets, .packet) + length
        guard result.streamCount > 0 else {
            let isSelected = result.head.warnings.contains { $0.code == "selection-empty" }
            return say(isSelected ? .nothingSelected : .noStream, names, packets)
        }
        let calls = say.counted(result.callCount, .call)
        return "\(names): \(calls), \(say.counted(result.streamCount, .stream)) (\(packets))"
    }

    /// Looks at every stream and call once for their findings, and returns those that are shown.
    private static func streams(
        of result: ScanResult, _ options: Options, digest: inout FindingDigest
    ) -> [StreamReport] {
        var ranks: [QualityRank] = []
        for index in 0..<result.streamCount {
            let stream = result.stream(at: index)
            digest.add(stream)
            ranks.append(QualityRank(index: index, streams: [stream]))
        }
        for index in 0..<result.callCount { digest.add(result.call(at: index)) }
        let limit = options.limit(of: ranks.count)
        let indices = ranks.count > limit ? ranks.sorted().prefix(limit).map(\.index) : ranks.map(\.index)
        var streams = indices.map { result.stream(at: $0) }
        if result.streamCount <= limit { streams.sort { ($0.call, $0.id) < ($1.call, $1.id) } }
        return streams
    }

    private static func rows(_ streams: [StreamReport], of result: ScanResult, _ say: Wording) -> [TerminalRow] {
        var findings: [FindingReport] = []
        return streams.enumerated().map { position, stream in
            let opensCall = position == 0 || streams[position - 1].call != stream.call
            if opensCall {
                findings = 1..<result.callCount + 1 ~= stream.call ? result.call(at: stream.call - 1).findings : []
            }
            // Beside the stream that is at fault, where one is.
            let own = findings.filter { $0.stream.map { $0 == stream.id } ?? opensCall }
            return TerminalRow(stream, showsCall: opensCall, callFindings: own, say)
        }
    }

    /// Who talks to whom in the calls of the rows, in their order, where signalling tells.
    private static func parties(of result: ScanResult, shown: [StreamReport], _ options: Options) -> [String] {
        let say = Wording(options.language)
        var seen: Set<Int> = []
        let calls = shown.map(\.call).filter { 1...max(result.callCount, 1) ~= $0 && seen.insert($0).inserted }
        return calls.compactMap { id in
            let call = result.call(at: id - 1)
            guard let signalling = call.signalling, signalling.from != nil, signalling.to != nil else { return nil }
            return line("\(say(.callNumber)) \(call.id): ", signalling, options)
        }
    }

    /// Calls that signalling tells of and no stream belongs to.
    private static func silentCalls(of result: ScanResult, _ options: Options) -> [String] {
        let say = Wording(options.language)
        let calls = result.head.callsWithoutStream.filter(\.streams.isEmpty)
        let shown = calls.prefix(options.isVerbose ? calls.count : silentRows)
        let lines = shown.map { line("\(say(.withoutStream)): ", $0.signalling, options) }
        let more = calls.count - shown.count + result.head.callsWithoutStreamMore
        return lines + (more > 0 ? [say(.moreWithoutStream, say.count(more))] : [])
    }

    /// Who called whom and how it ended.
    private static func line(_ head: String, _ signalling: SignallingReport, _ options: Options) -> String {
        let tail = " (\(signalling.ending(Wording(options.language))))"
        var parties = [signalling.caller, signalling.callee].map(TerminalText.plain)
        let room = options.width - TerminalText.columns(head + " -> " + tail)
        if options.isTerminal, parties.map(TerminalText.columns).reduce(0, +) > room {
            // A short one leaves its room to the other.
            let half = max(room / 2, 8)
            let least = parties.map { min(TerminalText.columns($0), half) }
            parties = [
                TerminalText.shortened(parties[0], to: max(room - least[1], least[0])),
                TerminalText.shortened(parties[1], to: max(room - least[0], least[1])),
            ]
        }
        return head + parties.joined(separator: " -> ") + TerminalText.plain(tail)
    }

    /// Why a stream is one, and what is not known of it.
    private static func writeEvidence(
        _ stream: StreamReport, _ options: Options, _ say: Wording, to sink: inout ByteSink
    ) {
        let verdict = say(stream.detection.verdict == .confirmed ? .confirmed : .probable)
        let sentences = [verdict] + stream.detection.evidence.map { say(sentence: $0) }
        let unknowns = stream.unknown.entries.map { "\($0.key) (\(say(sentence: $0.reason)))" }
        sink.append(text: "\n\(say(.streamNumber)) \(stream.id):\n")
        for text in sentences + (unknowns.isEmpty ? [] : [say(.unknowns) + " " + unknowns.joined(separator: "; ")]) {
            for (index, line) in TerminalFindings.wrapped(TerminalText.plain(text), to: max(30, options.width) - 4)
                .enumerated()
            {
                sink.append(text: (index == 0 ? "  - " : "    ") + line + "\n")
            }
        }
    }
}
