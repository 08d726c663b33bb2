/// Flows that carry RTP behind a vendor's header, and which headers each of them has.
struct VendorFlows: ~Copyable {
    /// Flows that are remembered at most.
    private static let limit = 65_536
    /// Kinds of payload on a flow, each with a header of its own.
    private static let headersLimit = 4

    struct Entry {
        fileprivate var flow: Flow
        fileprivate var hash: UInt64
        fileprivate var headers: [VendorHeader]
    }

    private let hash: StreamHash
    private var index = StreamIndex()
    private var entries: [Entry] = []
    /// Headers that were found and not remembered.
    private(set) var refused = 0

    /// - Parameter hash: Its seed cannot show in the result; one that is known lets flows be made that all fall together.
    init(_ hash: StreamHash) {
        self.hash = hash
    }

    var isEmpty: Bool { entries.isEmpty }

    /// The headers of a flow, in the order in which they were found; empty where it has none.
    func headers(of flow: Flow) -> [VendorHeader] {
        place(of: flow, hash(StreamKey(flow: flow, ssrc: 0))).map { entries[$0].headers } ?? []
    }

    /// Remembers that a flow has a header; `false` where there is no room for it, or it is known.
    @discardableResult mutating func insert(_ header: VendorHeader, of flow: Flow) -> Bool {
        let hashed = hash(StreamKey(flow: flow, ssrc: 0))
        if let place = place(of: flow, hashed) {
            guard !entries[place].headers.contains(header) else { return false }
            guard entries[place].headers.count < Self.headersLimit else {
                refused += 1
                return false
            }
            entries[place].headers.append(header)
            return true
        }
        guard entries.count < Self.limit else {
            refused += 1
            return false
        }
        index.insert(hashed, place: entries.count, hashes: { entries[$0].hash })
        entries.append(Entry(flow: flow, hash: hashed, headers: [header]))
        return true
    }

    private func place(of flow: Flow, _ hashed: UInt64) -> Int? {
        index.find(hashed) { entries[$0].flow == flow }
    }
}
