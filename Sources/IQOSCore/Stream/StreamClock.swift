/// The RTP clock of a stream, and the packets that wait until it shows.
///
/// It is that of the main payload type, which its number, signalling or the user tells, and else the packets themselves
/// (`ClockInference`): until then they wait. A type that comes later and that nothing announces waits for its own clock,
/// for codecs that follow one another need not share it (RFC 7160).
struct StreamClock: Sendable {
    /// Packets that wait for an unknown clock rate to show, copies apart: twice what it takes.
    static let waitingLimit = 256
    /// The same with copies: mirror ports make any number of them.
    private static let heldLimit = 1024
    /// Later types that are waited for: those that alternate all the time share their clock.
    private static let laterLimit = 16

    /// Of the main payload type, Hz; 0 while unknown.
    private(set) var rateHz: Int32 = 0
    /// The packets told it.
    private(set) var isInferred = false
    private(set) var isWaiting = true
    /// How often packets waited for the clock of a later type.
    private var laterWaits: UInt8 = 0
    /// Packets that wait, copies apart; 0 again with the last of `waitingLimit`.
    private var waitingOnes: UInt8 = 0
    /// Clocks that the user or signalling tell, and those of later types that packets told; empty where nothing does.
    private var announced: [AnnouncedClock]
    /// Clocks that the user has settled.
    private let settled: [AnnouncedClock]
    /// Clocks that packets told, each of its own payload type.
    private var inferred: [AnnouncedClock] = []
    private var waiting: [PacketEvent] = []

    init(settled: [AnnouncedClock]) {
        self.settled = settled
        announced = settled
    }

    /// Of a packet, Hz; 0 where unknown. A type that nothing is known of runs on the clock of the main one.
    @inline(__always) func rateHz(of packet: PacketEvent) -> Int32 {
        let rate = knownRate(of: packet)
        return rate == 0 ? rateHz : rate
    }

    /// Of the packets of a type, as they were measured, Hz; 0 where unknown.
    func rateHz(ofType type: UInt8) -> Int32 {
        let rate = knownRate(ofType: type)
        return rate == 0 ? rateHz : rate
    }

    /// Whether the payload type or signalling tells the clock of a type.
    func knows(_ type: UInt8) -> Bool { knownRate(ofType: type) != 0 }

    /// Whether its payloads are blocks of other types, as the user or signalling tells.
    func isRedundant(_ type: UInt8) -> Bool { announced.contains { $0.payloadType == type && $0.isRedundant } }

    /// What waits, in order of arrival.
    var held: [PacketEvent] {
        @inline(__always) get { waiting }
    }

    /// Takes the clocks that signalling announces.
    ///
    /// - Returns: Whether one of them is what packets wait for: they are to be released.
    mutating func take(_ clocks: [AnnouncedClock], _ census: borrowing PayloadTypeCensus) -> Bool {
        guard !clocks.isEmpty else { return false }
        let newer = settled + clocks.filter { clock in !settled.contains { $0.payloadType == clock.payloadType } }
        announced = newer + announced.filter { old in !newer.contains { $0.payloadType == old.payloadType } }
        guard isWaiting else { return false }
        for packet in waiting where census.kind(of: packet) == .media && knownRate(of: packet) != 0 {
            if rateHz == 0 { rateHz = knownRate(of: packet) }
            return true
        }
        return false
    }

    /// Whether a packet has to wait.
    ///
    /// - Parameter isOtherMedia: It is media of another payload type than the packet before it.
    @inline(__always) mutating func mustWait(_ packet: PacketEvent, isOtherMedia: Bool) -> Bool {
        if !isWaiting, isOtherMedia, rateHz != 0, wants(packet) { isWaiting = true }
        return isWaiting
    }

    /// Whether nothing tells the clock of a packet's type, and to wait for it is worth while.
    @inline(never) func wants(_ packet: PacketEvent) -> Bool {
        let type = packet.payloadType
        return knownRate(ofType: type) == 0 && laterWaits < Self.laterLimit
            && !inferred.contains { $0.payloadType == type }
    }

