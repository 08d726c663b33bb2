/// Puts streams together to calls by what signalling says of them, by their addresses and times.
enum CallAssembly {
    /// Silence in both directions of a flow after which the next stream is another call, ns.
    static let newCallAfter: Int64 = 30_000_000_000

    /// - Parameter streams: In the order of their ids.
    /// - Returns: Calls in order of their first stream; every stream is in exactly one.
    static func calls(of streams: [CallMember]) -> [CallLegs] {
        var calls = callsOnOneFlow(streams)
        uniteSignalledCalls(&calls)
        uniteLegs(&calls, streams)
        splitOneSided(&calls, streams)
        uniteCopies(&calls, streams)
        uniteContinued(&calls, streams)
        pairOneWayCalls(&calls, streams)
        // Every key once: a comparison that built it would build it for every pair.
        let order = calls.indices.map { (first: calls[$0].first, index: $0) }.sorted { $0.first < $1.first }
        return order.map { calls[$0.index] }
    }

    /// Calls whose two directions use the same two addresses and ports.
    ///
    /// A pause ends a call unless signalling says that it goes on; another call by signalling ends it without one.
    private static func callsOnOneFlow(_ streams: [CallMember]) -> [CallLegs] {
        let flows = streams.map { canonical($0.flow) }
        let order = streams.indices.sorted { left, right in
            flows[left] == flows[right] ? left < right : Flow.precedes(flows[left], flows[right])
        }
        var calls: [CallLegs] = []
        var open: (flow: Flow, end: Int64)?
        for place in order {
            let stream = streams[place]
            let flow = flows[place]
            if let current = open, current.flow == flow,
                goesOn(calls[calls.count - 1], with: stream, after: stream.start &- current.end)
            {
                calls[calls.count - 1].append(
                    place, stream, isForward: isForward(stream, in: calls[calls.count - 1], streams))
                open = (flow, max(current.end, stream.end))
            } else {
                calls.append(CallLegs(first: place, stream))
                open = (flow, stream.end)
            }
        }
        return calls
    }

    private static func isForward(_ stream: CallMember, in call: CallLegs, _ streams: [CallMember]) -> Bool {
        call.forward.first.map { streams[$0].flow == stream.flow } ?? true
    }

    /// - Parameter pause: ns without a stream on the flow; negative where streams overlap.
    private static func goesOn(_ call: CallLegs, with stream: CallMember, after pause: Int64) -> Bool {
        guard let known = call.signalled, let new = stream.signalled else { return pause <= newCallAfter }
        return known.call == new.call || call.signalledElsewhere.contains(new.call)
    }

    /// Puts together what signalling says is one call, on whatever addresses and ports.
    private static func uniteSignalledCalls(_ calls: inout [CallLegs]) {
        guard calls.contains(where: { $0.signalled != nil }) else { return }
        var united: [CallLegs] = []
        var places: [Int: Int] = [:]
        for call in calls {
            if let signalled = call.signalled, let place = places[signalled.call] {
                united[place].unite(with: call)
            } else {
                if let signalled = call.signalled { places[signalled.call] = united.count }
                united.append(call)
            }
        }
        calls = united
        settle(&calls)
    }

    /// Puts calls in order that others were put into, and leaves those out that are part of others now.
    private static func settle(_ calls: inout [CallLegs]) {
        calls.removeAll(where: \.isEmpty)
        for index in calls.indices { calls[index].settle() }
    }

    /// Puts together calls of which one names the other as a leg of its media.
    private static func uniteLegs(_ calls: inout [CallLegs], _ streams: [CallMember]) {
        guard calls.contains(where: { !$0.signalledElsewhere.isEmpty }) else { return }
        var homes: [Int: Int] = [:]
        for (index, call) in calls.enumerated() {
            for place in call.signalledElsewhere where homes[place] == nil { homes[place] = index }
        }
        var known = KnownDirections { streams[$0].flow.source }
        for index in calls.indices {
            guard let own = calls[index].signalled, let home = homes[own.call], home != index,
                !calls[home].isEmpty, !calls[index].isEmpty
            else { continue }
            known.move(index, to: home, of: &calls)
        }
        settle(&calls)
    }

