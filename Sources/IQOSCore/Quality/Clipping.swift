/// Samples at the full scale of the companding law, in runs: a sender that was driven too hard (metrics: clipping).
///
/// Full scale is the loudest two code words, ±32124 and ±31100 in mu-law, ±32256 and ±31232 in A-law; a decoder never
/// gives 32767. One such sample alone is loud and not clipped.
public struct Clipping: BitwiseCopyable, Sendable {
    /// Samples that make a run.
    static let shortestRun = 3

    private(set) var samples = 0
    private(set) var runs = 0
    private var current = 0

    /// Least magnitude of the loudest two code words.
    public static func fullScale(of law: G711) -> Int32 { law == .muLaw ? 31100 : 31232 }

    public init() {}

    /// Adds the next sample.
    @inline(__always) public mutating func add(isFullScale: Bool) {
        guard isFullScale else {
            current = 0
            return
        }
        current += 1
        if current == Self.shortestRun {
            runs += 1
            samples += Self.shortestRun
        } else if current > Self.shortestRun {
            samples += 1
        }
    }

    /// Ends a run: what follows is not the next sample.
    public mutating func cut() { current = 0 }
}
