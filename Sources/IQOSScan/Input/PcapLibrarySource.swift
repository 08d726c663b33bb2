import IQOSCore

/// Frames that libpcap finds, for pcap variants that the core leaves to it.
final class PcapLibrarySource: FrameSource {
    private let feed: FileFeed
    private var reader: PcapReader?
    private let buffer: UnsafeMutableRawBufferPointer
    private var oversized: UnsafeMutableRawBufferPointer?
    private var frameNumber: UInt32 = 0
    /// A frame that did not fit into the last batch; its bytes are libpcap's until it is asked for more.
    private var waiting: PcapReader.Frame?
    private var failure: InputFailure?

    /// - Throws: Where libpcap does not know the file header.
    init(_ input: CaptureBytes) throws(InputFailure) {
        feed = try FileFeed(input)
        buffer = .allocate(byteCount: BatchLimit.bytes, alignment: 64)
        do throws(PcapFailure) {
            reader = try PcapReader(feed.takeFile())
        } catch {
            // Every property is set, so `deinit` frees the buffer.
            throw feed.wait() ?? .library(error.message)
        }
    }

    deinit {
        close()
        oversized?.deallocate()
        buffer.deallocate()
    }

    var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(oversized ?? buffer) }

    var interfaceDrops: [InterfaceDrops] { [] }

    func next(into frames: inout [FrameRef]) throws(InputFailure) -> Bool {
        frames.removeAll(keepingCapacity: true)
        oversized?.deallocate()
        oversized = nil
        var used = 0
        while frames.count < BatchLimit.frames, let frame = try nextFrame(deferringErrors: !frames.isEmpty) {
            let size = frame.bytes.count
            if used + size > buffer.count {
                guard frames.isEmpty else {
                    waiting = frame
                    break
                }
                oversized = .allocate(byteCount: size, alignment: 64)
            }
            let target = UnsafeMutableRawBufferPointer(rebasing: (oversized ?? buffer)[used...])
            target.copyMemory(from: frame.bytes)
            frames.append(place(frame, at: used))
            used += size
            if oversized != nil { break }
        }
        return !frames.isEmpty
    }

    func close() {
        waiting = nil
        // Closes the file that the feed writes to, and so ends its thread.
        reader = nil
        feed.wait()
    }

    /// - Parameter deferringErrors: Says that a batch has frames, to be delivered before the error.
    private func nextFrame(deferringErrors: Bool) throws(InputFailure) -> PcapReader.Frame? {
        if let frame = waiting {
            waiting = nil
            return frame
        }
        if failure == nil {
            do throws(PcapFailure) {
                if let frame = try reader?.next() { return frame }
                failure = feed.wait()
            } catch {
                failure = feed.wait() ?? .library(error.message)
            }
        }
        if let failure, !deferringErrors { throw failure }
        return nil
    }

    private func place(_ frame: PcapReader.Frame, at offset: Int) -> FrameRef {
        frameNumber &+= 1
        let seconds = Int64(clamping: frame.seconds).multipliedReportingOverflow(by: 1_000_000_000)
        let arrival = seconds.partialValue.addingReportingOverflow(Int64(clamping: frame.nanoseconds))
        let isKnown =
            !seconds.overflow && !arrival.overflow && (0..<FrameRef.arrivalLimit).contains(arrival.partialValue)
        return FrameRef(
            arrival: isKnown ? arrival.partialValue : FrameRef.noArrival, offset: UInt32(offset),
            capturedLength: UInt32(clamping: frame.bytes.count), originalLength: frame.originalLength,
            number: frameNumber, linkType: reader?.linkType ?? .ethernet, interface: 0)
    }
}
