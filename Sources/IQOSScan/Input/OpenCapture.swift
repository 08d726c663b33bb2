import IQOSCore

/// One capture while it is read: its source, its current batch and the facts gathered so far.
final class OpenCapture {
    /// How much an open capture may spend.
    struct Means {
        /// Bytes of its buffer.
        var bufferSize = BatchLimit.bytes
        /// Whether unpacking may have a thread.
        var threaded = false
        /// Whether its frames are put in the order of their times, within `TimeOrder.window`.
        var ordersFrames = false
        /// Bytes of frames held for that.
        var heldBytes = 32 * BatchLimit.bytes
        /// What it takes beyond that, as for one long record.
        var budget: MemoryBudget?
    }

    let format: CaptureFormat
    let compression: Compression?
    private let input: CaptureBytes
    private let source: any FrameSource
    /// Frames still to deliver; the rest of the current batch.
    private(set) var frames: [FrameRef] = []
    private(set) var cursor = 0
    private(set) var facts = CaptureFacts()
    private let order: OrderedFrameSource?
    /// Whether a frame came that belongs before another ahead of it; never where frames are put in order.
    private(set) var isOutOfOrder = false
    private var isFiltered = true
    private var framesLeft: Int
    /// Order of the frame at `cursor` among all captures: its arrival, or that of the frame before it.
    private(set) var key: Int64

    /// - Parameters:
    ///   - firstKey: Key of frames without a time at the start.
    ///   - frameLimit: Frames after which the capture counts as ended, as it did in the first pass.
    init(
        _ file: StoredFile, means: Means, firstKey: Int64 = .max, frameLimit: Int = .max
    ) throws(InputFailure) {
        input = try CaptureBytes(file, means: means)
        format = input.format
        compression = input.compression
        key = firstKey
        framesLeft = frameLimit
        let stored: any FrameSource
        if let parser = CaptureParser(input.format) {
            stored = try NativeFrameSource(
                input, parser: parser, bufferSize: means.bufferSize, budget: means.budget)
        } else {
            stored = try PcapLibrarySource(input)
        }
        order =
            try means.ordersFrames
            ? OrderedFrameSource(stored, heldBytes: means.heldBytes, frameLimit: frameLimit, budget: means.budget) : nil
        source = order ?? stored
    }

    var bytes: UnsafeRawBufferPointer { source.bytes }

    var interfaceDrops: [InterfaceDrops] { source.interfaceDrops }

    /// Frames that were put in their place, so far.
    var framesReordered: Int { order?.reordered ?? 0 }

    /// `nil` where the input can be read only once.
    var storedSize: Int? { input.storedSize }

    /// Gets the next batch.
    ///
    /// - Returns: `false` after the last frame.
    func load() throws(InputFailure) -> Bool {
        cursor = 0
        guard framesLeft > 0, try source.next(into: &frames) else {
            frames.removeAll()
            return false
        }
        if frames.count > framesLeft { frames.removeLast(frames.count - framesLeft) }
        framesLeft -= frames.count
        let goesBack = facts.add(frames.span)
        if order == nil, goesBack { isOutOfOrder = true }
        isFiltered = false
        updateKey()
        return true
    }

    /// Loads the first batch.
    ///
    /// - Returns: Earliest capture time among it, if any; the key of frames without one at its start.
    func loadFirst() throws(InputFailure) -> Int64? {
        _ = try load()
        let arrival = facts.firstArrival
        key = arrival ?? .max
        return arrival
    }

    /// Loads batches until one has a frame that matches `filter`.
    ///
    /// - Returns: `false` after the last frame.
    func advance(filter: PacketFilter?) throws(InputFailure) -> Bool {
        while true {
            if !isFiltered {
                isFiltered = true
                filter?.apply(to: &frames, of: source.bytes)
                if !frames.isEmpty {
                    updateKey()
                    return true
                }
            }
            guard try load() else { return false }
        }
    }

    /// Takes the frames that come before `limit`, at least one.
    ///
    /// - Parameters:
    ///   - limit: Key of another capture's next frame.
    ///   - winsTies: Whether frames of equal key are this one's to deliver first.
    /// - Returns: Indices into `frames`.
    func takeRun(before limit: Int64, winsTies: Bool) -> Range<Int> {
        let start = cursor
        repeat {
            cursor += 1
            updateKey()
        } while cursor < frames.count && (key < limit || winsTies && key == limit)
        return start..<cursor
    }

    /// Takes the rest of the batch.
    func takeAll() -> Range<Int> {
        let start = cursor
        cursor = frames.count
        return start..<cursor
    }

    /// Ends reading frames, reads on to the end of the stored bytes and tells what they were.
    func finish() -> (sha256: String?, size: Int) {
        source.close()
        return input.finish()
    }

    /// Ends reading before the end.
    func close() {
        source.close()
    }

    private func updateKey() {
        // A frame without a time keeps its place behind the frame before it.
        if cursor < frames.count, frames[cursor].arrival != FrameRef.noArrival { key = frames[cursor].arrival }
    }
}

extension OpenCapture.Means {
    /// What one of many may spend: with each that is open already it is less.
    init(openFiles: Int, ordersFrames: Bool, budget: MemoryBudget) {
        bufferSize = openFiles < 16 ? BatchLimit.bytes : BatchLimit.bytes / (openFiles < 256 ? 8 : 32)
        threaded = openFiles < 4
        self.ordersFrames = ordersFrames
        heldBytes = openFiles < 16 ? 32 * BatchLimit.bytes : min(1 << 20, max(1 << 16, (512 << 20) / openFiles))
        self.budget = budget
    }
}
