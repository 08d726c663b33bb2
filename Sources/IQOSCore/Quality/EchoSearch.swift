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
    static let leastLossDb = 6.0

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
    /// - Returns: The strongest echo, `nil` for too little sound.
    public static func strongest(_ talker: [UInt8], in back: [UInt8], offset: Int) -> Echo? {
        delays.compactMap { echo(talker, back, offset: offset, delay: $0) }.max { $0.correlation < $1.correlation }
    }

    private static func echo(_ talker: [UInt8], _ back: [UInt8], offset: Int, delay: Int) -> Echo? {
        let speech = UInt8(128 + FrameLevels.speechDbov)
        var (count, sumX, sumY, sumXX, sumYY, sumXY) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
        for frame in talker.indices where talker[frame] >= speech {
            let place = frame + delay - offset
            guard back.indices.contains(place), back[place] != FrameLevels.absent else { continue }
            let (x, y) = (Double(talker[frame]), Double(back[place]))
            guard x - y >= leastLossDb else { continue }
            count += 1
            sumX += x
            sumY += y
            sumXX += x * x
            sumYY += y * y
            sumXY += x * y
        }
        guard count >= Double(framesNeeded) else { return nil }
        let (varianceX, varianceY) = (sumXX - sumX * sumX / count, sumYY - sumY * sumY / count)
        // Levels within half a decibel follow nothing.
        guard varianceX > 0.25 * count, varianceY > 0.25 * count else { return nil }
        let correlation = (sumXY - sumX * sumY / count) / Math.sqrt(varianceX * varianceY)
        return Echo(
            delayMs: Double(delay) * FrameLevels.frameS * 1000, correlation: max(0, correlation),
            lossDb: (sumX - sumY) / count)
    }
}
