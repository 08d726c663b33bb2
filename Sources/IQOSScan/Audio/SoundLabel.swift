import IQOSCore

/// A place in a sound file that is worth listening to.
struct SoundLabel: Sendable, Equatable {
    /// Frames from the beginning of the file; a point where both are equal.
    var start: Int
    var end: Int
    var text: String

    /// Places of a track in a file.
    ///
    /// - Parameters:
    ///   - rate: Samples of the track that are one frame of the file.
    ///   - prefix: What the texts begin with.
    static func labels(of marks: [TrackMark], rate: Double, prefix: String = "") -> [SoundLabel] {
        let frame = { (position: Int) in
            max(0, rate == 1 ? position : Int((Double(position) / rate).rounded()))
        }
        return marks.map { mark in
            SoundLabel(start: frame(mark.position), end: frame(mark.position + mark.count), text: prefix + mark.text)
        }
    }

    /// - Parameter prefix: What the texts begin with.
    static func labels(of findings: [PlacedFinding], prefix: String = "") -> [SoundLabel] {
        findings.map { SoundLabel(start: $0.start, end: $0.end, text: prefix + $0.text) }
    }
}

extension [SoundLabel] {
    /// By time.
    var inOrder: [SoundLabel] {
        sorted { left, right in
            left.start != right.start ? left.start < right.start : (left.end, left.text) < (right.end, right.text)
        }
    }

    /// The text of a label file as Audacity imports it: start and end in seconds, and the label, between tabs.
    func audacityText(sampleRateHz: Int) -> String {
        map { label in
            let times = [label.start, label.end].map { Self.seconds($0, sampleRateHz) }
            return "\(times[0])\t\(times[1])\t\(label.text)\n"
        }.joined()
    }

    /// Six decimals, exact to half of the last.
    private static func seconds(_ frame: Int, _ rate: Int) -> String {
        let micro = (frame % rate * 1_000_000 + rate / 2) / rate
        let (carry, rest) = micro.quotientAndRemainder(dividingBy: 1_000_000)
        let digits = String(rest)
        return "\(frame / rate + carry).\(String(repeating: "0", count: 6 - digits.count))\(digits)"
    }
}
