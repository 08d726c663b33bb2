/// Times in seconds from `capture.start`, in any order, that may overlap.
struct TimeSpans: Sendable, Equatable {
    var spans: [ClosedRange<Double>] = []

    static func + (left: TimeSpans, right: TimeSpans) -> TimeSpans { TimeSpans(spans: left.spans + right.spans) }

    /// How much of a time they cover, s.
    func covered(of time: ClosedRange<Double>) -> Double {
        var (sum, end) = (0.0, time.lowerBound)
        for span in spans.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            let clamped = (start: max(span.lowerBound, end), end: min(span.upperBound, time.upperBound))
            guard clamped.end > clamped.start else { continue }
            sum += clamped.end - clamped.start
            end = clamped.end
        }
        return sum
    }

    /// Whether they cover most of a time.
    func cover(_ time: ClosedRange<Double>) -> Bool {
        covered(of: time) > (time.upperBound - time.lowerBound) / 2
    }
}
