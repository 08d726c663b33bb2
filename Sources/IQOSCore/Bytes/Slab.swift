/// Records in blocks that never move: growing copies none of them, and no write asks whether they are shared.
///
/// An array in a struct asks at every write, and a grown one has been in memory twice.
struct Slab<Record: BitwiseCopyable>: ~Copyable {
    /// Records in a block; a power of two, known when compiled: finding a record takes a shift and a mask.
    private static var blockSize: Int { 128 }

    private var blocks: [UnsafeMutablePointer<Record>] = []
    private(set) var count = 0

    init() {}

    deinit {
        for block in blocks { block.deallocate() }
    }

    mutating func append(_ record: Record) {
        if count == blocks.count * Self.blockSize {
            blocks.append(UnsafeMutablePointer<Record>.allocate(capacity: Self.blockSize))
        }
        // Safe: there are blocks for more than `count` records.
        (blocks[count / Self.blockSize] + count % Self.blockSize).initialize(to: record)
        count += 1
    }

    subscript(place: Int) -> Record {
        @inline(__always) _read { yield pointer(to: place).pointee }
        @inline(__always) _modify { yield &pointer(to: place).pointee }
    }

    /// Safe to read and write through: records below `count` are initialised, and their blocks live as long as `self`.
    @inline(__always) private func pointer(to place: Int) -> UnsafeMutablePointer<Record> {
        precondition(UInt(bitPattern: place) < UInt(bitPattern: count))
        let (block, rest) = UInt(bitPattern: place).quotientAndRemainder(dividingBy: UInt(bitPattern: Self.blockSize))
        return blocks[Int(bitPattern: block)] + Int(bitPattern: rest)
    }
}
