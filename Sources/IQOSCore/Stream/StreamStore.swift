/// Stream states in blocks, so that growing never moves what is there; shared, for a state is large and never copied.
///
/// Safe to share: the scanner alone changes states, and hands the store to a summary when it has finished.
final class StreamStore: @unchecked Sendable {
    private static let blockShift = 8
    private static let blockSize = 1 << blockShift
    private static let blockLimit = StreamScanner.streamLimit / blockSize
    /// Bytes that a processor loads at once.
    private static let lineBytes = 64

    /// Pointers to the blocks that are there, room for the others; a constant, so that no access to it is checked.
    private let blocks: UnsafeMutablePointer<UnsafeMutablePointer<StreamAnalyzer>>
    private(set) var count = 0

    init() {
        blocks = .allocate(capacity: Self.blockLimit)
    }

    deinit {
        var rest = count
        for block in 0..<(count + Self.blockSize - 1) / Self.blockSize {
            // Safe: every block is full but the last.
            blocks[block].deinitialize(count: min(rest, Self.blockSize))
            blocks[block].deallocate()
            rest -= Self.blockSize
        }
        blocks.deallocate()
    }

    /// - Precondition: `count` is below `StreamScanner.streamLimit`.
    func append(_ analyzer: consuming StreamAnalyzer) {
        let (block, rest) = (count >> Self.blockShift, count & (Self.blockSize - 1))
        precondition(block < Self.blockLimit)
        if rest == 0 { blocks[block] = .allocate(capacity: Self.blockSize) }
        // Safe: the block has room for `blockSize`, and this place was never used.
        (blocks[block] + rest).initialize(to: analyzer)
        count += 1
    }

    /// The state of a stream, lent.
    subscript(place: Int) -> StreamAnalyzer {
        @inline(__always) _read { yield pointer(to: place).pointee }
        @inline(__always) _modify { yield &pointer(to: place).pointee }
    }

    /// Asks for what a run changes of a stream's state, all of it at once: two dozen lines of memory come together in little
    /// more time than one, and one after another where the metrics come to them.
    ///
    /// - Returns: Nothing that means anything, to be stored: else there is no reading.
    @inline(__always) func touch(_ place: Int) -> UInt8 {
        let start = UnsafeRawPointer(pointer(to: place))
        var any: UInt8 = 0
        for offset in stride(from: 0, to: StreamAnalyzer.busyBytes, by: Self.lineBytes) {
            // Safe: within the state.
            any |= start.load(fromByteOffset: offset, as: UInt8.self)
        }
        return any
    }

    /// The same for what lies elsewhere, as the state tells.
    @inline(__always) func touchDelays(_ place: Int) -> UInt8 {
        UInt8(truncatingIfNeeded: pointer(to: place).pointee.timing.delays.touch())
    }

    /// Safe to read and write through: states below `count` are initialised, and their blocks live as long as `self`.
    @inline(__always) func pointer(to place: Int) -> UnsafeMutablePointer<StreamAnalyzer> {
        precondition(UInt(bitPattern: place) < UInt(bitPattern: count))
        return blocks[place >> Self.blockShift] + (place & (Self.blockSize - 1))
    }
}
