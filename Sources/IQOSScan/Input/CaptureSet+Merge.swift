import IQOSCore

extension CaptureSet {
    /// How a pass ended.
    enum PassEnd {
        case complete
        /// At a file whose frames must be put in order, before the batch that shows it.
        case outOfOrder
    }

    /// One pass over all captures, frames of all of them in the order of their times.
    ///
    /// At equal times the file listed first wins. A capture is opened when the merge reaches its first frame and closed
    /// after its last, so that only captures that overlap are open together.
    func merge(
        _ consume: (_ bytes: borrowing RawSpan, _ frames: Span<FrameRef>, _ file: Int) throws -> Void
    ) throws -> PassEnd {
        var captures = [OpenCapture?](repeating: nil, count: listings.count)
        var heap = MergeHeap()
        var unopened = listings.enumerated().lazy.map { MergeHeap.Entry(key: $1.key, file: $0) }.makeIterator()
        var next = unopened.next()

        while true {
            while let entry = next, heap.first.map({ entry < $0 }) ?? true {
                next = unopened.next()
                guard let capture = try openCapture(entry.file, openFiles: heap.count),
                    try advance(capture, entry.file)
                else { continue }
                if capture.isOutOfOrder { return close(captures + [capture]) }
                captures[entry.file] = capture
                heap.insert(.init(key: capture.key, file: entry.file))
            }
            guard let first = heap.first, let capture = captures[first.file] else { return .complete }

            let run: Range<Int>
            if let rival = [heap.second, next].compactMap(\.self).min() {
                run = capture.takeRun(before: rival.key, winsTies: first.file < rival.file)
            } else {
                run = capture.takeAll()
            }
            try deliver(run, of: capture, first.file, consume)

            if capture.cursor == capture.frames.count, try !advance(capture, first.file) {
                captures[first.file] = nil
                heap.updateFirst(key: nil)
            } else {
                if capture.isOutOfOrder { return close(captures) }
                heap.updateFirst(key: capture.key)
            }
        }
    }

    /// Lets go of captures that are not read to their end.
    private func close(_ captures: [OpenCapture?]) -> PassEnd {
        for case let capture? in captures { capture.close() }
        return .outOfOrder
    }

    /// Goes on to the next batch, or closes the capture.
    private func advance(_ capture: OpenCapture, _ file: Int) throws(InputError) -> Bool {
        do throws(InputFailure) {
            if try capture.advance(filter: filter) { return true }
        } catch {
            try closeCapture(capture, file, error)
            return false
        }
        try closeCapture(capture, file, nil)
        return false
    }

    private func deliver(
        _ run: Range<Int>, of capture: OpenCapture, _ file: Int,
        _ consume: (_ bytes: borrowing RawSpan, _ frames: Span<FrameRef>, _ file: Int) throws -> Void
    ) throws {
        // Held only for this call, so that the next batch finds the array its own and reuses it.
        let frames = capture.frames
        try consume(capture.bytes.bytes, frames.span.extracting(run), file)
    }
}
