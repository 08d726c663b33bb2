import IQOSCore

/// How many calls sound how, and the sentence that says so: the heading of a page, and of an index over many captures.
struct Verdict: Codable, Sendable, Equatable {
    /// Below this two or three packets decide over a score, and nobody could tell how the call sounded, s.
    static let leastSeconds = 2.0

    private var good = 0
    private var fair = 0
    private var poor = 0
    private var bad = 0
    private(set) var unrated = 0
    /// Rated, but too short to be judged by their score.
    private(set) var short = 0
    /// Calls that have a serious fault though their score is not low: what is wrong is not in the packets.
    private var faulty = 0
    /// Calls whose score is low and that have a serious fault.
    private var lowAndFaulty = 0
    /// Calls of which signalling tells, with or without a stream.
    var signalled = 0

    /// - Parameter isFaulty: It has a critical finding.
    mutating func add(_ call: QualityRank, isFaulty: Bool) {
        let band = call.isShort ? .unknown : QualityBand(mosLQ: call.mosLQ)
        switch band {
        case .good: good += 1
        case .fair: fair += 1
        case .poor: poor += 1
        case .bad: bad += 1
        case .unknown where call.isShort: short += 1
        case .unknown: unrated += 1
        }
        guard isFaulty else { return }
        if [.poor, .bad].contains(band) { lowAndFaulty += 1 } else { faulty += 1 }
    }

    static func + (left: Verdict, right: Verdict) -> Verdict {
        var sum = left
        sum.good += right.good
        sum.fair += right.fair
        sum.poor += right.poor
        sum.bad += right.bad
        sum.unrated += right.unrated
        sum.short += right.short
        sum.faulty += right.faulty
        sum.lowAndFaulty += right.lowAndFaulty
        sum.signalled += right.signalled
        return sum
    }

    var calls: Int { rated + unrated + short }

    /// Calls that can be judged by their score.
    var rated: Int { good + fair + poor + bad }

    /// Category of the worst call, which colours the whole; a call with a serious fault is no better than poor.
    var band: QualityBand {
        if bad > 0 { return .bad }
        if poor > 0 || faulty > 0 { return .poor }
        return fair > 0 ? .fair : good > 0 ? .good : .unknown
    }

    /// The verdict in one sentence.
    func sentence(_ say: Wording) -> String {
        guard calls > 0 else { return say(signalled > 0 ? .onlySignalling : .noCall) }
        if calls == 1 { return say(ofOne) }
        if rated == 0, faulty == 0 { return ofNone(say) }
        if poor + bad > 0 { return ofLow(say) }
        if faulty > 0 {
            return faulty == 1
                ? say(.oneFaultyOf, say.count(calls)) : say(.someFaultyOf, say.count(faulty), say.count(calls))
        }
        switch (rated, isWhole: rated == calls) {
        case (1, _): return say(fair > 0 ? .oneRatedFair : .oneRatedGood)
        case (2, true): return say(fair > 0 ? .bothFair : .bothGood)
        case (2, false): return say(fair > 0 ? .bothRatedFair : .bothRatedGood)
        case (_, true): return say(fair > 0 ? .allFair : .allGood, say.count(rated))
        case (_, false): return say(fair > 0 ? .allRatedFair : .allRatedGood, say.count(rated))
        }
    }

    private var ofOne: Phrase {
        if rated == 0 { return faulty > 0 ? .oneFaulty : short > 0 ? .oneShort : .oneUnrated }
        // How it sounds comes first: a fault alone would read as worse than a low score. Where the score is good the
        // fault is not in the packets, as of a call with one direction only, and nobody would call it good.
        if bad > 0 { return lowAndFaulty > 0 ? .oneBadFaulty : .oneBad }
        if poor > 0 { return lowAndFaulty > 0 ? .onePoorFaulty : .onePoor }
        if fair > 0 { return faulty > 0 ? .oneFairFaulty : .oneFair }
        return faulty > 0 ? .oneFaulty : .oneGood
    }

    private func ofNone(_ say: Wording) -> String {
        if short == 0 { return say(.noneRated, say.count(calls)) }
        if unrated == 0, calls == 2 { return say(.bothShort) }
        return say(unrated == 0 ? .allShort : .noneJudged, say.count(calls))
    }

    private func ofLow(_ say: Wording) -> String {
        let low = poor + bad
        let told =
            low == 1
            ? say(bad == 0 ? .onePoorOf : .oneBadOf, say.count(calls))
            : say(bad == 0 ? .somePoorOf : poor == 0 ? .someBadOf : .someLowOf, say.count(low), say.count(calls))
        switch faulty {
        case 0: return told + "."
        case 1: return told + say(.oneFaultyMore) + "."
        default: return told + say(.someFaultyMore, say.count(faulty)) + "."
        }
    }

    /// Calls that the sentence says nothing of; empty where there are none, else with a blank in front.
    func remark(_ say: Wording) -> String {
        // Then the sentence says it.
        if calls == 1 || (rated == 0 && faulty == 0 && (unrated == 0 || short == 0)) { return "" }
        let unratedOnes = unrated == 1 ? say(.oneCallUnrated) : say(.someCallsUnrated, say.count(unrated))
        let shortOnes = short == 1 ? say(.oneCallShort) : say(.someCallsShort, say.count(short))
        return (unrated == 0 ? "" : unratedOnes) + (short == 0 ? "" : shortOnes)
    }
}
