/// The packets of one stream at two points, each found at the other or not.
struct PairedPackets: Sendable {
    /// Indices into the packets of both, in the order of the first point; first sightings only.
    private(set) var both: [(a: Int32, b: Int32)] = []
    /// First sightings that the other point does not have, ascending.
    private(set) var onlyA: [Int32] = []
    private(set) var onlyB: [Int32] = []
    private(set) var duplicatesA = 0
    private(set) var duplicatesB = 0

    /// - Parameter shift: What was added to the numbers between `a` and `b`.
    init(_ a: [SeenPacket], _ b: [SeenPacket], shift: NumberShift) {
        var places = [UInt64: Int32](minimumCapacity: b.count)
        var firstB: [(number: UInt64, place: Int32)] = []
        for (place, packet) in b.enumerated() {
            let number = packet.number(movedBackBy: shift)
            guard places[number] == nil else {
                duplicatesB += 1
                continue
            }
            places[number] = Int32(truncatingIfNeeded: place)
            firstB.append((number, Int32(truncatingIfNeeded: place)))
        }
        var seen = Set<UInt64>(minimumCapacity: a.count)
        for (place, packet) in a.enumerated() {
            guard seen.insert(packet.number).inserted else {
                duplicatesA += 1
                continue
            }
            if let other = places[packet.number] {
                both.append((Int32(truncatingIfNeeded: place), other))
            } else {
                onlyA.append(Int32(truncatingIfNeeded: place))
            }
        }
        onlyB = firstB.filter { !seen.contains($0.number) }.map(\.place)
    }
}
