/// Whether events come in a steady rhythm, and in which.
public enum Rhythm {
    /// Events that it takes.
    static let eventsNeeded = 8
    /// Intervals that have to fit: random events fit to about a third.
    static let shareNeeded = 0.75
    /// An interval fits the period, or twice or three times it, where an event is missing, within this share.
    static let tolerance = 0.08

    /// The period of events that repeat, in the unit of their times.
    ///
    /// The period is the median of the intervals. Events may come in groups: those closer to the one before than a tenth
    /// of the upper quartile of the intervals belong to that.
    ///
    /// - Parameter times: Ascending.
    /// - Returns: `nil` for too few events or none with a rhythm.
    public static func period(of times: [Double]) -> Double? {
        let apart = intervals(times).sorted()
        guard !apart.isEmpty, apart[apart.count * 3 / 4] > 0 else { return nil }
        let rough = apart[apart.count * 3 / 4]
        var events: [Double] = []
        for time in times where time - (events.last ?? -.infinity) > rough / 10 { events.append(time) }
        let steps = intervals(events)
        guard events.count >= eventsNeeded, let period = median(steps), period > 0 else { return nil }
        let fitting = steps.filter { step in
            (1...3).contains { abs(step - Double($0) * period) <= tolerance * period }
        }
        return Double(fitting.count) >= shareNeeded * Double(steps.count) ? period : nil
    }

    private static func intervals(_ times: [Double]) -> [Double] {
        zip(times.dropFirst(), times).map { $0 - $1 }
    }

    private static func median(_ values: [Double]) -> Double? {
        values.isEmpty ? nil : values.sorted()[values.count / 2]
    }
}
