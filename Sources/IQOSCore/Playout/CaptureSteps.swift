/// Where the capture's clock was set back, or half a day and more ahead, while a stream went on: its sound goes on by the
/// sender's clock then.
///
/// Frames that are out of order by as much as readers put in order never show here. Each stream goes on by its own
/// timestamps from its newest packet, so that two directions stay together.
struct CaptureSteps: BitwiseCopyable, Sendable {
    /// An earlier arrival than the newest by more is no disorder, ns.
    private static let least: Int64 = 2_000_000_000
    /// Nor does a stream whose timestamps have gone on by less than `longestPause` pause for longer, ns.
    private static let leastAhead: Int64 = 12 * 3600 * 1_000_000_000
    /// Time between two timestamps that is believed, ns.
    private static let longestPause: Int64 = 60_000_000_000

    /// What arrivals lack by now, ns; below 0 what they have too much.
    private(set) var back: Int64 = 0
    private var newest = Int64.min
    private var timestamp: UInt32 = 0

    /// Takes the next packet that is no copy, in order of capture.
    @inline(__always) mutating func follow(_ packet: PacketEvent, clockRateHz: Int32) {
        guard packet.hasArrival else { return }
        let time = packet.arrival &+ back
        if time >= newest {
            if newest != .min, time &- newest > Self.leastAhead, goesOn(packet, clockRateHz) {
                return step(packet, clockRateHz)
            }
            (newest, timestamp) = (time, packet.timestamp)
        } else if newest &- time > Self.least {
            step(packet, clockRateHz)
        }
    }

    /// Time from the newest packet by the timestamps, ns.
    private func pause(before packet: PacketEvent, _ clockRateHz: Int32) -> Int64 {
        let ticks = Int64(Int32(bitPattern: packet.timestamp &- timestamp))
        return ticks * 1_000_000_000 / Int64(max(1, clockRateHz))
    }

    private func goesOn(_ packet: PacketEvent, _ clockRateHz: Int32) -> Bool {
        (1...Self.longestPause).contains(pause(before: packet, clockRateHz))
    }

    @inline(never) private mutating func step(_ packet: PacketEvent, _ clockRateHz: Int32) {
        let pause = pause(before: packet, clockRateHz)
        newest &+= (0...Self.longestPause).contains(pause) ? pause : 0
        (back, timestamp) = (newest &- packet.arrival, packet.timestamp)
    }
}
