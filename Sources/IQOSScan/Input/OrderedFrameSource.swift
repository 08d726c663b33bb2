import IQOSCore

/// The frames of another source in the order of their times, within a bounded window.
///
/// Frames are copied and held until they span twice the window of `TimeOrder`, or fill what they may fill; then those
/// that are older than the window leave, or the older half. A frame that is further back than the window is a step of
/// the clock: whatever was captured before it leaves before it. What comes out depends on the frames alone, not on how
/// the other source puts them into batches. Frames without a time stay behind the frame before them.
final class OrderedFrameSource: FrameSource {
    private struct Held {
        /// Time by which the frame is placed, ns.
        var key: Int64
        /// With the offset into `buffer`.
        var frame: FrameRef
    }

    /// Frames held at most.
    private static let heldFrames = 65_536

    private let source: any FrameSource
    private let heldBytes: Int
    private var framesLeft: Int
    /// The last batch of `source`, and how much of it is held or gone.
    private var incoming: [FrameRef] = []
    private var cursor = 0
    private var failure: InputFailure?

    private var buffer: UnsafeMutableRawBufferPointer
    private var used = 0
    private var held: [Held] = []
    private var isSorted = true
    /// Frames at the front of `held` that are due, and how many of them were handed on.
    private var due = 0
    private var handedOn = 0
    private var earliest = Int64.max
    private var latest: Int64 = 0
    private var lastKey: Int64 = 0
    /// Latest key that was due; a frame before it comes too late to be put in its place.
    private var departed: Int64 = 0
    /// Frames that came behind a later one and were put in their place, so far.
    private(set) var reordered = 0
    private var memory: MemoryShare

    /// - Parameters:
    ///   - heldBytes: Bytes of frames held at most; one larger frame is held alone.
    ///   - frameLimit: Frames of `source` after which it counts as ended.
    init(
        _ source: any FrameSource, heldBytes: Int, frameLimit: Int, budget: MemoryBudget?
    ) throws(InputFailure) {
        self.source = source
        self.heldBytes = heldBytes
        framesLeft = frameLimit
        memory = MemoryShare(budget)
        buffer = try .claimed(byteCount: min(heldBytes, BatchLimit.bytes), alignment: 64)
    }

    deinit {
        buffer.giveBack()
    }

    var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(buffer) }

    var interfaceDrops: [InterfaceDrops] { source.interfaceDrops }

    func next(into frames: inout [FrameRef]) throws(InputFailure) -> Bool {
        frames.removeAll(keepingCapacity: true)
        if handedOn == due {
            forgetDue()
            collect()
        }
        guard handedOn < due else {
            if let failure { throw failure }
            return false
        }
        let end = min(due, handedOn + BatchLimit.frames)
        for index in handedOn..<end { frames.append(held[index].frame) }
        handedOn = end
        return true
    }

    func close() {
        source.close()
    }

    /// Holds frames until some are due; none are at the end of the source.
    private func collect() {
        while due == 0 {
            guard cursor < incoming.count || load() else {
                release(held.count)
                return
            }
            let frame = incoming[cursor]
            let key = frame.arrival == FrameRef.noArrival ? lastKey : frame.arrival
            if !held.isEmpty, key < latest, latest - key > TimeOrder.window {
                release(held.count)
                latest = key
                departed = 0
                return
            }
            do throws(InputFailure) {
                try hold(frame, key)
            } catch {
                // Nothing behind it is held either.
                failure = error
                cursor = 0
                incoming.removeAll()
                continue
            }
            cursor += 1
            if used >= heldBytes || held.count >= Self.heldFrames {
                release(max(1, held.count / 2))
            } else if earliest < latest, latest - earliest > 2 * TimeOrder.window {
                release(nil)
            }
        }
    }

    private func load() -> Bool {
        cursor = 0
        incoming.removeAll(keepingCapacity: true)
        guard framesLeft > 0, failure == nil else { return false }
        do throws(InputFailure) {
            guard try source.next(into: &incoming) else { return false }
        } catch {
            failure = error
            return false
        }
        if incoming.count > framesLeft { incoming.removeLast(incoming.count - framesLeft) }
        framesLeft -= incoming.count
        return true
    }

    private func hold(_ frame: FrameRef, _ key: Int64) throws(InputFailure) {
        let size = Int(frame.capturedLength)
        if used + size > buffer.count { try grow(to: used + size) }
        let start = Int(frame.offset)
        UnsafeMutableRawBufferPointer(rebasing: buffer[used...])
            .copyMemory(from: UnsafeRawBufferPointer(rebasing: source.bytes[start..<start + size]))
        var copy = frame
        copy.offset = UInt32(used)
        used += size
        if key < latest {
            isSorted = false
            if frame.arrival != FrameRef.noArrival, key >= departed { reordered += 1 }
        } else if let last = held.last, key < last.key {
            isSorted = false
        }
        held.append(Held(key: key, frame: copy))
        earliest = min(earliest, key)
        latest = max(latest, key)
        lastKey = key
    }

    private func grow(to size: Int) throws(InputFailure) {
        let size = max(size, 2 * buffer.count)
        // What it may hold is not counted; a frame that is longer is.
        try memory.resize(to: size > 2 * heldBytes ? size : 0)
        let grown = try UnsafeMutableRawBufferPointer.claimed(byteCount: size, alignment: 64)
        grown.copyMemory(from: UnsafeRawBufferPointer(rebasing: buffer[..<used]))
        buffer.giveBack()
        buffer = grown
    }

    /// Puts what is held in order and makes its first frames due.
    ///
    /// - Parameter count: How many; `nil` for those older than the window.
    private func release(_ count: Int?) {
        if !isSorted {
            held.sort { ($0.key, $0.frame.number) < ($1.key, $1.frame.number) }
            isSorted = true
        }
        let limit = latest - TimeOrder.window
        due = count ?? held.firstIndex { $0.key > limit } ?? held.count
        handedOn = 0
        if due > 0 { departed = max(departed, held[due - 1].key) }
    }

    /// Makes room of what was handed on.
    private func forgetDue() {
        held.removeFirst(due)
        due = 0
        handedOn = 0
        earliest = held.first?.key ?? .max
        guard let start = held.lazy.map(\.frame.offset).min() else {
            used = 0
            return
        }
        // What is held is nearly all that was read last, so that few bytes are moved that nobody needs.
        buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: buffer[Int(start)..<used]))
        used -= Int(start)
        for index in held.indices { held[index].frame.offset -= start }
    }
}
