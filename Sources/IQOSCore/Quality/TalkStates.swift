/// Who speaks when in a call of two directions: talk, double talk and mutual silence (ITU-T P.59).
public struct TalkStates: Sendable, Equatable {
    /// Time in which both directions were captured, s.
    public var seconds: Double
    /// Percent of that time.
    public var leftPercent: Double
    public var rightPercent: Double
    public var doubleTalkPercent: Double
    public var mutualSilencePercent: Double
    /// Longest time in which neither spoke, s, and where it begins, s from the start of the left direction. One that begins
    /// in the time that is looked at is followed to its end.
    public var longestMutualSilenceS: Double
    public var longestStartS: Double

    /// Pauses up to this length are part of the talk, frames: P.59 fills gaps of 200 ms.
    private static let filled = 10

    /// - Parameter offset: Frames from the first of `left` to the first of `right`.
    /// - Returns: `nil` where the directions have no time in common.
    public init?(_ left: FrameLevels, _ right: FrameLevels, offset: Int) {
        let (leftCount, rightCount) = (
            min(left.frames, FrameLevels.flagsKept), min(right.frames, FrameLevels.flagsKept)
        )
        let start = max(0, offset)
        let end = min(leftCount, rightCount + offset)
        guard end > start else { return nil }
        var (both, neither, leftOnly, rightOnly) = (0, 0, 0, 0)
        var (run, longest, longestStart) = (0, 0, 0)
        var (leftHold, rightHold) = (0, 0)
        for frame in start..<end {
            leftHold = left.isSpeech(frame) ? Self.filled : max(0, leftHold - 1)
            rightHold = right.isSpeech(frame - offset) ? Self.filled : max(0, rightHold - 1)
            switch (leftHold > 0, rightHold > 0) {
            case (true, true): both += 1
            case (true, false): leftOnly += 1
            case (false, true): rightOnly += 1
            case (false, false): neither += 1
            }
            run = leftHold > 0 || rightHold > 0 ? 0 : run + 1
            if run > longest { (longest, longestStart) = (run, frame - run + 1) }
        }
        if run > 0 {
            let rest = min(left.silence(from: end), right.silence(from: end - offset))
            if run + rest > longest { (longest, longestStart) = (run + rest, end - run) }
        }
        let total = Double(end - start)
        seconds = total * FrameLevels.frameS
        leftPercent = 100 * Double(leftOnly + both) / total
        rightPercent = 100 * Double(rightOnly + both) / total
        doubleTalkPercent = 100 * Double(both) / total
        mutualSilencePercent = 100 * Double(neither) / total
        longestMutualSilenceS = Double(longest) * FrameLevels.frameS
        longestStartS = Double(longestStart) * FrameLevels.frameS
    }
}
