/// What is wrong with the capture, and not with the calls.
extension FindingRules {
    private typealias Bounds = FindingThresholds

    static let capture: [FindingRule<CaptureFigures>] = [
        FindingRule("capture-gaps") { capture in
            guard let worst = capture.sharedGaps.max(by: { $0.streams < $1.streams }) else { return nil }
            let count = capture.sharedGaps.count
            return .init(
                .warning,
                "At \(text(count)) moment\(count == 1 ? "" : "s") up to \(text(worst.streams)) unrelated streams lost packets at "
                    + "once: the capture itself, or the network before it, left frames out. Loss shown here may be too high.",
                [
                    ("moments", Double(count)), ("streams", Double(worst.streams)), ("pairs", Double(worst.pairs)),
                    ("losses", Double(capture.sharedGaps.reduce(0) { $0 + $1.losses })),
                ], place: worst.startS...worst.endS)
        },
        FindingRule("capture-drops") { capture in
            guard capture.droppedFrames > 0 else { return nil }
            return .init(
                .warning,
                capture.droppedFrames == 1
                    ? "The capturing machine says that it dropped one frame: loss shown here may be too high."
                    : "The capturing machine says that it dropped \(text(capture.droppedFrames)) frames: loss shown here may be too high.",
                [("dropped", Double(capture.droppedFrames)), ("captured", Double(capture.frames))])
        },
        FindingRule("capture-unseen") { capture in
            guard capture.unseenGaps > 0 else { return nil }
            let places = capture.unseenGaps == 1 ? "1 place" : "\(text(capture.unseenGaps)) places"
            return .init(
                .warning,
                "At \(places) in TCP connections the receiver acknowledged bytes that are not in the capture: the capture "
                    + "itself lost frames. Loss shown here may be too high.",
                [("gaps", Double(capture.unseenGaps)), ("bytes", Double(capture.unseenBytes))])
        },
        FindingRule("capture-cut") { capture in
            let share = 100 * Double(capture.headersCut) / Double(max(1, capture.datagrams))
            guard capture.headersCut >= Bounds.headersCutLeast, share >= Bounds.headersCutPercent else { return nil }
            return .init(
                .warning,
                "\(text(capture.headersCut)) UDP datagrams were cut before an RTP header could be seen (snap length too short): "
                    + "streams may be missing.",
                [("cut", Double(capture.headersCut)), ("percent", share)])
        },
        FindingRule("time-reversals") { capture in
            let reversals = capture.framesReordered + capture.timeReversals
            guard reversals > 0 else { return nil }
            let told = "\(text(reversals)) frames carry an earlier time than one before them"
            return .init(
                .info,
                reversals == 1
                    ? "One frame carries an earlier time than one before it"
                        + (capture.timeReversals == 0
                            ? ": it was put in order of time."
                            : " by too much to be put in order: a clock step or merged captures; jitter there is not to be trusted.")
                    : capture.timeReversals == 0
                        ? told + ": they were put in order of time."
                        : told
                            + ", \(text(capture.timeReversals)) of them by too much to be put in order: clock steps or merged "
                            + "captures; jitter there is not to be trusted.",
                [
                    ("reversals", Double(reversals)), ("beyond_window", Double(capture.timeReversals)),
                    ("frames", Double(capture.frames)),
                ])
        },
    ]
}
