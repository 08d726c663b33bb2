/// The datagrams of one flow that are numbered as RTP is, if it stood at one offset in them.
struct NumberedPackets {
    /// Ascending.
    private(set) var places: [Int] = []
    private(set) var isNumberedByType = false
    /// Steps of exactly +1.
    private var plusOne = 0

    /// - Returns: `nil` unless eight packets of one SSRC are, and they are most of what could be RTP there.
    init?(_ heads: [DatagramHead], at offset: Int) {
        var possible: [Int] = []
        for (place, head) in heads.enumerated() {
            if Self.mayBeRTP(head, at: offset) { possible.append(place) }
            // Most offsets end here.
            guard possible.count + heads.count - 1 - place >= VendorHeader.packetsNeeded else { return nil }
        }
        for (ssrc, group) in Self.groups(possible, { heads[$0].bigEndian32(offset + 8) }) {
            // Four equal bytes are padding.
            guard group.count >= VendorHeader.packetsNeeded, ssrc != ssrc << 8 | ssrc >> 24 else { continue }
            if take(group, heads, at: offset) { continue }
            for (_, ofType) in Self.groups(group, { UInt32(heads[$0].byte(offset + 1) & 0x7F) })
            where ofType.count >= VendorHeader.packetsNeeded && take(ofType, heads, at: offset) {
                isNumberedByType = true
            }
        }
        guard !places.isEmpty, places.count * 2 > possible.count else { return nil }
        places.sort()
    }

    /// More packets, then more regular ones: of two offsets the right one.
    func isBetter(than other: NumberedPackets?) -> Bool {
        guard let other else { return true }
        return (places.count, plusOne) > (other.places.count, other.plusOne)
    }

    private static func mayBeRTP(_ head: DatagramHead, at offset: Int) -> Bool {
        let first = head.byte(offset)
        let type = head.byte(offset + 1) & 0x7F
        return first >> 6 == 2 && (type < 64 || type > 95) && Int(head.captured) >= offset + 12
            && Int(head.length) >= offset + 12 + 4 * Int(first & 15)
    }

    /// Places by a value of theirs, groups in order of first appearance.
    private static func groups(_ places: [Int], _ value: (Int) -> UInt32) -> [(value: UInt32, places: [Int])] {
        var groups: [(value: UInt32, places: [Int])] = []
        for place in places {
            let value = value(place)
            if let index = groups.firstIndex(where: { $0.value == value }) {
                groups[index].places.append(place)
            } else {
                groups.append((value, [place]))
            }
        }
        return groups
    }

    /// Takes packets whose numbers advance by 1 ... 20 in 70 % of their steps while their timestamps keep a clock.
    private mutating func take(_ group: [Int], _ heads: [DatagramHead], at offset: Int) -> Bool {
        var (steps, advancing, ones) = (0, 0, 0)
        var timestamps = TimestampEvidence()
        for (earlier, later) in zip(group, group.dropFirst()) {
            let step = heads[later].bigEndian16(offset + 2) &- heads[earlier].bigEndian16(offset + 2)
            let ticks = Int32(
                bitPattern: heads[later].bigEndian32(offset + 4) &- heads[earlier].bigEndian32(offset + 4))
            // A packet that came twice is no step.
            if step == 0, ticks == 0 { continue }
            steps += 1
            if (1...20).contains(step) { advancing += 1 }
            if step == 1 { ones += 1 }
            let (from, to) = (heads[earlier].arrival, heads[later].arrival)
            timestamps.add(ticks: ticks, gap: from == FrameRef.noArrival || to == FrameRef.noArrival ? 0 : to &- from)
        }
        guard steps >= VendorHeader.packetsNeeded - 1, advancing * 10 >= steps * 7, timestamps.wild * 10 <= steps * 3,
            timestamps.hasClock
        else { return false }
        places += group
        plusOne += ones
        return true
    }
}
