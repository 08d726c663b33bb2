/// Which payload types a stream uses, and what each of them carries.
public struct PayloadTypeCensus: Sendable {
    /// More distinct types than this under one SSRC are counted together.
    static let capacity = 16
    /// A press has three packets at least, those of its end (RFC 4733 §2.5.1.4).
    fileprivate static let repeatsNeeded: UInt8 = 2

    public struct Entry: BitwiseCopyable, Sendable {
        public var number: UInt8
        /// The event of one of them at least was captured.
        var isEventRead = false
        /// Events of it are encrypted: their length is that of one, and their type is announced or behaves so.
        var hasSealedEvents = false
        /// Some packets are events only if their type shows it, by packets of one press that share its timestamp.
        fileprivate var isGuessed = false
        /// Packets that have the timestamp of the one before; at most `repeatsNeeded` are counted.
        fileprivate var repeats: UInt8 = 0
        /// Of the last packet of that length.
        fileprivate var sequenceNumber: UInt16 = 0
        fileprivate var timestamp: UInt32 = 0
        public var packets: Int
        /// Packets that have the shape of a telephone-event (RFC 4733 §2.3): four bytes, known event, R bit clear; and those
        /// that may be one that is encrypted.
        public var eventShaped: Int
        /// Packets that keep a binding alive.
        public var keepAlives = 0

        /// Whether it is a dynamic type whose every packet has the shape of an event, as far as it was captured.
        var isTelephoneEvent: Bool {
            number >= 96 && eventShaped > 0 && packets == eventShaped + keepAlives
                && (!isGuessed || repeats == PayloadTypeCensus.repeatsNeeded)
        }
        /// Whether no packet of the type carries anything.
        var isKeepAlive: Bool { packets > 0 && packets == keepAlives }
    }

    /// Packets of types beyond the capacity.
    public private(set) var uncounted = 0
    /// The type of the last packet, kept out of the list while it lasts.
    private var latest = Entry(number: 0, packets: 0, eventShaped: 0)
    private var latestIndex: Int32 = 0
    /// Dynamic types that are announced as telephone-events of media that is encrypted, and as anything else; a bit each.
    private var sealedEventTypes: UInt32 = 0
    private var otherTypes: UInt32 = 0
    private var stored: [Entry] = []
    /// Dynamic types that are comfort noise by announcement, and those of which the user has the last word; a bit each.
    private var noiseTypes: UInt32 = 0
    private var settledTypes: UInt32 = 0

    public init() {}

    /// - Parameter settled: What the user says of types.
    init(settled: [AnnouncedClock]) {
        take(settled)
        for clock in settled { settledTypes |= Self.bit(ofType: clock.payloadType) }
    }

    /// An empty census that knows of types what another one has learnt.
    init(knowing other: borrowing PayloadTypeCensus) {
        noiseTypes = other.noiseTypes
        sealedEventTypes = other.sealedEventTypes
        otherTypes = other.otherTypes
    }

    /// Takes what signalling says: what it calls comfort noise is that from now on, and so are events that are encrypted.
    mutating func take(_ clocks: [AnnouncedClock]) {
        for clock in clocks {
            let bit = Self.bit(ofType: clock.payloadType) & ~settledTypes
            noiseTypes = clock.isComfortNoise ? noiseTypes | bit : noiseTypes & ~bit
            sealedEventTypes = clock.mayHaveSealedEvents ? sealedEventTypes | bit : sealedEventTypes & ~bit
            otherTypes = clock.mayHaveSealedEvents ? otherTypes & ~bit : otherTypes | bit
        }
    }

    /// Whether packets of a type describe noise, by its number or as announced.
    @inline(__always) func isComfortNoise(_ type: UInt8) -> Bool {
        CodecTable.isComfortNoise(type) || noiseTypes & Self.bit(ofType: type) != 0
    }

    /// 0 for types that are not dynamic.
    @inline(__always) private static func bit(ofType type: UInt8) -> UInt32 {
        type >= 96 && type < 128 ? 1 << UInt32(type - 96) : 0
    }

    /// In order of first appearance.
    public var entries: [Entry] {
        var entries = stored
        if Int(latestIndex) < entries.count { entries[Int(latestIndex)] = latest }
        return entries
    }

