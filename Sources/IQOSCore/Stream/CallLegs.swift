/// A stream as far as its place in a call goes.
struct CallMember: Sendable {
    var flow: Flow
    /// First and last arrival, ns.
    var start: Int64
    var end: Int64
    /// Type of most media packets.
    var mainType: UInt8?
    var media = StreamMedia.sound
    /// What signalling says of it; `nil` for nothing.
    var signalled: SignalledLeg?
    /// Other legs that announce the same two ends; places in `SignallingTracker.calls`.
    var otherLegs: [Int] = []
    var ssrc: UInt32 = 0
    var firstSequence: UInt16 = 0
    var lastSequence: UInt16 = 0
    /// The stream that this one is at a later point; `nil` for most.
    var copyOf: Int?
    /// The first of the streams between which its sender changes to and fro; `nil` for most.
    var turnsWith: Int?
}

extension CallMember {
    init(_ seen: MediaSighting, _ signalling: borrowing SignallingTracker) {
        flow = seen.flow
        start = seen.firstArrival
        // A clock that is set back on the way makes no stream end before it began.
        end = max(seen.firstArrival, seen.lastArrival)
        mainType = seen.mainType
        media = seen.media
        ssrc = seen.ssrc
        firstSequence = seen.firstSequence
        lastSequence = seen.lastSequence
        guard !signalling.isSilent, let media = signalling.media(of: flow, from: start, to: end) else { return }
        signalled = SignalledLeg(call: media.call, side: media.sendingSide)
        otherLegs = media.otherLegs
    }
}

extension CallMember {
    /// Whether this stream goes on where an earlier one stopped, from or to another address or port: a NAT that has
    /// forgotten its binding, or a change of network; or between the same hosts from and to other ports, where a call was
    /// negotiated anew.
    func continues(_ earlier: CallMember) -> Bool {
        let pause = start &- earlier.end
        let step = Int16(bitPattern: firstSequence &- earlier.lastSequence)
        let steps: ClosedRange<Int16> = sharesEnd(with: earlier) ? 1...3000 : 1...100
        return ssrc == earlier.ssrc && sharesWay(with: earlier) && steps.contains(step)
            && pause > -1_000_000_000 && pause <= CallAssembly.newCallAfter
    }

    private func sharesEnd(with other: CallMember) -> Bool {
        flow.destination == other.flow.destination && flow.destinationPort == other.flow.destinationPort
            || flow.source == other.flow.source && flow.sourcePort == other.flow.sourcePort
    }

    /// Whether both have one end or both hosts in common, and not the other one, too.
    func sharesWay(with other: CallMember) -> Bool {
        let sharesHosts = flow.source == other.flow.source && flow.destination == other.flow.destination
        return flow != other.flow && (sharesEnd(with: other) || sharesHosts)
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
    /// Calls that signalling names at other points of the way; places in `SignallingTracker.calls`.
    private(set) var signalledElsewhere: [Int] = []

    init(forward: [Int], backward: [Int], signalled: SignalledLeg? = nil) {
        self.forward = forward
        self.backward = backward
        self.signalled = signalled
    }

    /// A call of one stream.
    init(first place: Int, _ stream: CallMember) {
        self.init(forward: [place], backward: [], signalled: stream.signalled)
        signalledElsewhere = stream.otherLegs
    }

    /// Lowest place.
    var first: Int { min(forward.min() ?? .max, backward.min() ?? .max) }

    var members: [Int] {
        // As most calls of which only one direction was captured.
        backward.isEmpty && forward.count == 1 ? forward : (forward + backward).sorted()
    }

    /// Its streams where there are some of both directions, else 0.
    var pairedCount: Int { forward.isEmpty || backward.isEmpty ? 0 : forward.count + backward.count }

    /// The same call without the streams for which `isLeftOut` holds, unless that leaves none.
    func without(_ isLeftOut: (Int) -> Bool) -> CallLegs {
        var rest = self
        rest.forward.removeAll(where: isLeftOut)
        rest.backward.removeAll(where: isLeftOut)
        return rest.members.isEmpty ? self : rest
    }

    /// Adds a later stream.
    mutating func append(_ place: Int, _ stream: CallMember, isForward: Bool) {
        if isForward { forward.append(place) } else { backward.append(place) }
        note(elsewhere: stream.otherLegs)
        guard let leg = stream.signalled else { return }
        if signalled == nil { signalled = isForward ? leg : leg.turned } else { note(elsewhere: [leg.call]) }
    }

    /// Adds the streams of the same signalled call, each to the direction of its sender.
    mutating func unite(with other: CallLegs) {
        let isTurned = signalled?.side != other.signalled?.side
        forward = (forward + (isTurned ? other.backward : other.forward)).sorted()
        backward = (backward + (isTurned ? other.forward : other.backward)).sorted()
        note(elsewhere: other.signalledElsewhere)
        orient()
    }

    /// Adds calls at other points of the way.
    private mutating func note(elsewhere calls: [Int]) {
        for call in calls where call != signalled?.call && !signalledElsewhere.contains(call) {
            signalledElsewhere.append(call)
        }
    }

    /// Makes the streams for which `isAnswer` holds the other direction of a call that has one.
    mutating func turn(where isAnswer: (Int) -> Bool) {
        backward = forward.filter(isAnswer)
        forward.removeAll(where: isAnswer)
    }

    /// Adds the streams of this call at a later point.
    ///
    /// - Parameter namesFirst: Of two signalled calls the one that began first names both.
    mutating func absorb(_ other: CallLegs, namesFirst: Bool = false, where isForward: (Int) -> Bool) {
        if let leg = other.signalled {
            let known = signalled
            if known.map({ namesFirst && leg.call < $0.call }) ?? true {
                signalled = other.forward.first.map(isForward) ?? true ? leg : leg.turned
                if let known { note(elsewhere: [known.call]) }
            } else {
                note(elsewhere: [leg.call])
            }
        }
        note(elsewhere: other.signalledElsewhere)
        forward = (forward + other.members.filter(isForward)).sorted()
        backward = (backward + other.members.filter { !isForward($0) }).sorted()
        orient()
    }

    /// Adds the streams of a call of one direction as the answer to this one, which has one direction, too.
    mutating func answer(with other: CallLegs) {
        signalled = signalled ?? other.signalled?.turned
        note(elsewhere: other.signalledElsewhere)
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
