/// A fixed number of records from a cache line on, never shared: a write asks nobody, a record of 64 bytes is one line.
struct Table<Record: BitwiseCopyable>: ~Copyable {
    private let base: UnsafeMutablePointer<Record>
    let count: Int

    /// `count` records that hold anything: the owner reads none that it has not written. Their memory is not touched, so
    /// the system need not provide what is never used.
    init(unwritten count: Int) {
        self.count = count
        let bytes = UnsafeMutableRawPointer.allocate(
            byteCount: max(1, count) * MemoryLayout<Record>.stride, alignment: 64)
        base = bytes.bindMemory(to: Record.self, capacity: count)
    }

    /// `count` equal records.
    init(repeating record: Record, count: Int) {
        self.count = count
        let bytes = UnsafeMutableRawPointer.allocate(
            byteCount: max(1, count) * MemoryLayout<Record>.stride, alignment: 64)
        base = bytes.initializeMemory(as: Record.self, repeating: record, count: count)
    }

    deinit {
        base.deallocate()
    }

    subscript(place: Int) -> Record {
        // Safe: there is memory for `count` records, any bytes are one, and they live as long as `self`.
        @inline(__always) _read {
            precondition(UInt(bitPattern: place) < UInt(bitPattern: count))
            yield base[place]
        }
        @inline(__always) _modify {
            precondition(UInt(bitPattern: place) < UInt(bitPattern: count))
            yield &base[place]
        }
    }
}
