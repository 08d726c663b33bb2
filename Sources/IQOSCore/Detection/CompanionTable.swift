/// Flows on which STUN, DTLS or ZRTP was seen; both directions of one are the same.
struct CompanionTable: ~Copyable {
    private static let limit = 65_536

    struct Entry {
        fileprivate var flow: Flow
        fileprivate var hash: UInt64
        fileprivate var companions = FlowCompanions()
        fileprivate var trips: BindingTrips?
    }

    private let hash: StreamHash
    private var index = StreamIndex()
    private var entries: [Entry] = []
    var isEmpty: Bool { entries.isEmpty }
    /// Datagrams on flows that there was no room for.
    private(set) var refused = 0

    /// - Parameter hash: Its seed cannot show in the result; one that is known lets flows be made that all fall together.
    init(_ hash: StreamHash) {
        self.hash = hash
    }

    /// `nil` where nothing was seen.
    subscript(flow: Flow) -> FlowCompanions? {
        place(of: Self.undirected(flow)).map { entries[$0].companions }
    }

    mutating func note(_ kind: FlowCompanions.Kind, on flow: Flow, file: Int, frame: UInt32) {
        let flow = Self.undirected(flow)
        guard let place = place(of: flow) ?? insert(flow) else {
            refused += 1
            return
        }
        entries[place].companions.note(kind, file: file, frame: frame)
    }

    /// Takes a STUN message for its round-trip time, on a flow that is known.
    mutating func time(_ bytes: RawSpan, at offset: Int, on flow: Flow, _ sighting: MessageSighting) {
        let known = Self.undirected(flow)
        guard let place = place(of: known) else { return }
        if entries[place].trips == nil { entries[place].trips = BindingTrips() }
        entries[place].trips?.add(bytes, at: offset, sighting, isForward: flow == known)
    }

    /// Round trips in ms between the capture point and the destination of a flow, and between that and its source.
    func trips(of flow: Flow) -> (toReceiver: ThinnedSamples, toSender: ThinnedSamples)? {
        let known = Self.undirected(flow)
        guard let place = place(of: known), let trips = entries[place].trips else { return nil }
        return flow == known ? (trips.forward, trips.backward) : (trips.backward, trips.forward)
    }

    private mutating func insert(_ flow: Flow) -> Int? {
        guard entries.count < Self.limit else { return nil }
        let hashed = hash(StreamKey(flow: flow, ssrc: 0))
        index.insert(hashed, place: entries.count, hashes: { entries[$0].hash })
        entries.append(Entry(flow: flow, hash: hashed))
        return entries.count - 1
    }

    private func place(of flow: Flow) -> Int? {
        index.find(hash(StreamKey(flow: flow, ssrc: 0))) { entries[$0].flow == flow }
    }

    /// One of the two directions, always the same.
    private static func undirected(_ flow: Flow) -> Flow {
        if flow.source == flow.destination { return flow.sourcePort <= flow.destinationPort ? flow : flow.reversed }
        return Address.precedes(flow.source, flow.destination) ? flow : flow.reversed
    }
}
