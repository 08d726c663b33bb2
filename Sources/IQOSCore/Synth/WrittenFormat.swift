/// File formats in which captures are written.
public enum WrittenFormat: String, Sendable, CaseIterable {
    case pcapMicroseconds = "pcap"
    case pcapNanoseconds = "pcap-ns"
    case pcapng

    /// Smallest time step of the format as written here, ns.
    var timeUnit: Int64 {
        switch self {
        case .pcapMicroseconds: 1000
        case .pcapNanoseconds, .pcapng: 1
        }
    }

    /// Hands the file's bytes to `sink`, in blocks of about a megabyte.
    ///
    /// - Parameter frames: Ethernet frames in order of capture.
    /// - Throws: What `sink` throws.
    public func write<Failure: Error>(
        _ frames: FrameList, to sink: ([UInt8]) throws(Failure) -> Void
    ) throws(Failure) {
        var block = header
        for entry in frames.entries {
            appendRecord(frames.bytes[entry.bytes], arrival: entry.arrival, to: &block)
            if block.count >= 1 << 20 {
                try sink(block)
                block.removeAll(keepingCapacity: true)
            }
        }
        if !block.isEmpty { try sink(block) }
    }

    private var header: [UInt8] {
        switch self {
        case .pcapMicroseconds: PcapWriter(unit: timeUnit).header
        case .pcapNanoseconds: PcapWriter(unit: timeUnit).header
        case .pcapng: PcapngWriter.header
        }
    }

    private func appendRecord(_ frame: ArraySlice<UInt8>, arrival: Int64, to block: inout [UInt8]) {
        switch self {
        case .pcapMicroseconds, .pcapNanoseconds:
            PcapWriter(unit: timeUnit).append(frame, arrival: arrival, to: &block)
        case .pcapng: PcapngWriter.append(frame, arrival: arrival, to: &block)
        }
    }
}
