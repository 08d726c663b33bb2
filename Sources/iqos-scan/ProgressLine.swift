import IQOSScan

/// How far a run has come, in one line.
struct ProgressLine {
    let text: String

    /// - Parameter elapsed: Since the pass began.
    init(_ progress: Scan.Progress, elapsed: Duration) {
        let name =
            switch progress.stage {
            case .measuring: "measuring"
            case .listening: "decoding"
            case .writing: "writing"
            }
        var parts = [name]
        if progress.stage != .writing { parts.append("\(progress.bytes / 1_000_000) MB") }
        parts.append("\(progress.streams) streams")
        if progress.stage != .writing {
            let total = progress.totalBytes.flatMap { $0 > 0 ? $0 : nil }
            if let total { parts.append("\(min(100, 100 * progress.bytes / total)) %") }
            let seconds = elapsed / .seconds(1)
            if seconds > 0.5, progress.bytes > 0 {
                let rate = Double(progress.bytes) / seconds
                parts.append("\(Int(rate / 1e6)) MB/s")
                // Nobody knows how much is still to come through a pipe.
                if let total { parts.append(Self.left(Double(max(0, total - progress.bytes)) / rate)) }
            }
        }
        text = parts.joined(separator: ", ")
    }

    /// - Parameters:
    ///   - fresh: Captures scanned in this run.
    ///   - elapsed: Since it began.
    init(_ progress: EachScan.Progress, fresh: Int, elapsed: Duration) {
        var parts = ["\(progress.done) of \(progress.total) captures"]
        let rate = Double(fresh) / max(elapsed / .seconds(1), 0.001)
        if fresh > 0 {
            let tenths = Int((rate * 10).rounded())
            parts.append("\(tenths / 10).\(tenths % 10) captures/s")
            parts.append(Self.left(Double(progress.total - progress.done) / rate))
        }
        text = parts.joined(separator: ", ")
    }

    private static func left(_ seconds: Double) -> String {
        let total = Int(min(seconds, 1e9))
        let (minutes, rest) = (total / 60, total % 60)
        let tail = rest < 10 ? "0\(rest)" : "\(rest)"
        return minutes < 60
            ? "\(minutes):\(tail) left" : "\(minutes / 60):\(minutes % 60 < 10 ? "0" : "")\(minutes % 60):\(tail) left"
    }
}
