import IQOSScan

/// How far a run has come, in one line.
struct ProgressLine {
    let text: String

    /// - Parameter elapsed: Since the pass began.
    init(_ progress: Scan.Progress, elapsed: Duration, _ phrases: ProgressPhrases) {
        var parts = [phrases.name(of: progress.stage)]
        // Reports are written by no bytes that were read.
        let hasBytes = progress.stage != .writing || progress.totalBytes != nil
        if hasBytes { parts.append("\(progress.bytes / 1_000_000) MB") }
        parts.append(phrases.streams(progress.streams))
        if hasBytes {
            let total = progress.totalBytes.flatMap { $0 > 0 ? $0 : nil }
            if let total { parts.append("\(min(100, 100 * progress.bytes / total)) %") }
            let seconds = elapsed / .seconds(1)
            if seconds > 0.5, progress.bytes > 0 {
                let rate = Double(progress.bytes) / seconds
                parts.append("\(Int(rate / 1e6)) MB/s")
                // Nobody knows how much is still to come through a pipe.
                if let total { parts.append(phrases.left(Self.time(Double(max(0, total - progress.bytes)) / rate))) }
            }
        }
        text = parts.joined(separator: ", ")
    }

    /// - Parameters:
    ///   - fresh: Captures scanned in this run.
    ///   - elapsed: Since it began.
    init(_ progress: EachScan.Progress, fresh: Int, elapsed: Duration, _ phrases: ProgressPhrases) {
        var parts = [phrases.captures(progress.done, of: progress.total)]
        let rate = Double(fresh) / max(elapsed / .seconds(1), 0.001)
        if fresh > 0 {
            parts.append(phrases.rate(captures: Int((rate * 10).rounded())))
            parts.append(phrases.left(Self.time(Double(progress.total - progress.done) / rate)))
        }
        text = parts.joined(separator: ", ")
    }

    /// `0.12`.
    static func decimals(_ seconds: Double) -> String {
        let hundredths = Int((max(0, seconds) * 100).rounded())
        return "\(hundredths / 100).\(padded(hundredths % 100))"
    }

    /// `1:05` or `2:01:05`.
    private static func time(_ seconds: Double) -> String {
        let total = Int(min(seconds, 1e9).rounded(.up))
        let tail = padded(total % 60)
        return total < 3600
            ? "\(total / 60):\(tail)" : "\(total / 3600):\(padded(total / 60 % 60)):\(tail)"
    }

    private static func padded(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
}
