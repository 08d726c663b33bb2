/// Finds the streams of one capture in another: by SSRC and numbers, else by what the packets carry.
enum StreamPairing {
    /// Packets that two streams have in common at least.
    static let packetsNeeded = 3
    /// The same where only payloads tell.
    static let payloadsNeeded = 8

    struct Pair: Sendable, Equatable {
        /// Index among the streams of the first and of the second capture.
        var a: Int
        var b: Int
        var shift: NumberShift
        /// The numbers are the same; otherwise only the payloads are.
        var isByHeader: Bool
        /// Packets in common, or payloads that agree.
        var common: Int
    }

    /// - Returns: Each stream at most once, in the order of the first capture; and how many of it share their packets
    ///   with so many streams of the second that not all of those were tried.
    /// - Complexity: O(n log n) of the packets.
    static func pairs(_ first: [SeenStream], _ second: [SeenStream]) -> (pairs: [Pair], inCrowd: Int) {
        let known = byHeader(first, second)
        var found = chosen(known.pairs, first, second, taken: [])
        found += chosen(byPayload(first, second, without: found), first, second, taken: found)
        return (found.sorted { $0.a < $1.a }, known.inCrowd)
    }

    /// The pairs with most in common first; among equals those whose addresses agree, then the lowest ids.
    private static func chosen(
        _ candidates: [Pair], _ first: [SeenStream], _ second: [SeenStream], taken: [Pair]
    ) -> [Pair] {
        var usedA = Set(taken.map(\.a))
        var usedB = Set(taken.map(\.b))
        let agreement = { (pair: Pair) -> Int in
            let (a, b) = (first[pair.a].flow, second[pair.b].flow)
            return (a.source == b.source ? 1 : 0) + (a.destination == b.destination ? 1 : 0)
                + (a.sourcePort == b.sourcePort ? 1 : 0) + (a.destinationPort == b.destinationPort ? 1 : 0)
        }
        let ranked = candidates.sorted {
            if $0.common != $1.common { return $0.common > $1.common }
            let (left, right) = (agreement($0), agreement($1))
            return left != right ? left > right : ($0.a, $0.b) < ($1.a, $1.b)
        }
        return ranked.filter { pair in
            guard !usedA.contains(pair.a), !usedB.contains(pair.b) else { return false }
            usedA.insert(pair.a)
            usedB.insert(pair.b)
            return true
        }
    }

    private static func byHeader(_ first: [SeenStream], _ second: [SeenStream]) -> (pairs: [Pair], inCrowd: Int) {
        let here = Dictionary(grouping: first.indices) { first[$0].ssrc }
        let there = Dictionary(grouping: second.indices) { second[$0].ssrc }
        var found: (pairs: [Pair], inCrowd: Int) = ([], 0)
        for (ssrc, streams) in here {
            guard let others = there[ssrc] else { continue }
            var shared = SharedNumbers(first, streams, second, others)
            found.pairs += shared.pairs(atLeast: packetsNeeded)
            found.inCrowd += shared.streamsInCrowd
        }
        return found
    }

    /// Where headers were written anew: payloads that came once in each capture vote for two streams and the constant
    /// by which their numbers differ.
    private static func byPayload(_ first: [SeenStream], _ second: [SeenStream], without found: [Pair]) -> [Pair] {
        struct Vote: Hashable {
            var a: Int
            var b: Int
            var shift: NumberShift
        }
        let (usedA, usedB) = (Set(found.map(\.a)), Set(found.map(\.b)))
        let restA = first.indices.filter { !usedA.contains($0) }
        let restB = second.indices.filter { !usedB.contains($0) }
        guard !restA.isEmpty, !restB.isEmpty else { return [] }
        let known = singlePayloads(first, restA)
        var votes: [Vote: Int] = [:]
        for (hash, b) in singlePayloads(second, restB) {
            guard let a = known[hash] else { continue }
            let (here, there) = (first[a.stream].packets[a.packet], second[b.stream].packets[b.packet])
            let shift = NumberShift(
                sequence: there.sequenceNumber &- here.sequenceNumber, timestamp: there.timestamp &- here.timestamp)
            votes[Vote(a: a.stream, b: b.stream, shift: shift), default: 0] += 1
        }
        return votes.filter { $0.value >= payloadsNeeded }
            .map { Pair(a: $0.a, b: $0.b, shift: $0.shift, isByHeader: false, common: $1) }
            .sorted {
                ($0.a, $0.b, $0.shift.sequence, $0.shift.timestamp)
                    < ($1.a, $1.b, $1.shift.sequence, $1.shift.timestamp)
            }
    }

    /// Where each payload lies that came once; repeated ones, as of silence and tones, tell nothing.
    private static func singlePayloads(
        _ streams: [SeenStream], _ places: [Int]
    ) -> [UInt64: (stream: Int, packet: Int)] {
        var found: [UInt64: (stream: Int, packet: Int)] = [:]
        var repeated: Set<UInt64> = []
        for place in places {
            for (index, packet) in streams[place].packets.enumerated() where packet.payloadHash != 0 {
                guard let earlier = found[packet.payloadHash] else {
                    found[packet.payloadHash] = (place, index)
                    continue
                }
                // A copy by a mirror port is the same packet.
                let same = streams[earlier.stream].packets[earlier.packet]
                if earlier.stream != place || same.number != packet.number { repeated.insert(packet.payloadHash) }
            }
        }
        for hash in repeated { found[hash] = nil }
        return found
    }
}