    /// Takes streams of a call of one direction that run against it, between the same two hosts, for the answer:
    /// descriptions that name the wrong host must not make one side of both.
    private static func splitOneSided(_ calls: inout [CallLegs], _ streams: [CallMember]) {
        for index in calls.indices where calls[index].backward.isEmpty && calls[index].forward.count > 1 {
            let flow = streams[calls[index].forward[0]].flow
            calls[index].turn { place in
                streams[place].copyOf == nil && streams[place].flow.source == flow.destination
                    && streams[place].flow.destination == flow.source && flow.source != flow.destination
            }
        }
    }

    /// Places of streams and of those in which they go on; of each SSRC in order of time.
    static func continuations(of streams: [CallMember]) -> [(earlier: Int, later: Int)] {
        let keys = streams.indices.map { PlacedKey(UInt64(streams[$0].ssrc), place: $0) }
        let order = PlacedKey.recurring(keys).sorted().map(\.place)
        return zip(order, order.dropFirst()).filter { streams[$1].continues(streams[$0]) }
    }

    /// Makes one call of two where a stream of the one goes on in the other.
    private static func uniteContinued(_ calls: inout [CallLegs], _ streams: [CallMember]) {
        var pairs = continuations(of: streams)
        for (place, stream) in streams.enumerated() {
            if let first = stream.turnsWith, first != place { pairs.append((first, place)) }
        }
        guard !pairs.isEmpty else { return }
        var places = PlacesInCalls(calls, streamCount: streams.count)
        for (earlier, later) in pairs {
            let (one, other) = (places[earlier], places[later])
            guard one.call != other.call, calls[one.call].signalled == nil || calls[other.call].signalled == nil
            else { continue }
            var guest = CallLegs.none
            swap(&guest, &calls[other.call])
            let isTurned = one.isForward != other.isForward
            places.move(other.call, to: one.call, isTurned: isTurned)
            if calls[one.call].absorb(guest, isTurned: isTurned) { places.turn(one.call) }
        }
        settle(&calls)
    }

    /// Makes one call of two whose streams are the same media, seen at two points of their way.
    private static func uniteCopies(_ calls: inout [CallLegs], _ streams: [CallMember]) {
        guard streams.contains(where: { $0.copyOf != nil }) else { return }
        func media(_ place: Int) -> Int { streams[place].copyOf ?? place }
        // Others are seen in one call only.
        var hasCopies = [Bool](repeating: false, count: streams.count)
        for stream in streams { if let original = stream.copyOf { hasCopies[original] = true } }
        // The first call in which each medium is seen.
        var home: [Int: Int] = [:]
        var known = KnownDirections(of: media)
        // The largest first: a relay may part sound and video of one call. One direction alone, as of music that several hear,
        // joins nothing that began later.
        let order = calls.indices.sorted { left, right in
            let (one, other) = (calls[left].pairedCount, calls[right].pairedCount)
            return one == other ? left < right : one > other
        }
        for index in order {
            let members = calls[index].members
            if hasCopies[media(members[0])], let first = home[media(members[0])],
                first < index || !calls[index].backward.isEmpty, members.allSatisfy({ home[media($0)] == first })
            {
                known.move(index, to: first, of: &calls, namesFirst: true)
            } else {
                for place in members where hasCopies[media(place)] && home[media(place)] == nil {
                    home[media(place)] = index
                }
            }
        }
        settle(&calls)
    }

    /// Pairs calls of one direction whose hosts answer each other from other ports: same two hosts, same payload type,
    /// most of the shorter one's time shared, and no other call that would fit as well.
    private static func pairOneWayCalls(_ calls: inout [CallLegs], _ streams: [CallMember]) {
        let answerable = answerable(calls, streams)
        var byHosts: [HostPair: [Int]] = [:]
        for index in answerable {
            let flow = streams[calls[index].forward[0]].flow
            byHosts[HostPair(flow.source, flow.destination), default: []].append(index)
        }
        var merged = Set<Int>()
        for index in answerable where !merged.contains(index) {
            let flow = streams[calls[index].forward[0]].flow
            guard
                let partner = onlyMatch(
                    of: index, in: byHosts[HostPair(flow.destination, flow.source)], calls, streams),
                onlyMatch(of: partner, in: byHosts[HostPair(flow.source, flow.destination)], calls, streams) == index,
                partner > index, !merged.contains(partner)
            else { continue }
            calls[index].answer(with: calls[partner])
            merged.insert(partner)
        }
        guard !merged.isEmpty else { return }
        calls = calls.indices.filter { !merged.contains($0) }.map { calls[$0] }
    }

