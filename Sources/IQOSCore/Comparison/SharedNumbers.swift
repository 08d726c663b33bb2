/// Streams of two captures that have one SSRC, and how many packets each two of them have in common.
///
/// Load generators play one recording in every call: thousands of streams then have the same SSRC and the same
/// packets, and each of one capture could be each of the other. A packet that many streams have tells little: it is
/// looked for only in those that lie near, by address or by their place in the order of both captures.
struct SharedNumbers {
    /// Streams of the second capture that may have a packet before only the near ones are asked for it.
    static let crowd = 16

    private struct Seen: Comparable {
        var number: UInt64
        /// Position in `second`.
        var place: Int32

        static func < (left: Seen, right: Seen) -> Bool {
            (left.number, left.place) < (right.number, right.place)
        }
    }

    private let first: [SeenStream]
    private let second: [SeenStream]
    /// Indices of the streams of this SSRC.
    private let here: [Int]
    private let there: [Int]
    /// Each packet of each stream in `there` once.
    private var packets: [Seen] = []
    private var neighbours: Neighbours?
    /// Streams in `here` that were not looked for in all of `there`.
    private(set) var streamsInCrowd = 0

    init(_ first: [SeenStream], _ here: [Int], _ second: [SeenStream], _ there: [Int]) {
        self.first = first
        self.second = second
        self.here = here
        self.there = there
        for (place, stream) in there.enumerated() {
            packets += second[stream].distinctNumbers.map { Seen(number: $0, place: Int32(truncatingIfNeeded: place)) }
        }
        packets.sort()
    }

    /// - Complexity: O(n log n) of the packets of both.
    mutating func pairs(atLeast least: Int) -> [StreamPairing.Pair] {
        var found: [StreamPairing.Pair] = []
        for (rank, stream) in here.enumerated() {
            for (place, common) in common(rank).sorted(by: { $0.key < $1.key }) where common >= least {
                found.append(
                    StreamPairing.Pair(
                        a: stream, b: there[place], shift: NumberShift(), isByHeader: true, common: common))
            }
        }
        return found
    }

    /// Packets that the stream at `rank` of `here` shares with each position of `there`.
    private mutating func common(_ rank: Int) -> [Int: Int] {
        var counts: [Int: Int] = [:]
        var near: [Int]?
        for number in first[here[rank]].distinctNumbers {
            let start = place(of: Seen(number: number, place: 0))
            guard start < packets.count, packets[start].number == number else { continue }
            guard start + Self.crowd < packets.count, packets[start + Self.crowd].number == number else {
                for seen in packets[start...].prefix(Self.crowd) where seen.number == number {
                    counts[Int(seen.place), default: 0] += 1
                }
                continue
            }
            if near == nil {
                near = neighbours(of: rank)
                streamsInCrowd += 1
            }
            for position in near ?? [] {
                let wanted = Seen(number: number, place: Int32(truncatingIfNeeded: position))
                let found = place(of: wanted)
                if found < packets.count, packets[found] == wanted { counts[position, default: 0] += 1 }
            }
        }
        return counts
    }

    /// Index of the first in `packets` that does not come before `wanted`.
    private func place(of wanted: Seen) -> Int {
        packets.partitioningIndex { $0 >= wanted }
    }

    private mutating func neighbours(of rank: Int) -> [Int] {
        let known = neighbours ?? Neighbours(there.map { second[$0].flow })
        neighbours = known
        return known.near(first[here[rank]].flow, rank: rank, atMost: Self.crowd)
    }
}

/// Streams by what is alike in their addresses, and by their place among all.
private struct Neighbours {
    private struct End: Hashable {
        var address: Address
        var port: UInt16
    }

    private var byFlow: [Flow: [Int]] = [:]
    private var bySource: [End: [Int]] = [:]
    private var byDestination: [End: [Int]] = [:]
    private let all: Range<Int>

    init(_ flows: [Flow]) {
        all = flows.indices
        for (place, flow) in flows.enumerated() {
            byFlow[flow, default: []].append(place)
            bySource[End(address: flow.source, port: flow.sourcePort), default: []].append(place)
            byDestination[End(address: flow.destination, port: flow.destinationPort), default: []].append(place)
        }
    }

    /// Those of the same addresses first, then those at the same place in the order of the capture.
    func near(_ flow: Flow, rank: Int, atMost count: Int) -> [Int] {
        var found: [Int] = []
        let alike = [
            byFlow[flow], bySource[End(address: flow.source, port: flow.sourcePort)],
            byDestination[End(address: flow.destination, port: flow.destinationPort)],
        ]
        // Half of them are for those that nothing but their place speaks for.
        for places in alike.compactMap(\.self) {
            add(Self.around(rank, in: places, atMost: count / 2), to: &found, atMost: count / 2)
        }
        let begin = max(0, min(rank - count / 2, all.count - count))
        add(begin..<min(begin + count, all.count), to: &found, atMost: count)
        return found
    }

    private func add(_ places: some Sequence<Int>, to found: inout [Int], atMost count: Int) {
        for place in places where found.count < count && !found.contains(place) { found.append(place) }
    }

    /// Those of ascending `places` that lie nearest to `rank`, about as many on either side.
    private static func around(_ rank: Int, in places: [Int], atMost count: Int) -> ArraySlice<Int> {
        let low = places.partitioningIndex { $0 >= rank }
        let begin = max(0, min(low - count / 2, places.count - count))
        return places[begin...].prefix(count)
    }
}

extension SeenStream {
    /// Ascending.
    fileprivate var distinctNumbers: [UInt64] {
        var numbers = packets.map(\.number)
        numbers.sort()
        var kept = 0
        for number in numbers where kept == 0 || numbers[kept - 1] != number {
            numbers[kept] = number
            kept += 1
        }
        numbers.removeLast(numbers.count - kept)
        return numbers
    }
}
