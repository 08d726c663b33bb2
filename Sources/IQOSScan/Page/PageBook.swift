import IQOSCore

/// What the script knows of all calls: a short array a call, from which it makes the rows that are in sight.
struct PageBook {
    /// Letters for numbers below 64.
    static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    /// A kind of finding with the calls that have it.
    private struct Code: Hashable {
        var name: String
        var severity: FindingReport.Severity
    }

    private let say: Wording
    private var rows = PageJSON()
    private var codes: [Code: Int] = [:]
    private var order: [(code: Code, calls: Int)] = []

    init(_ say: Wording) {
        self.say = say
    }

    /// Calls are added in the order of their ids.
    mutating func add(_ call: CallReport, streams: [StreamReport], captureStart: Int64?) {
        let page = PageCall(call, streams: streams, captureStart: captureStart, say)
        let parties = PageCall.parties(of: call, streams)
        rows.open("[")
        rows.integer(call.id)
        rows.text(parties.from)
        rows.text(parties.to)
        rows.integer(call.start.map { Int($0 / 1_000_000) })
        // As precise as in report.json: what is rounded twice may be told as two figures.
        rows.number(call.durationS, decimals: 6)
        rows.text(call.codec)
        rows.number(streams.compactMap(\.quality.mosLQ).min(), decimals: 6)
        rows.number(streams.map(\.packets.lostPercent).max() ?? 0, decimals: 6)
        rows.number(streams.compactMap(\.packets.latePercent).max(), decimals: 6)
        rows.number(streams.compactMap { $0.jitterMs?.mean }.max(), decimals: 6)
        rows.open("[")
        for index in indices(of: call.findings + streams.flatMap(\.findings)) { rows.integer(index) }
        rows.close("]")
        let isShort = QualityRank(index: 0, streams: streams).isShort
        rows.text(isShort ? nil : strip(of: call, streams, startS: page.startS))
        rows.text(PageLinks.soundPath(call.audio?.wav) ?? PageLinks.soundPath(call.audio?.mp3))
        rows.open("[")
        for stream in streams.prefix(100) { rows.integer(stream.id) }
        rows.close("]")
        rows.integer(isShort ? 1 : 0)
        rows.close("]")
    }

    /// The whole, as the content of a script element.
    ///
    /// - Parameters:
    ///   - detailed: Ids of the calls that have a section; `nil` for all.
    ///   - concealedMs: What was made up of each gap of what was heard, at most.
    func json(detailed: [Int]?, remark: String?, concealedMs: Int) -> PageJSON {
        var json = PageJSON()
        json.open("{")
        json.key("calls")
        json.open("[")
        json.append(rows)
        json.close("]")
        json.key("codes")
        json.open("[")
        for entry in order {
            json.open("[")
            json.text(entry.code.name)
            json.text(entry.code.severity.rawValue)
            json.integer(entry.calls)
            json.close("]")
        }
        json.close("]")
        json.key("details")
        if let detailed {
            json.open("[")
            for id in detailed { json.integer(id) }
            json.close("]")
        } else {
            json.null()
        }
        json.key("concealed")
        json.integer(concealedMs)
        json.key("remark")
        json.text(remark)
        json.close("}")
        return json
    }

    /// Places in `codes`, worst first, each once.
    private mutating func indices(of findings: [FindingReport]) -> [Int] {
        var found: [Int] = []
        for finding in findings.sorted(by: { Self.rank($0.severity) < Self.rank($1.severity) }) {
            let code = Code(name: finding.code, severity: finding.severity)
            let index = codes[code] ?? order.count
            if index == order.count {
                codes[code] = index
                order.append((code, 0))
            }
            guard !found.contains(index) else { continue }
            found.append(index)
            order[index].calls += 1
        }
        return found
    }

    private static func rank(_ severity: FindingReport.Severity) -> Int {
        switch severity {
        case .critical: 0
        case .warning: 1
        case .info: 2
        }
    }

    /// One letter a part of the call: MOS 1 ... 5 in 64 steps, `-` where nothing is rated.
    private func strip(of call: CallReport, _ streams: [StreamReport], startS: Double) -> String? {
        guard
            let strip = call.durationS.flatMap({ QualityStrip(streams: streams, startS: startS, durationS: $0) })
        else { return nil }
        let letters = strip.scores.map { mos in
            mos.map { Self.alphabet[Int((max(1, min($0, 5)) - 1) / 4 * 63)] } ?? UInt8(ascii: "-")
        }
        return String(decoding: letters, as: UTF8.self)
    }
}
