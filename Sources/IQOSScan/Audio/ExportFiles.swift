import Foundation
import IQOSCore

/// What `--export` saves of each stream.
public enum ExportFormat: String, Sendable, CaseIterable {
    /// The payloads of the main payload type in the container that is usual for their codec.
    case payload
    /// The packets as rtptools keep them.
    case rtpdump
    /// The packets as a capture of their own.
    case pcap
}

/// Writes the packets of every stream, in order of their sequence numbers and each once, below `export/`.
struct ExportFiles {
    /// Bytes that are written together.
    private static let blockBytes = 1 << 16

    let store: SampleStore
    let formats: [ExportFormat]

    /// - Returns: Paths below the folder that were written.
    func write(_ streams: [ExportedStream], to folder: borrowing OutputFolder) throws {
        guard !streams.isEmpty, !formats.isEmpty else { return }
        try folder.makeFolder("export")
        for stream in streams {
            for format in formats { try write(stream, format, to: folder) }
        }
    }

    private func write(_ stream: ExportedStream, _ format: ExportFormat, to folder: borrowing OutputFolder) throws {
        let name = "export/stream-\(stream.place + 1)."
        switch format {
        case .payload:
            guard let type = stream.payloadType else { return }
            var container = stream.container
            try write(name + container.fileExtension, container.header, stream, to: folder) { packet, _ in
                guard packet[packet.startIndex + 1] & 0x7F == type else { return [] }
                return container.body(packet.dropFirst(12), timestamp: Self.number(packet, 4..<8))
            }
        case .rtpdump:
            var start: Int64?
            try write(name + "rtpdump", [], stream, to: folder) { packet, arrival in
                let header = start == nil ? Self.rtpdumpHeader(stream.key.flow, arrival) : []
                let since = max(0, arrival - (start ?? arrival)) / 1_000_000
                start = start ?? arrival
                return header + Self.bigEndian(packet.count + 8, 2) + Self.bigEndian(packet.count, 2)
                    + Self.bigEndian(Int(since), 4) + packet
            }
        case .pcap:
            var pcap = StreamPcap(stream.key.flow)
            try write(name + "pcap", pcap.header, stream, to: folder) { pcap.record($0, arrival: $1) }
        }
    }

    /// Writes one file: a header, and what every packet becomes.
    private func write(
        _ name: String, _ header: [UInt8], _ stream: ExportedStream, to folder: borrowing OutputFolder,
        _ record: (ArraySlice<UInt8>, Int64) -> [UInt8]
    ) throws {
        let descriptor = try folder.makeFile(name)
        defer { close(descriptor) }
        var block = header
        func flush() throws {
            // The buffer lives only inside the closure.
            guard block.withUnsafeBytes({ WaveWriter.write($0, to: descriptor) }) else {
                throw WaveWriter.failure(name)
            }
            block.removeAll(keepingCapacity: true)
        }
        let isRead = try store.forEachPacket(last: stream.lastPacket) { packet, arrival in
            block += record(packet, arrival)
            if block.count >= Self.blockBytes { try flush() }
        }
        guard isRead else {
            throw SoundFileError(
                path: name, reason: .notWritten("packets cannot be read back from the temporary file"))
        }
        try flush()
    }

    /// The text line and the file header of rtptools: start of the recording, source address and port.
    private static func rtpdumpHeader(_ flow: Flow, _ arrival: Int64) -> [UInt8] {
        let isIPv6 = flow.source.isIPv6
        let line = "#!rtpplay1.0 \(isIPv6 ? "0.0.0.0" : flow.destination.description)/\(flow.destinationPort)\n"
        let seconds = Int(arrival / 1_000_000_000)
        let address = isIPv6 ? 0 : Int(truncatingIfNeeded: flow.source.low & 0xFFFF_FFFF)
        return Array(line.utf8) + bigEndian(seconds, 4) + bigEndian(Int(arrival % 1_000_000_000 / 1000), 4)
            + bigEndian(address, 4) + bigEndian(Int(flow.sourcePort), 2) + [0, 0]
    }

    private static func number(_ packet: ArraySlice<UInt8>, _ range: Range<Int>) -> UInt32 {
        range.reduce(0) { $0 << 8 | UInt32(packet[packet.startIndex + $1]) }
    }

    private static func bigEndian(_ value: Int, _ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * (count - 1 - $0))) }
    }
}

extension OutputFolder {
    borrowing func writeExport(_ files: ExportFiles, _ streams: [ExportedStream]) throws {
        try files.write(streams, to: self)
    }
}
