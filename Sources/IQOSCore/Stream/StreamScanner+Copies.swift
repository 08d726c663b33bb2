/// Packets whose number had come before: compared with the one that came then.
extension StreamScanner {
    /// Adds a packet to a known stream, once it is told of which kind it is if it is a copy.
    ///
    /// - Parameters:
    ///   - payload: Its captured part in `bytes`.
    ///   - frame: Whose bytes these are; `nil` where they were put together.
    @inline(never) mutating func compare(
        _ packet: PacketEvent, with place: Int, payload: Range<Int>, in bytes: RawSpan, of frame: FrameRef?
    ) {
        let isBehind = live[place].run.isBehind(packet.sequenceNumber)
        if isBehind { flush(place) }
        // Of a row of packets that comes again only the first is behind the one before it.
        let isCopy = (isBehind || live[place].isCompared) && analyzers[place].hasCome(packet.sequenceNumber)
        guard isCopy || live[place].isCompared else { return append(packet, to: place, payload: payload, in: bytes) }
        let identity = PacketIdentity(packet, payload, in: bytes, way: frame.flatMap { FrameWay($0, in: bytes) })
        var told = packet
        told.copyKind = analyzers[place].compare(identity, isCopy: isCopy)
        told.isRepeated = isCopy && analyzers[place].repeats(told)
        live[place].isCompared = analyzers[place].isComparing
        append(told, to: place, payload: payload, in: bytes)
    }
}
