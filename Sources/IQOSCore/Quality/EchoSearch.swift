/// An echo: the level of one direction follows that of the other after a fixed time (metrics: echo).
///
/// Levels of 20 ms frames are correlated, over frames in which the talker speaks and the other direction is quieter:
/// what comes back there is his own voice, or somebody else's, which does not follow it.
public enum EchoSearch {
    /// Delays that are looked at, frames: 20 to 500 ms.
    static let delays = 1...25
    /// Frames that it takes.
    static let framesNeeded = 250
    /// Least loss of level on the way, dB: less is double talk.
    static let leastLossDb: Int32 = 6

    public struct Echo: Sendable, Equatable {
        public var delayMs: Double
        /// 0 ... 1.
        public var correlation: Double
        /// How much quieter than the voice, dB.
        public var lossDb: Double
    }

    /// - Parameters:
    ///   - talker: Levels of the direction whose voice may come back.
    ///   - back: Levels of the other direction.
    ///   - offset: Frames from the first of `talker` to the first of `back`.
    /// - Returns: The strongest echo, `nil` for too little sound, or where both directions have the same at once.
    public static func strongest(_ talker: [UInt8], in back: [UInt8], offset: Int) -> Echo? {
        guard !areAlike(talker, back, offset: offset) else { return nil }
        return delays.compactMap { echo(talker, back, offset: offset, delay: $0) }
            .max { $0.correlation < $1.correlation }
    }

    /// Whether one direction is as loud as the other in nearly every frame of speech: a line that sends back what it
    /// gets, whose rhythm alone would be the echo.
    private static func areAlike(_ talker: [UInt8], _ back: [UInt8], offset: Int) -> Bool {
        let (first, end) = (max(0, offset), min(talker.count, back.count + offset))
        guard first < end else { return false }
        var (speech, alike) = (0, 0)
        for frame in first..<end where Int32(talker[frame]) >= Int32(128 + FrameLevels.speechDbov) {
            speech += 1
            if abs(Int(talker[frame]) - Int(back[frame - offset])) <= 1 { alike += 1 }
        }
        return speech > 0 && alike * 10 >= speech * 9
    }

    private static func echo(_ talker: [UInt8], _ back: [UInt8], offset: Int, delay: Int) -> Echo? {
        let later = delay - offset
        let (first, end) = (max(0, -later), min(talker.count, back.count - later))
        guard first < end else { return nil }
        let sums = LevelSums(
            talker.span.extracting(first..<end), back.span.extracting(first + later..<end + later))
        let (count, sumX, sumY) = (Double(sums.count), Double(sums.x), Double(sums.y))
        guard count >= Double(framesNeeded) else { return nil }
        let (varianceX, varianceY) = (Double(sums.xx) - sumX * sumX / count, Double(sums.yy) - sumY * sumY / count)
        // Levels within half a decibel follow nothing.
        guard varianceX > 0.25 * count, varianceY > 0.25 * count else { return nil }
        let correlation = (Double(sums.xy) - sumX * sumY / count) / Math.sqrt(varianceX * varianceY)
        return Echo(
            delayMs: Double(delay) * FrameLevels.frameS * 1000, correlation: max(0, correlation),
            lossDb: (sumX - sumY) / count)
    }
}

/// Sums over levels of a talker and what comes back, of the frames in which he speaks and that is quieter.
///
/// Whole numbers, which the minute that is kept of a sound leaves far below 32 bits.
private struct LevelSums: BitwiseCopyable {
    private(set) var count: Int32 = 0
    private(set) var x: Int32 = 0
    private(set) var y: Int32 = 0
    private(set) var xx: Int32 = 0
    private(set) var yy: Int32 = 0
    private(set) var xy: Int32 = 0

    /// - Parameter back: As many as there are of the talker.
    init(_ talker: Span<UInt8>, _ back: Span<UInt8>) {
        let speech = Int32(128 + FrameLevels.speechDbov)
        precondition(talker.count == back.count)
        // Without a branch, and with numbers that are smaller than 16 bits: the processor does many at once.
        for frame in 0..<talker.count {
            let (x, y) = (Int32(talker[unchecked: frame]), Int32(back[unchecked: frame]))
            let quieter = x &- y &- EchoSearch.leastLossDb
            // All ones where none of the three is below 0.
            let isCounted = ~(((x &- speech) | (y &- Int32(FrameLevels.absent) &- 1) | quieter) &>> 31)
            count &-= isCounted
            self.x &+= x & isCounted
            self.y &+= y & isCounted
            xx &+= (x & isCounted) &* (x & isCounted)
            yy &+= (y & isCounted) &* (y & isCounted)
            xy &+= (x & isCounted) &* (y & isCounted)
        }
    }
}