    /// Counts a captured packet and tells what it carries.
    @inline(__always) public mutating func add(_ packet: PacketEvent) -> MediaKind {
        let type = packet.payloadType
        if type != latest.number || stored.isEmpty {
            guard change(to: type) else {
                uncounted += 1
                return .media
            }
        }
        latest.packets += 1
        if packet.isKeepAlive {
            latest.keepAlives += 1
            return .keepAlive
        }
        if type < 96 { return CodecTable.isComfortNoise(type) ? .comfortNoise : .media }
        if noiseTypes != 0, isComfortNoise(type) { return .comfortNoise }
        if packet.isEventShaped {
            if packet.missingHead < 4 { latest.isEventRead = true }
        } else {
            guard packet.hasLengthOfSealedEvent, mayBeSealedEvent(packet) else { return .media }
        }
        latest.eventShaped += 1
        return latest.isTelephoneEvent ? .telephoneEvent : .media
    }

    /// Whether a packet of the latest type that has the length of an encrypted event may be one.
    ///
    /// Where nothing announces the type, it is another one than the stream began with, and several packets of a press have
    /// its timestamp.
    @inline(never) private mutating func mayBeSealedEvent(_ packet: PacketEvent) -> Bool {
        let bit = Self.bit(ofType: packet.payloadType)
        if sealedEventTypes & bit != 0 {
            latest.hasSealedEvents = true
            return true
        }
        guard latestIndex > 0, otherTypes & bit == 0 else { return false }
        if latest.isGuessed, packet.timestamp == latest.timestamp, packet.sequenceNumber != latest.sequenceNumber {
            latest.repeats = min(Self.repeatsNeeded, latest.repeats + 1)
            latest.hasSealedEvents = latest.repeats == Self.repeatsNeeded
        }
        (latest.sequenceNumber, latest.timestamp) = (packet.sequenceNumber, packet.timestamp)
        latest.isGuessed = true
        return true
    }

    /// Counts packets of the type that `isLatest`, none of which has the shape of an event.
    @inline(__always) mutating func add(_ run: SteadyRun) {
        latest.packets += run.count
    }

    /// Whether the last packet counted was of that type.
    @inline(__always) func isLatest(_ type: UInt8) -> Bool {
        type == latest.number && !stored.isEmpty
    }

    /// What a packet of a counted type carries, without counting it.
    public func kind(of packet: PacketEvent) -> MediaKind {
        if packet.isKeepAlive { return .keepAlive }
        if isComfortNoise(packet.payloadType) { return .comfortNoise }
        return isTelephoneEvent(packet.payloadType) ? .telephoneEvent : .media
    }

    /// Whether every packet of a dynamic type had the shape of an event.
    public func isTelephoneEvent(_ type: UInt8) -> Bool {
        type >= 96 && stored.indices.contains { self[$0].number == type && self[$0].isTelephoneEvent }
    }

    /// Whether that can be told of a type by its packets: the event of one at least was captured, or is encrypted.
    func tellsEvents(_ type: UInt8) -> Bool {
        stored.indices.contains {
            self[$0].number == type && self[$0].isTelephoneEvent && (self[$0].isEventRead || self[$0].hasSealedEvents)
        }
    }

    /// Whether there are packets that look like events and are cut where these would stand.
    var hasUnreadEvents: Bool {
        stored.indices.contains {
            self[$0].isTelephoneEvent && !self[$0].isEventRead && !self[$0].hasSealedEvents
        }
    }

    /// Whether there are events that are encrypted.
    var hasSealedEvents: Bool { stored.indices.contains { self[$0].isTelephoneEvent && self[$0].hasSealedEvents } }

    /// The type of most media packets, the first of equals; `nil` where there is no media. Of a stream of nothing but
    /// keep-alives the type of most of these.
    public var mainType: UInt8? {
        var (number, packets, keepAlives): (UInt8?, Int, Int) = (nil, 0, 0)
        for index in stored.indices {
            let entry = self[index]
            let media = entry.packets - entry.keepAlives
            guard !isComfortNoise(entry.number), !entry.isTelephoneEvent,
                media > packets || packets == 0 && entry.keepAlives > keepAlives
            else { continue }
            (number, packets, keepAlives) = (entry.number, media, entry.keepAlives)
        }
        return number
    }

    /// The type that came first.
    public var firstType: UInt8? { stored.first?.number }

    /// Number of `entries`.
    var count: Int { stored.count }

    /// An element of `entries`, without making the list.
    subscript(index: Int) -> Entry { index == Int(latestIndex) ? latest : stored[index] }

    /// Makes another type the latest; `false` where there is no room for it.
    @inline(never) private mutating func change(to type: UInt8) -> Bool {
        stored = entries
        if let index = stored.firstIndex(where: { $0.number == type }) {
            latestIndex = Int32(truncatingIfNeeded: index)
        } else {
            guard stored.count < Self.capacity else { return false }
            stored.append(Entry(number: type, packets: 0, eventShaped: 0))
            latestIndex = Int32(truncatingIfNeeded: stored.count - 1)
        }
        latest = stored[Int(latestIndex)]
        return true
    }
}