    /// Whether nothing more is to come for what waits before a packet: it tells its own clock, or is of another type.
    mutating func endsWait(_ packet: PacketEvent, _ kind: MediaKind) -> Bool {
        let rate = knownRate(of: packet)
        let isOther = rateHz != 0 && waiting.first.map { $0.payloadType != packet.payloadType } ?? false
        guard kind == .media, rate != 0 || isOther else { return false }
        if rateHz == 0 { rateHz = rate }
        return true
    }

    /// Keeps a packet.
    ///
    /// - Returns: Whether the clock shows now, or enough have waited: they are to be released.
    mutating func hold(_ packet: PacketEvent, _ census: borrowing PayloadTypeCensus, lacksArrivals: Bool) -> Bool {
        isWaiting = true
        waiting.append(packet)
        // Neither comfort noise nor keys tell a clock, however many come first.
        guard !packet.isRepeated, census.kind(of: packet) == .media else {
            return waiting.count >= (waitingOnes == 0 ? Self.heldLimit / 2 : Self.heldLimit)
        }
        waitingOnes &+= 1
        if waitingOnes == Self.waitingLimit / 2 { return infer(census, lacksArrivals: lacksArrivals) }
        return waitingOnes == 0 || waiting.count >= Self.heldLimit
    }

    /// Ends the wait, and infers the clock where it is still unknown.
    ///
    /// - Returns: What has waited, to be measured.
    mutating func release(_ census: borrowing PayloadTypeCensus, lacksArrivals: Bool) -> [PacketEvent] {
        // Where no media has come it is still to be waited for.
        isWaiting = rateHz == 0 && !waiting.contains { census.kind(of: $0) == .media }
        waitingOnes = 0
        if rateHz == 0 {
            _ = infer(census, lacksArrivals: lacksArrivals)
        } else if let first = waiting.first, census.kind(of: first) == .media {
            if wants(first) { _ = infer(census, lacksArrivals: lacksArrivals) }
            if laterWaits < Self.laterLimit { laterWaits += 1 }
        }
        defer { waiting = [] }
        return waiting
    }

    /// Ends the stream: the clock of the main type, which need not have come first, is that of the stream.
    mutating func settle(_ main: UInt8) {
        let rate = knownRate(ofType: main)
        guard rateHz != 0, rate != 0, rate != rateHz else { return }
        rateHz = rate
        isInferred = inferred.contains { $0.payloadType == main }
    }

    /// Infers the clock of the main type, or that of the one that is waited for.
    ///
    /// - Returns: Whether it shows.
    private mutating func infer(_ census: borrowing PayloadTypeCensus, lacksArrivals: Bool) -> Bool {
        guard !lacksArrivals, let type = rateHz == 0 ? census.mainType : waiting.first?.payloadType else {
            return false
        }
        let media = waiting.filter { $0.payloadType == type && !$0.isRepeated }
        guard let rate = ClockInference.clockRateHz(of: media) else { return false }
        let clock = AnnouncedClock(payloadType: type, clockRateHz: rate)
        inferred.append(clock)
        if rateHz == 0 {
            rateHz = rate
            isInferred = true
        } else if rate != rateHz {
            announced.append(clock)
        }
        return true
    }

    /// That the payload type tells by its number or by signalling, Hz; 0 where neither does.
    @inline(__always) private func knownRate(of packet: PacketEvent) -> Int32 {
        announced.isEmpty
            ? CodecTable.clockRateHz(ofStaticPayloadType: packet.payloadType)
            : knownRate(ofType: packet.payloadType)
    }

    @inline(never) private func knownRate(ofType type: UInt8) -> Int32 {
        announced.first { $0.payloadType == type }?.clockRateHz ?? CodecTable.clockRateHz(ofStaticPayloadType: type)
    }
}
