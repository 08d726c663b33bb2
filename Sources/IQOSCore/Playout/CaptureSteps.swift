/// Where the capture's clock was set back while a stream went on: its sound goes on by the sender's clock then.
///
/// Frames that are out of order by as much as readers put in order never show here. Each stream goes on by its own
/// timestamps from its newest packet, so that two directions stay together.
struct CaptureSteps: BitwiseCopyable, Sendable {
    /// An earlier arrival than the newest by more is no disorder, ns.
    private static let least: Int64 = 2_000_000_000
    /// Time between two timestamps that is believed, ns.
    private static let longestPause: Int64 = 60_000_000_000

    /// What arrivals lack by now, ns, ≥ 0.
    private(set) var back: Int64 = 0
    private var newest = Int64.min
    private var timestamp: UInt32 = 0

    /// Takes the next packet that is no copy, in order of capture.
    @inline(__always) mutating func follow(_ packet: PacketEvent, clockRateHz: Int32) {
        guard packet.hasArrival else { return }
        let time = packet.arrival &+ back
        if time >= newest {
            (newest, timestamp) = (time, packet.timestamp)
        } else if newest &- time > Self.least {
            stepBack(packet, clockRateHz)
        }
    }

    @inline(never) private mutating func stepBack(_ packet: PacketEvent, _ clockRateHz: Int32) {
        let ticks = Int64(Int32(bitPattern: packet.timestamp &- timestamp))
        let pause = ticks * 1_000_000_000 / Int64(max(1, clockRateHz))
        newest &+= (0...Self.longestPause).contains(pause) ? pause : 0
        (back, timestamp) = (newest &- packet.arrival, packet.timestamp)
    }
}
