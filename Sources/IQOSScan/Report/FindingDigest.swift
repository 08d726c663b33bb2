import IQOSCore

/// The findings of a whole report, one entry a code, worst first: what terminal and page lead with.
struct FindingDigest: Sendable {
    struct Entry: Sendable {
        /// The worst one, the first of equals.
        var finding: FindingReport
        /// What it belongs to, and the number of that; `nil` for the capture.
        var place: (kind: Phrase, id: Int?)
        /// Where else it was found.
        var others = 0
    }

    private var found: [Entry] = []

    init(_ head: ScanReport) {
        add(head.capture.findings, place: (.captureNumber, nil))
    }

    mutating func add(_ stream: StreamReport) {
        add(stream.findings, place: (.streamNumber, stream.id))
    }

    mutating func add(_ call: CallReport) {
        add(call.findings, place: (.callNumber, call.id))
    }

    /// Worst first, then the more frequent, then in the order of their codes.
    var entries: [Entry] {
        found.sorted { left, right in
            let (a, b) = (left.finding.severity.rank, right.finding.severity.rank)
            if a != b { return a > b }
            return left.others != right.others ? left.others > right.others : left.finding.code < right.finding.code
        }
    }

    private mutating func add(_ findings: [FindingReport], place: (kind: Phrase, id: Int?)) {
        for finding in findings {
            guard let index = found.firstIndex(where: { $0.finding.code == finding.code }) else {
                found.append(Entry(finding: finding, place: place))
                continue
            }
            found[index].others += 1
            if finding.severity.rank > found[index].finding.severity.rank {
                found[index].finding = finding
                found[index].place = place
            }
        }
    }
}

extension FindingDigest.Entry {
    /// `stream 3`, `stream 3 and 12 more`.
    func places(_ say: Wording) -> String {
        let first = say(place.kind) + (place.id.map { " \($0)" } ?? "")
        return others == 0 ? first : first + " " + say(.andMore, say.count(others))
    }
}
