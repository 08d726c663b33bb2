/// Records in blocks that never move: growing copies none of them, and no write asks whether they are shared.
///
/// An array in a struct asks at every write, and a grown one has been in memory twice.
struct Slab<Record: BitwiseCopyable>: ~Copyable {
    /// Records in a block; a power of two, known when compiled: finding a record takes a shift and a mask.
    private static var blockSize: Int { 128 }

    /// Bytes from record to record: a large one begins with a line of the cache, for whoever wants only its beginning.
    private static var stride: Int {
        let stride = MemoryLayout<Record>.stride
        return stride > 4 * line ? (stride + line - 1) & ~(line - 1) : stride
    }
    private static var line: Int { 64 }

    private var blocks: [UnsafeMutableRawPointer] = []
    private(set) var count = 0

    init() {}

    deinit {
        for block in blocks { block.deallocate() }
    }

    mutating func append(_ record: Record) {
        if count == blocks.count * Self.blockSize {
            blocks.append(.allocate(byteCount: Self.blockSize * Self.stride, alignment: Self.line))
        }
        // Safe: there are blocks for more than `count` records.
        (blocks[count / Self.blockSize] + count % Self.blockSize * Self.stride)
            .initializeMemory(as: Record.self, to: record)
        count += 1
    }

    subscript(place: Int) -> Record {
        @inline(__always) _read { yield pointer(to: place).pointee }
        @inline(__always) _modify { yield &pointer(to: place).pointee }
    }

    /// Safe to read and write through: records below `count` are initialised, and their blocks live as long as `self`.
    @inline(__always) func pointer(to place: Int) -> UnsafeMutablePointer<Record> {
        precondition(UInt(bitPattern: place) < UInt(bitPattern: count))
        let (block, rest) = UInt(bitPattern: place).quotientAndRemainder(dividingBy: UInt(bitPattern: Self.blockSize))
        return (blocks[Int(bitPattern: block)] + Int(bitPattern: rest) &* Self.stride)
            .assumingMemoryBound(to: Record.self)
    }
}
