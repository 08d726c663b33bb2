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
    var firstTimestamp: UInt32 = 0
    var lastTimestamp: UInt32 = 0
    /// RTP clock, Hz; 0 while unknown.
    var clockRateHz: Int32 = 0
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
        (firstTimestamp, lastTimestamp, clockRateHz) = (seen.firstTimestamp, seen.lastTimestamp, seen.clockRateHz)
        guard !signalling.isSilent, let media = signalling.media(of: flow, from: start, to: end) else { return }
        signalled = SignalledLeg(call: media.call, side: media.sendingSide)
        otherLegs = media.otherLegs
    }
}

extension CallMember {
    /// Whether this stream goes on where an earlier one stopped, from or to another address or port: a NAT that has
    /// forgotten its binding, or a change of network; or between the same hosts from and to other ports, where a call was
    /// negotiated anew; or between others altogether, as ICE moves a call to another pair of addresses, if its clock goes on.
    func continues(_ earlier: CallMember) -> Bool {
        let pause = start &- earlier.end
        let step = Int16(bitPattern: firstSequence &- earlier.lastSequence)
        let steps: ClosedRange<Int16> = sharesEnd(with: earlier) ? 1...3000 : 1...100
        return ssrc == earlier.ssrc && flow != earlier.flow && steps.contains(step)
            && pause > -1_000_000_000 && pause <= CallAssembly.newCallAfter
            && (sharesWay(with: earlier) || keepsTime(with: earlier, after: pause))
    }

