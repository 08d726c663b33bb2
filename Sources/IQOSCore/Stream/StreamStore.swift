/// Stream states in blocks, so that growing never moves what is there.
struct StreamStore: Sendable {
    private static let blockShift = 8
    private static let blockSize = 1 << blockShift

    private var blocks: [[StreamAnalyzer]] = []
    private(set) var count = 0

    mutating func append(_ analyzer: StreamAnalyzer) {
        if count & (Self.blockSize - 1) == 0 {
            blocks.append([])
            blocks[blocks.count - 1].reserveCapacity(min(Self.blockSize, max(4, count)))
        }
        blocks[blocks.count - 1].append(analyzer)
        count += 1
    }

    subscript(place: Int) -> StreamAnalyzer {
        @inline(__always) _read {
            // A span lends its elements; an array would give a copy of two kilobytes.
            let block = blocks[place >> Self.blockShift]
            yield block.span[place & (Self.blockSize - 1)]
        }
        @inline(__always) _modify { yield &blocks[place >> Self.blockShift][place & (Self.blockSize - 1)] }
    }
}
