/// The RTCP of a capture, by the stream that it is about.
///
/// It is not the packet path: a participant reports every few seconds. Still anyone can send RTCP about anything, so
/// the table is capped, and where it is full the oldest one that was mentioned only once makes room.
struct RTCPTable: Sendable {
    /// Streams that are told apart at most.
    static let capacity = 65_536
    /// Entries that are asked for room before a newcomer is refused.
    private static let searchLimit = 64
    /// Entries of one flow that are found by the flow.
    private static let flowLimit = 8

    private(set) var states: [RTCPState] = []
    /// By keys, hosts and flows as `hash` has them: under a seed that nobody knows 64 bits stand for the whole, and a
    /// dictionary that hashes all of it takes four times as long.
    private let hash: StreamHash
    private var places: [UInt64: Int] = [:]
    /// The entries with the same hosts and SSRC: how many there are, and the place of the only one, -1 where another one
    /// was or is there.
    private var placesByHosts: [UInt64: (place: Int, count: Int)] = [:]
    /// Places of the first entries on each flow.
    private var placesByFlow: [UInt64: [Int]] = [:]
    private var nextVictim = 0
    /// Streams whose reports had to be forgotten or were not kept.
    private(set) var forgotten = 0

    /// - Parameter hash: Its seed cannot show in the result.
    init(_ hash: StreamHash) {
        self.hash = hash
    }

    /// RTCP that is about a stream, from the direction in which it was sent.
    private static func key(_ flow: Flow, _ ssrc: UInt32) -> StreamKey { StreamKey(flow: flow, ssrc: ssrc) }

    /// Adds what one packet says.
    ///
    /// - Parameters:
    ///   - flow: Of the RTCP datagram.
    ///   - progress: Of the stream that a report is about, where there is one.
    mutating func add(
        _ message: RTCPMessage, on flow: Flow, at arrival: Int64, in bytes: RawSpan, progress: StreamProgress?
    ) {
        switch message {
        case .senderReport(let ssrc, let info):
            change(Self.key(flow, ssrc)) { $0.add(info, at: arrival, progress) }
        case .receiverReport(let ssrc):
            change(Self.key(flow, ssrc)) { $0.addReceiverReport() }
        case .reception(let receiver, let block):
            change(Self.key(flow.reversed, block.ssrc)) { $0.add(block, by: receiver, at: arrival, progress) }
        case .referenceTime(let ssrc, let middle):
            change(Self.key(flow, ssrc)) { $0.addReference(middle: middle, at: arrival) }
        case .referenceAnswer(let ssrc, let lastReport, let delay):
            change(Self.key(flow.reversed, ssrc)) {
                $0.addAnswer(lastReport: lastReport, delay: delay, at: arrival)
            }
        case .voipMetrics(let metrics):
            change(Self.key(flow.reversed, metrics.ssrc)) { $0.add(metrics) }
        case .canonicalName(let ssrc, let text):
            guard let place = place(of: Self.key(flow, ssrc)) else { return }
            states[place].name(bytes, text)
        case .goodbye(let ssrc):
            guard let place = place(of: Self.key(flow, ssrc)) else { return }
            states[place].addGoodbye(at: arrival)
        }
    }

    /// Adds a datagram that only its SSRC can be read of.
    mutating func addEncrypted(ssrc: UInt32, on flow: Flow) {
        change(Self.key(flow, ssrc)) { $0.encrypted += 1 }
    }

    /// Adds that the snap length cut a datagram of a participant.
    mutating func addCut(ssrc: UInt32, on flow: Flow) {
        change(Self.key(flow, ssrc)) { $0.cut += 1 }
    }

    /// Whether the snap length cut what was sent in the direction against that of an entry.
    func isCut(against place: Int) -> Bool { places(against: place).contains { states[$0].cut > 0 } }

    /// Place in `states` of the stream's entry: on its own ports (RFC 5761), on the next ones (RFC 3550 §11), else the
    /// only one between its hosts with its SSRC.
    func place(ofStream stream: StreamKey) -> Int? {
        guard !states.isEmpty else { return nil }
        if let place = place(of: Self.key(stream.flow, stream.ssrc)) { return place }
        if let place = place(of: Self.key(Self.shifted(stream.flow, by: 1), stream.ssrc)) { return place }
        guard let place = placesByHosts[hosts(of: stream)]?.place, place >= 0 else { return nil }
        return place
    }

