/// When packets were sent, by their timestamps alone: for a stream whose frames tell no times.
struct SendingTime: Sendable {
    private var previous: (timestamp: UInt32, arrival: Int64)?

    /// The next packet, as if it had arrived when it was sent; the first one stays where it is.
    ///
    /// - Parameter clockRateHz: RTP clock of the packet.
    mutating func timed(_ packet: PacketEvent, clockRateHz: Int32) -> PacketEvent {
        var timed = packet
        if let previous {
            let ticks = Double(Int32(bitPattern: packet.timestamp &- previous.timestamp))
            timed.arrival = previous.arrival &+ Int64(ticks * 1e9 / Double(max(1, clockRateHz)))
        }
        previous = (timed.timestamp, timed.arrival)
        return timed
    }
}
