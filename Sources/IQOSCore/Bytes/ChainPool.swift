/// Short histories of many owners in one capped memory: chains of records whose links are used again.
struct ChainPool<Record: BitwiseCopyable>: ~Copyable {
    /// A history, as its owner keeps it. Only the pool that filled it can read it.
    struct Chain: BitwiseCopyable {
        /// Its first and last link, -1 for none.
        var start: Int32 = -1
        var end: Int32 = -1

        var isEmpty: Bool { end < 0 }
    }

    struct Link: BitwiseCopyable {
        var record: Record
        var next: Int32
    }

    private let limit: Int
    private var links = Slab<Link>()
    private var freeLink: Int32 = -1

    /// - Parameter limit: Records of all chains at most, below 2³¹.
    init(limit: Int) {
        self.limit = limit
    }

    /// Every link is taken: a chain has to be released before the next `append`.
    var isFull: Bool { freeLink < 0 && links.count >= limit }

    /// Adds a record behind the others of a chain; the pool is not full.
    mutating func append(_ record: Record, to chain: inout Chain) {
        let link: Int32
        if freeLink >= 0 {
            link = freeLink
            freeLink = links[Int(link)].next
            links[Int(link)] = Link(record: record, next: -1)
        } else {
            precondition(links.count < limit)
            link = Int32(links.count)
            links.append(Link(record: record, next: -1))
        }
        if chain.isEmpty {
            chain.start = link
        } else {
            links[Int(chain.end)].next = link
        }
        chain.end = link
    }

    /// Gives the links of a chain back, and leaves it empty.
    mutating func release(_ chain: inout Chain) {
        guard !chain.isEmpty else { return }
        links[Int(chain.end)].next = freeLink
        freeLink = chain.start
        chain = Chain()
    }

    /// Appends the records of a chain, oldest first.
    func copy(_ chain: Chain, to records: inout [Record]) {
        var link = chain.start
        while link >= 0 {
            records.append(links[Int(link)].record)
            link = links[Int(link)].next
        }
    }
}