    /// Whether the RTCP of a stream's direction is encrypted, on its own ports or on the next ones, and none of it clear.
    func isEncrypted(on flow: Flow) -> Bool {
        guard !states.isEmpty else { return false }
        let found = [flow, Self.shifted(flow, by: 1)].flatMap { placesByFlow[hash(Self.key($0, 0))] ?? [] }
        return found.contains { states[$0].encrypted > 0 }
            && !found.contains { states[$0].senderReports + states[$0].ownReceiverReports > 0 }
    }

    /// The flows on which the stream may run that RTCP on a flow is about.
    static func mediaFlows(of flow: Flow) -> [Flow] { [flow, shifted(flow, by: -1)] }

    /// Whether anything reports in the direction against that of an entry: its receiver, or what that sends.
    func hasSender(against place: Int) -> Bool {
        places(against: place).contains { states[$0].senderReports + states[$0].ownReceiverReports > 0 }
    }

    /// The most packets that a sender in the direction against that of an entry says it sent.
    func packetsSent(against place: Int) -> Int {
        places(against: place).compactMap { states[$0].lastSending.map { Int($0.packets) } }.max() ?? 0
    }

    /// Of the entries in the direction against that of an entry the one with most round trips; `nil` without any.
    func mostTimed(against place: Int) -> Int? {
        places(against: place).max {
            states[$0].roundTrip.samplesMs.count < states[$1].roundTrip.samplesMs.count
        }
    }

    private func places(against place: Int) -> [Int] {
        placesByFlow[hash(Self.key(states[place].key.flow.reversed, 0))] ?? []
    }

    private func place(of key: StreamKey) -> Int? { places[hash(key)] }

    /// Addresses and SSRC of a stream, for RTCP on ports of its own.
    private func hosts(of key: StreamKey) -> UInt64 {
        var flow = key.flow
        (flow.sourcePort, flow.destinationPort) = (0, 0)
        return hash(Self.key(flow, key.ssrc))
    }

    private static func shifted(_ flow: Flow, by ports: Int) -> Flow {
        var flow = flow
        flow.sourcePort = UInt16(truncatingIfNeeded: Int(flow.sourcePort) + ports)
        flow.destinationPort = UInt16(truncatingIfNeeded: Int(flow.destinationPort) + ports)
        return flow
    }

    private mutating func change(_ key: StreamKey, _ change: (inout RTCPState) -> Void) {
        if let place = place(of: key) { return change(&states[place]) }
        let place: Int
        if states.count < Self.capacity {
            place = states.count
            states.append(RTCPState(key: key))
        } else {
            forgotten += 1
            guard let victim = victim() else { return }
            forget(victim)
            place = victim
            states[place] = RTCPState(key: key)
        }
        note(key, at: place)
        change(&states[place])
    }

    private mutating func note(_ key: StreamKey, at place: Int) {
        places[hash(key)] = place
        let others = placesByHosts[hosts(of: key)]?.count ?? 0
        placesByHosts[hosts(of: key)] = (others == 0 ? place : -1, others + 1)
        Self.note(place, in: &placesByFlow[hash(Self.key(key.flow, 0)), default: []])
    }

    private static func note(_ place: Int, in places: inout [Int]) {
        if places.count < flowLimit { places.append(place) }
    }

    private mutating func forget(_ place: Int) {
        let key = states[place].key
        let flow = hash(Self.key(key.flow, 0))
        places[hash(key)] = nil
        let left = (placesByHosts[hosts(of: key)]?.count ?? 1) - 1
        placesByHosts[hosts(of: key)] = left == 0 ? nil : (-1, left)
        placesByFlow[flow]?.removeAll { $0 == place }
        if placesByFlow[flow]?.isEmpty ?? false { placesByFlow[flow] = nil }
    }

    /// The next entry in turn that was mentioned once.
    private mutating func victim() -> Int? {
        for _ in 0..<Self.searchLimit {
            nextVictim = (nextVictim + 1) % states.count
            let state = states[nextVictim]
            if state.senderReports + state.receptions + state.ownReceiverReports <= 1 { return nextVictim }
        }
        return nil
    }
}
