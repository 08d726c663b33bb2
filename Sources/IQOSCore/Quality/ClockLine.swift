/// What the first pass knows of a sender's clock against the capture's: what a stream is placed by.
struct ClockLine: Sendable, Equatable {
    /// Sender's seconds in a second of the capture's; 1 where they cannot be told apart.
    var rate = 1.0
    /// First packet of the stream, ns since 1970 UTC.
    var origin: Int64
    /// Least transit time of each stretch between restarts of the timestamp, ms, drift removed; relative to `origin`.
    var leastTransitsMs: [(stretch: Int, leastMs: Double)] = []

    static func == (left: ClockLine, right: ClockLine) -> Bool {
        left.rate == right.rate && left.origin == right.origin
            && left.leastTransitsMs.elementsEqual(right.leastTransitsMs) { $0 == $1 }
    }
}
