import IQOSCore

/// The findings of a whole report, one entry a code, worst first: what terminal and page lead with.
struct FindingDigest: Sendable {
    struct Entry: Sendable {
        /// The worst one, the first of equals.
        var finding: FindingReport
        /// What it belongs to, and the number of that; `nil` for the capture.
        var place: (kind: Phrase, id: Int?)
        /// The call that this is or is part of.
        var call: Int?
        /// Where else it was found, as severe as here.
        var others = 0
        /// Where it was found, and is less severe.
        var milder = 0
    }

    private var found: [Entry] = []

    init(_ head: ScanReport) {
        add(head.capture.findings, place: (.captureNumber, nil), call: nil)
    }

    mutating func add(_ stream: StreamReport) {
        add(stream.findings, place: (.streamNumber, stream.id), call: stream.call)
    }

    mutating func add(_ call: CallReport) {
        add(call.findings, place: (.callNumber, call.id), call: call.id)
    }

    /// Worst first, then the more frequent at that severity, then in the order of their codes.
    var entries: [Entry] {
        found.sorted { left, right in
            let (a, b) = (left.finding.severity.rank, right.finding.severity.rank)
            if a != b { return a > b }
            return left.others != right.others ? left.others > right.others : left.finding.code < right.finding.code
        }
    }

    private mutating func add(_ findings: [FindingReport], place: (kind: Phrase, id: Int?), call: Int?) {
        for finding in findings {
            if let index = found.firstIndex(where: { $0.finding.code == finding.code }) {
                found[index].add(finding, place, call)
            } else {
                found.append(Entry(finding: finding, place: place, call: call))
            }
        }
    }
}

extension FindingDigest.Entry {
    /// - Parameter other: Of the same code.
    fileprivate mutating func add(_ other: FindingReport, _ place: (kind: Phrase, id: Int?), _ call: Int?) {
        if other.severity.rank > finding.severity.rank {
            (milder, others) = (milder + others + 1, 0)
        } else if other.severity.rank < finding.severity.rank {
            milder += 1
            return
        } else {
            others += 1
            guard other.extent > finding.extent else { return }
        }
        (finding, self.place, self.call) = (other, place, call)
    }

    /// `stream 3`, `stream 3 and 12 more`, `stream 3 and 12 more, 4 less severe`.
    func places(_ say: Wording) -> String {
        let first = say(place.kind) + (place.id.map { " \($0)" } ?? "")
        let more = others == 0 ? "" : " " + say(.andMore, say.count(others))
        return first + more + (milder == 0 ? "" : ", " + say(.lessSevere, say.count(milder)))
    }
}
