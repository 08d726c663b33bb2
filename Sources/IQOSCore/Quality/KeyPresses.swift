/// Telephone keys sent as events (RFC 4733 §2.3).
///
/// All packets of one press share the timestamp of its start, the duration grows, and the end packet comes three times.
/// Long presses saturate the duration and go on under a new timestamp. Senders that move the timestamp with every
/// packet, that of end packets too, never set the end bit or leave packets out are understood by time: a pause
/// closes a press.
public struct KeyPresses: Sendable {
    /// Presses kept; more are counted.
    static let limit = 1000
    /// Quiet after which the same event is another press, ns: three packets of 20 ms, with jitter.
    static let quiet: Int64 = 120_000_000
    /// From this duration on a press may go on under a new timestamp: some senders break off at a multiple of their
    /// packets below 65,535, and the packets before that may be lost.
    fileprivate static let nearlyExhausted = 60_000

    public struct Press: BitwiseCopyable, Sendable, Equatable {
        /// 0 ... 9 digits, 10 `*`, 11 `#`, 12 ... 15 A to D; others are no keys.
        public var event: UInt8
        /// A packet with the end bit came.
        public var hasEnd: Bool
        /// Arrival of its first packet, ns.
        public var start: Int64
        /// Clock-rate units, over all its parts.
        public var duration: Int
        /// No packet was captured as far as its duration.
        var isDurationCut = false
        fileprivate var timestamp: UInt32
        fileprivate var last: Int64
        /// Of the parts before the open one.
        fileprivate var earlier: Int
        /// Its packets have timestamps of their own.
        fileprivate var isMoving = false

        /// Whether one of its parts has a timestamp, for all of them that is what they begin at.
        fileprivate func holds(_ timestamp: UInt32) -> Bool {
            let behind = Int(self.timestamp &- timestamp)
            return behind == 0 || behind <= earlier && behind >= KeyPresses.nearlyExhausted
        }
    }

    /// In order of their first packets.
    public private(set) var presses: [Press] = []
    public private(set) var dropped = 0

    public init() {}

    /// Adds the next unique event packet in order of arrival; one whose event was not captured is no key.
    public mutating func add(_ packet: PacketEvent) {
        let event = UInt8(truncatingIfNeeded: packet.payloadHead >> 24)
        let isEnd = packet.payloadHead & 0x0080_0000 != 0
        let duration = Int(packet.payloadHead & 0xFFFF)
        let isDurationCut = packet.missingHead > 0
        guard event < 16, packet.missingHead < 4 else { return }
        if let place = place(event, packet, duration) {
            let behind = Int(presses[place].timestamp &- packet.timestamp)
            if behind > 0, behind <= presses[place].earlier {
                // Of a part before the open one: it comes out of order.
                presses[place].duration = max(presses[place].duration, presses[place].earlier - behind + duration)
                presses[place].last = max(presses[place].last, packet.arrival)
                return
            }
            if Self.continues(packet, presses[place]) {
                presses[place].earlier += Int(packet.timestamp &- presses[place].timestamp)
            } else if presses[place].timestamp != packet.timestamp {
                presses[place].isMoving = true
            }
            presses[place].timestamp = packet.timestamp
            presses[place].duration = max(presses[place].duration, presses[place].earlier + duration)
            presses[place].hasEnd = presses[place].hasEnd || isEnd
            presses[place].isDurationCut = presses[place].isDurationCut && isDurationCut
            presses[place].last = max(presses[place].last, packet.arrival)
        } else if presses.count < Self.limit {
            presses.append(
                Press(
                    event: event, hasEnd: isEnd, start: packet.arrival, duration: duration,
                    isDurationCut: isDurationCut, timestamp: packet.timestamp, last: packet.arrival, earlier: 0))
        } else {
            dropped += 1
        }
    }

    /// The press that a packet belongs to; `nil` for a new one.
    private func place(_ event: UInt8, _ packet: PacketEvent, _ duration: Int) -> Int? {
        // Packets out of order belong to one of the last presses.
        for place in presses.indices.suffix(4).reversed()
        where presses[place].event == event && presses[place].holds(packet.timestamp) { return place }
        guard let last = presses.last, last.event == event, packet.arrival &- last.last <= Self.quiet,
            Self.growsOn(packet, duration, last) || !last.hasEnd && Self.continues(packet, last)
        else { return nil }
        return presses.count - 1
    }

    /// Whether a packet with a timestamp of its own belongs to a press.
    ///
    /// Its duration has to grow. Where the timestamp has moved within the press before, it may stay as it is, as that of
    /// end packets does, unless the marker says that a press begins.
    private static func growsOn(_ packet: PacketEvent, _ duration: Int, _ press: Press) -> Bool {
        // Where durations were cut, marker and end alone say that a press begins.
        if packet.missingHead > 0 { return !packet.isMarker && (press.isMoving || !press.hasEnd) }
        if press.isMoving, !packet.isMarker { return duration >= press.duration - press.earlier }
        return !press.hasEnd && duration > press.duration
    }

    /// Whether a packet opens the next part of a press whose duration was exhausted: it begins where that ended.
    private static func continues(_ packet: PacketEvent, _ press: Press) -> Bool {
        let (part, step) = (press.duration - press.earlier, Int(packet.timestamp &- press.timestamp))
        // The marker says that a press begins, unless this one could not go on.
        guard !packet.isMarker || part == Int(UInt16.max) else { return false }
        return part >= nearlyExhausted && (part...Int(UInt16.max)).contains(step)
    }

    /// The key of an event, `nil` for what is none.
    public static func key(of event: UInt8) -> Character? {
        event < 16 ? Array("0123456789*#ABCD")[Int(event)] : nil
    }
}