    /// Whether the timestamps say to a second how long after the last packet of an earlier stream this one begins.
    private func keepsTime(with earlier: CallMember, after pause: Int64) -> Bool {
        guard clockRateHz > 0, clockRateHz == earlier.clockRateHz, mainType == earlier.mainType else { return false }
        let ticks = Int64(Int32(bitPattern: firstTimestamp &- earlier.lastTimestamp))
        return abs(ticks * 1_000_000_000 / Int64(clockRateHz) - pause) <= 1_000_000_000
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
///
/// While calls are put together their directions are in no order, until `settle`: a call that thousands join would be
/// sorted for each of them.
struct CallLegs: Sendable, Equatable {
    /// The streams of one direction.
    private struct Direction: Sendable, Equatable {
        private(set) var places: [Int]
        /// Lowest of them; `Int.max` for none.
        private(set) var first: Int

        init(_ places: [Int]) {
            self.places = places
            first = places.min() ?? .max
        }

        mutating func append(_ place: Int) {
            places.append(place)
            first = min(first, place)
        }

        /// Takes the streams of another one, which is of no use then.
        ///
        /// - Complexity: O(n) of the shorter one.
        mutating func take(_ other: inout Direction) {
            if other.places.count > places.count { swap(&places, &other.places) }
            places.append(contentsOf: other.places)
            first = min(first, other.first)
        }

        mutating func settle() {
            if places.count > 1 { places.sort() }
        }
    }

    private var ahead: Direction
    private var behind: Direction
    /// The call that signalling names and the side that sends forward; `nil` where it names none.
    private(set) var signalled: SignalledLeg?
    /// Calls that signalling names at other points of the way; places in `SignallingTracker.calls`.
    private(set) var signalledElsewhere: [Int] = []

    init(forward: [Int], backward: [Int], signalled: SignalledLeg? = nil) {
        ahead = Direction(forward)
        behind = Direction(backward)
        self.signalled = signalled
    }

    /// What is left of a call that became part of another.
    static var none: CallLegs { CallLegs(forward: [], backward: []) }

    /// A call of one stream.
    init(first place: Int, _ stream: CallMember) {
        self.init(forward: [place], backward: [], signalled: stream.signalled)
        signalledElsewhere = stream.otherLegs
    }

    /// The direction of the first stream.
    var forward: [Int] { ahead.places }
    var backward: [Int] { behind.places }
    /// Lowest place.
    var first: Int { min(ahead.first, behind.first) }
    var isEmpty: Bool { forward.isEmpty && backward.isEmpty }

    /// Ascending.
    var members: [Int] {
        // As most calls of which only one direction was captured.
        backward.isEmpty && forward.count == 1 ? forward : (forward + backward).sorted()
    }

    /// Its streams where there are some of both directions, else 0.
    var pairedCount: Int { forward.isEmpty || backward.isEmpty ? 0 : forward.count + backward.count }

    /// The same call without the streams for which `isLeftOut` holds, unless that leaves none.
    func without(_ isLeftOut: (Int) -> Bool) -> CallLegs {
        var rest = self
        rest.ahead = Direction(forward.filter { !isLeftOut($0) })
        rest.behind = Direction(backward.filter { !isLeftOut($0) })
        return rest.isEmpty ? self : rest
    }

    /// Adds a later stream.
    mutating func append(_ place: Int, _ stream: CallMember, isForward: Bool) {
        if isForward { ahead.append(place) } else { behind.append(place) }
        note(elsewhere: stream.otherLegs)
        guard let leg = stream.signalled else { return }
        if signalled == nil { signalled = isForward ? leg : leg.turned } else { note(elsewhere: [leg.call]) }
    }

    /// Adds the streams of the same signalled call, each to the direction of its sender.
    mutating func unite(with other: CallLegs) {
        join(other, isTurned: signalled?.side != other.signalled?.side)
    }

    /// Adds calls at other points of the way.
    private mutating func note(elsewhere calls: [Int]) {
        for call in calls where call != signalled?.call && !signalledElsewhere.contains(call) {
            signalledElsewhere.append(call)
        }
    }

    /// Makes the streams for which `isAnswer` holds the other direction of a call that has one.
    mutating func turn(where isAnswer: (Int) -> Bool) {
        behind = Direction(forward.filter(isAnswer))
        ahead = Direction(forward.filter { !isAnswer($0) })
    }

    /// Adds the streams of this call at a later point.
    ///
    /// - Parameter namesFirst: Of two signalled calls the one that began first names both.
    /// - Returns: Whether what was the forward direction is the other one now.
    mutating func absorb(_ other: CallLegs, namesFirst: Bool, where isForward: (Int) -> Bool) -> Bool {
        takeName(of: other, namesFirst: namesFirst, isTurned: !other.forward.isEmpty && !isForward(other.ahead.first))
        note(elsewhere: other.signalledElsewhere)
        for places in [other.forward, other.backward] {
            for place in places { if isForward(place) { ahead.append(place) } else { behind.append(place) } }
        }
        return orient()
    }

    /// Adds the streams of a call that this one goes on in; at most one of the two is signalled.
    ///
    /// - Parameter isTurned: Its forward direction is the backward one here.
    /// - Returns: Whether what was the forward direction is the other one now.
    mutating func absorb(_ other: consuming CallLegs, isTurned: Bool) -> Bool {
        takeName(of: other, namesFirst: false, isTurned: isTurned)
        return join(other, isTurned: isTurned)
    }

    /// Adds the streams of a call of one direction as the answer to this one, which has one direction, too.
    mutating func answer(with other: CallLegs) {
        signalled = signalled ?? other.signalled?.turned
        note(elsewhere: other.signalledElsewhere)
        behind = other.ahead
        orient()
    }

    /// Puts each direction in order of time, once nothing more joins the call.
    mutating func settle() {
        ahead.settle()
        behind.settle()
    }

    private mutating func takeName(of other: borrowing CallLegs, namesFirst: Bool, isTurned: Bool) {
        guard let leg = other.signalled else { return }
        let known = signalled
        guard known.map({ namesFirst && leg.call < $0.call }) ?? true else { return note(elsewhere: [leg.call]) }
        signalled = isTurned ? leg.turned : leg
        if let known { note(elsewhere: [known.call]) }
    }

    @discardableResult private mutating func join(_ other: consuming CallLegs, isTurned: Bool) -> Bool {
        note(elsewhere: other.signalledElsewhere)
        if isTurned {
            ahead.take(&other.behind)
            behind.take(&other.ahead)
        } else {
            ahead.take(&other.ahead)
            behind.take(&other.behind)
        }
        return orient()
    }

    /// Makes the direction of the first stream the forward one.
    @discardableResult private mutating func orient() -> Bool {
        guard behind.first < ahead.first else { return false }
        swap(&ahead, &behind)
        signalled = signalled?.turned
        return true
    }
}

extension SignalledLeg {
    /// The other direction of the call.
    var turned: SignalledLeg { SignalledLeg(call: call, side: side.other) }
}