    /// Calls of one direction for which there is another between the same hosts the other way, and a few more: most are
    /// alone, and need not be put into a table.
    private static func answerable(_ calls: [CallLegs], _ streams: [CallMember]) -> [Int] {
        let oneWay = calls.indices.filter { calls[$0].backward.isEmpty }
        // Four bits a call or more.
        let shift = UInt64(oneWay.count * 4 + 1).leadingZeroBitCount
        var isTaken = [Bool](repeating: false, count: 1 << (64 - shift))
        func bit(_ source: Address, _ destination: Address) -> Int {
            let mixed =
                (source.low ^ source.high) &* 0x9E37_79B9_7F4A_7C15
                ^ (destination.low ^ destination.high) &* 0xA076_1D64_78BD_642F
            return Int(truncatingIfNeeded: ((mixed ^ mixed >> 32) &* 0x9E37_79B9_7F4A_7C15) >> UInt64(shift))
        }
        func flow(_ index: Int) -> Flow { streams[calls[index].forward[0]].flow }
        for index in oneWay { isTaken[bit(flow(index).source, flow(index).destination)] = true }
        return oneWay.filter { isTaken[bit(flow($0).destination, flow($0).source)] }
    }

    private struct HostPair: Hashable {
        var source: Address
        var destination: Address

        init(_ source: Address, _ destination: Address) {
            self.source = source
            self.destination = destination
        }
    }

    private static func onlyMatch(
        of index: Int, in candidates: [Int]?, _ calls: [CallLegs], _ streams: [CallMember]
    ) -> Int? {
        // Two busy gateways have thousands of calls between them: there this says nothing and costs a square.
        guard let candidates, candidates.count <= 64 else { return nil }
        let fitting = candidates.filter { $0 != index && fits(calls[index], calls[$0], streams) }
        guard fitting.count > 1 else { return fitting.first }
        // Both directions of a call begin and end together: one that does, where no other comes near it.
        let own = extent(of: calls[index], streams)
        let apart = fitting.map { (apart: distance(own, extent(of: calls[$0], streams)), index: $0) }
            .sorted { $0.apart < $1.apart }
        let isAlone = max(apart[0].apart, leastApart) * 4 <= apart[1].apart
        return apart[0].apart <= longestApart && isAlone ? apart[0].index : nil
    }

    /// By how much the ends of two directions may be apart, both together, where others overlap them as well: eighths of
    /// a nanosecond. What is less than the least says nothing.
    private static let longestApart: UInt64 = 1_000_000_000 / 8
    private static let leastApart: UInt64 = 50_000_000 / 8

    private static func fits(_ left: CallLegs, _ right: CallLegs, _ streams: [CallMember]) -> Bool {
        guard streams[left.forward[0]].mainType == streams[right.forward[0]].mainType,
            left.signalled == nil || right.signalled == nil
        else { return false }
        let (a, b) = (extent(of: left, streams), extent(of: right, streams))
        let shared = min(a.end, b.end) &- max(a.start, b.start)
        return shared > 0 && shared >= min(a.end &- a.start, b.end &- b.start) / 2
    }

    /// First and last arrival of a call of one direction, ns.
    private static func extent(of call: CallLegs, _ streams: [CallMember]) -> (start: Int64, end: Int64) {
        call.forward.reduce((.max, .min)) { (min($0.0, streams[$1].start), max($0.1, streams[$1].end)) }
    }

    private static func distance(_ left: (start: Int64, end: Int64), _ right: (start: Int64, end: Int64)) -> UInt64 {
        // An eighth, so that no sum is too large: times are what a file says.
        (left.start &- right.start).magnitude / 8 + (left.end &- right.end).magnitude / 8
    }

    /// The direction of a flow whose source sorts first.
    private static func canonical(_ flow: Flow) -> Flow {
        let isOrdered =
            flow.source == flow.destination
            ? flow.sourcePort <= flow.destinationPort : Address.precedes(flow.source, flow.destination)
        return isOrdered ? flow : flow.reversed
    }
}
