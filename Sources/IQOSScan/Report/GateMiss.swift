/// What misses a gate.
public enum GateMiss: Sendable {
    /// Where a finding stands.
    public enum Place: Sendable {
        case capture
        case stream(Int)
        case call(Int)
    }

    /// Streams, or captures of many, with a score below the limit or none; the first of them by its id or name.
    case score(Int, areCaptures: Bool, first: String, mosLQ: Double?, limit: Double)
    case noStream
    /// Findings that are severe enough, and calls that were answered and have no stream.
    case findings(Int, first: (code: String, place: Place)?, answeredCallsWithoutStream: Int)
    /// Captures of many that have such findings or calls.
    case captures(Int, first: String, code: String)
    /// Streams that lost too much between two points; the first by its capture and number. `nil` where it was seen at one
    /// point alone.
    case lost(Int, first: (capture: String, stream: Int), percent: Double?, limit: Double)
    /// Two captures without a stream that was seen at both points.
    case nothingInCommon
}
