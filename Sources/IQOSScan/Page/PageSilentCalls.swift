import IQOSCore

/// Calls that signalling tells of and no stream belongs to, each with its messages folded in.
struct PageSilentCalls {
    /// Listed at most; report.json has more.
    private static let limit = 100
    /// Messages of one call at most.
    private static let messages = 40

    private let calls: [CallWithoutStream]
    private let more: Int
    private let say: Wording

    init(_ result: ScanResult) {
        calls = result.head.callsWithoutStream
        more = result.head.callsWithoutStreamMore
        say = Wording(result.language)
    }

    /// `nil` where there is none.
    var values: PageValues? {
        guard !calls.isEmpty else { return nil }
        let hidden = max(0, calls.count - Self.limit) + more
        return [
            "remark": say(.silentRemark)
                + (hidden > 0 ? " " + say(.silentShown, say.count(Self.limit), say.count(hidden)) : ""),
            "calls": calls.prefix(Self.limit).map(values),
        ]
    }

    private func values(of call: CallWithoutStream) -> PageValues {
        let signalling = call.signalling
        let when = call.start.map { FigureText.date($0) + " " + FigureText.timeOfDay($0) + " UTC" }
        let length = call.durationS.map { " · " + say.length($0) } ?? ""
        let streams = call.streams.map(String.init).joined(separator: ", ")
        let carriers = streams.isEmpty ? "" : " · " + say(.inStreams, streams)
        return [
            "from": signalling.caller, "to": signalling.callee,
            "status": signalling.ending(say, inWords: true),
            "when": when.map { $0 + length + carriers } ?? false as Any,
            "messages": PageTable.messages(signalling, limit: Self.messages, say).html(in: "ladder"),
        ]
    }
}
