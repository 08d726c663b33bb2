/// Telephone keys sent as events (RFC 4733 §2.3).
///
/// All packets of one press share the timestamp of its start, the duration grows, and the end packet comes three times.
/// Long presses saturate the duration and go on under a new timestamp. Senders that move the timestamp with every
/// packet, never set the end bit or leave packets out are understood by time: a pause closes a press.
public struct KeyPresses: Sendable {
    /// Presses kept; more are counted.
    static let limit = 1000
    /// Quiet after which the same event is another press, ns: three packets of 20 ms, with jitter.
    static let quiet: Int64 = 120_000_000

    public struct Press: BitwiseCopyable, Sendable, Equatable {
        /// 0 ... 9 digits, 10 `*`, 11 `#`, 12 ... 15 A to D; others are no keys.
        public var event: UInt8
        /// A packet with the end bit came.
        public var hasEnd: Bool
        /// Arrival of its first packet, ns.
        public var start: Int64
        /// Clock-rate units, over all its parts.
        public var duration: Int
        fileprivate var timestamp: UInt32
        fileprivate var last: Int64
        /// Of the parts before the open one.
        fileprivate var earlier: Int
    }

    /// In order of their first packets.
    public private(set) var presses: [Press] = []
    public private(set) var dropped = 0

    public init() {}

    /// Adds the next unique event packet in order of arrival.
    public mutating func add(_ packet: PacketEvent) {
        let event = UInt8(truncatingIfNeeded: packet.payloadHead >> 24)
        let isEnd = packet.payloadHead & 0x0080_0000 != 0
        let duration = Int(packet.payloadHead & 0xFFFF)
        guard event < 16 else { return }
        if let place = place(event, packet, duration) {
            if presses[place].timestamp != packet.timestamp, Self.continues(packet, presses[place]) {
                presses[place].earlier += Int(UInt16.max)
            }
            presses[place].timestamp = packet.timestamp
            presses[place].duration = max(presses[place].duration, presses[place].earlier + duration)
            presses[place].hasEnd = presses[place].hasEnd || isEnd
            presses[place].last = max(presses[place].last, packet.arrival)
        } else if presses.count < Self.limit {
            presses.append(
                Press(
                    event: event, hasEnd: isEnd, start: packet.arrival, duration: duration, timestamp: packet.timestamp,
                    last: packet.arrival, earlier: 0))
        } else {
            dropped += 1
        }
    }

    /// The press that a packet belongs to; `nil` for a new one.
    private func place(_ event: UInt8, _ packet: PacketEvent, _ duration: Int) -> Int? {
        // Packets out of order belong to one of the last presses.
        for place in presses.indices.suffix(4).reversed()
        where presses[place].event == event && presses[place].timestamp == packet.timestamp { return place }
        guard let last = presses.last, last.event == event, !last.hasEnd, packet.arrival &- last.last <= Self.quiet
        else { return nil }
        let isMoving = duration > last.duration
        return isMoving || Self.continues(packet, last) ? presses.count - 1 : nil
    }

    /// Whether a packet opens the next part of a press whose duration was exhausted.
    private static func continues(_ packet: PacketEvent, _ press: Press) -> Bool {
        packet.timestamp == press.timestamp &+ UInt32(UInt16.max) && press.duration - press.earlier == Int(UInt16.max)
    }

    /// The key of an event, `nil` for what is none.
    public static func key(of event: UInt8) -> Character? {
        event < 16 ? Array("0123456789*#ABCD")[Int(event)] : nil
    }
}
