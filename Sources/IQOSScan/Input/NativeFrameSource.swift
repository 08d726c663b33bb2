import IQOSCore

/// Frames that the core's own parsers find, in a buffer that is read over and over.
final class NativeFrameSource: FrameSource {
    /// Fills of the buffer, one after another, that a grown buffer must prove too large for before it shrinks.
    private static let fillsBeforeShrinking = 16
    private static let pageSize = 4096

    private let input: CaptureBytes
    private var parser: CaptureParser
    private let usualSize: Int
    private var buffer: UnsafeMutableRawBufferPointer
    /// Bytes of the buffer that are read and not yet parsed.
    private var unparsed = 0..<0
    private var isAtEnd = false
    /// What to throw once the frames before it are delivered.
    private var failure: InputFailure?
    private var smallFills = 0
    private var memory: MemoryShare

    /// - Parameters:
    ///   - bufferSize: Bytes; grows for a larger record as long as that lasts.
    ///   - budget: What the growth is taken from.
    init(
        _ input: CaptureBytes, parser: CaptureParser, bufferSize: Int, budget: MemoryBudget?
    ) throws(InputFailure) {
        self.input = input
        self.parser = parser
        usualSize = bufferSize
        memory = MemoryShare(budget)
        buffer = try .claimed(byteCount: bufferSize, alignment: Self.pageSize)
    }

    deinit {
        buffer.giveBack()
    }

    var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(buffer) }

    var interfaceDrops: [InterfaceDrops] { parser.interfaceDrops }

    func next(into frames: inout [FrameRef]) throws(InputFailure) -> Bool {
        frames.removeAll(keepingCapacity: true)
        while true {
            if let failure { throw failure }
            parse(into: &frames)
            if !frames.isEmpty { return true }
            if isAtEnd, failure == nil { return false }
            if failure == nil { fill() }
        }
    }

    func close() {}

    private func parse(into frames: inout [FrameRef]) {
        let bytes = UnsafeRawBufferPointer(rebasing: buffer[..<unparsed.upperBound]).bytes
        do throws(FormatError) {
            let consumed = try parser.parse(
                bytes, from: unparsed.lowerBound, atEnd: isAtEnd, upTo: BatchLimit.frames, into: &frames)
            unparsed = unparsed.lowerBound + consumed..<unparsed.upperBound
        } catch {
            failure = .format(error)
        }
    }

    /// Moves what is unparsed to the front and reads behind it, from the start of a page on: the system copies whole pages
    /// of a file to whole pages of memory in a sixth less time than across their borders.
    private func fill() {
        let tail = unparsed.count
        do throws(InputFailure) {
            try resize(for: tail)
        } catch {
            failure = error
            return
        }
        let wholePages = (tail + Self.pageSize - 1) / Self.pageSize * Self.pageSize
        let end = wholePages <= buffer.count / 2 ? wholePages : tail
        if tail > 0, unparsed.upperBound != end {
            UnsafeMutableRawBufferPointer(rebasing: buffer[(end - tail)...]).copyMemory(
                from: UnsafeRawBufferPointer(rebasing: buffer[unparsed]))
        }
        unparsed = end - tail..<end
        do throws(InputFailure) {
            let count = try input.read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[end...]))
            isAtEnd = count == 0
            unparsed = end - tail..<end + count
        } catch {
            failure = error
        }
    }

    /// Doubles the buffer while a record fills it whole; a claimed length alone costs no memory.
    private func resize(for tail: Int) throws(InputFailure) {
        smallFills = tail < usualSize / 2 ? smallFills + 1 : 0
        var size = buffer.count
        if tail == buffer.count {
            size *= 2
        } else if buffer.count > usualSize, smallFills >= Self.fillsBeforeShrinking {
            size = usualSize
        }
        guard size != buffer.count else { return }
        try memory.resize(to: size > usualSize ? size : 0)
        let resized = try UnsafeMutableRawBufferPointer.claimed(byteCount: size, alignment: Self.pageSize)
        resized.copyMemory(from: UnsafeRawBufferPointer(rebasing: buffer[unparsed]))
        buffer.giveBack()
        buffer = resized
        unparsed = 0..<tail
    }
}
