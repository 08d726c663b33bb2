/// A stream as far as its place in a call goes.
struct CallMember: Sendable {
    var flow: Flow
    /// First and last arrival, ns.
    var start: Int64
    var end: Int64
    /// Type of most media packets.
    var mainType: UInt8?
    /// What signalling says of it; `nil` for nothing.
    var signalled: SignalledLeg?
}

extension CallMember {
    init(_ analyzer: StreamAnalyzer, _ signalling: SignallingTracker) {
        flow = analyzer.key.flow
        start = analyzer.first.arrival
        end = analyzer.last.arrival
        mainType = analyzer.census.mainType
        guard !signalling.isSilent, let media = signalling.media(of: flow, from: start, to: end) else { return }
        signalled = SignalledLeg(call: media.call, side: media.sendingSide)
    }
}

/// One direction of a signalled call.
struct SignalledLeg: BitwiseCopyable, Sendable, Equatable {
    /// Place in `SignallingTracker.calls`.
    var call: Int
    /// The side that sends.
    var side: CallSide
}

/// A conversation: places of its streams in the list they were assembled from, each direction in order of time.
struct CallLegs: Sendable, Equatable {
    /// The direction of the first stream.
    private(set) var forward: [Int]
    private(set) var backward: [Int]
    /// The call that signalling names and the side that sends forward; `nil` where it names none.
    private(set) var signalled: SignalledLeg?

    init(forward: [Int], backward: [Int], signalled: SignalledLeg? = nil) {
        self.forward = forward
        self.backward = backward
        self.signalled = signalled
    }

    /// A call of one stream.
    init(first place: Int, _ stream: CallMember) {
        self.init(forward: [place], backward: [], signalled: stream.signalled)
    }

    /// Lowest place.
    var first: Int { min(forward.min() ?? .max, backward.min() ?? .max) }

    var members: [Int] { (forward + backward).sorted() }

    /// Adds a later stream.
    mutating func append(_ place: Int, _ stream: CallMember, isForward: Bool) {
        if isForward { forward.append(place) } else { backward.append(place) }
        guard signalled == nil, let leg = stream.signalled else { return }
        signalled = isForward ? leg : leg.turned
    }

    /// Adds the streams of the same signalled call, each to the direction of its sender.
    mutating func unite(with other: CallLegs) {
        let isTurned = signalled?.side != other.signalled?.side
        forward = (forward + (isTurned ? other.backward : other.forward)).sorted()
        backward = (backward + (isTurned ? other.forward : other.backward)).sorted()
        orient()
    }

    /// Adds the streams of a call of one direction as the answer to this one, which has one direction, too.
    mutating func answer(with other: CallLegs) {
        signalled = signalled ?? other.signalled?.turned
        backward = other.forward
        orient()
    }

    /// Makes the direction of the first stream the forward one.
    private mutating func orient() {
        guard (backward.first ?? .max) < (forward.first ?? .max) else { return }
        (forward, backward) = (backward, forward)
        signalled = signalled?.turned
    }
}

extension SignalledLeg {
    /// The other direction of the call.
    var turned: SignalledLeg { SignalledLeg(call: call, side: side.other) }
}
