import Foundation
import IQOSCore

/// What `--export` saves of each stream.
public enum ExportFormat: String, Sendable, CaseIterable {
    /// The payloads of each payload type in the container that is usual for their codec.
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

    let store: PacketStore
    let plan: ListeningPlan
    let summary: ScanSummary
    let formats: [ExportFormat]

    /// Writes every stream of the plan that has packets.
    func write(to folder: borrowing OutputFolder) throws {
        let streams = try (0..<plan.count).compactMap { index in
            try exported(index).map { (index, $0) }
        }
        guard !streams.isEmpty, !formats.isEmpty else { return }
        try folder.makeFolder("export")
        for (index, stream) in streams {
            for format in formats { try write(index, stream, format, to: folder) }
        }
    }

    /// What a stream is exported as; `nil` where it has no packets, or none that can be opened.
    private func exported(_ index: Int) throws -> ExportedStream? {
        guard store.hasPackets(ofStream: index) else { return nil }
        guard plan.hasKeys(index) else { return try ordered(index, summary.exported(index, of: plan, isOpened: false)) }
        // Which packets can be opened, only trying tells.
        let voice = packets(of: index)
        var hasPackets = false
        try voice.forEachPacket { _ in hasPackets = true }
        guard hasPackets else { return nil }
        return try ordered(index, summary.exported(index, of: plan, isOpened: voice.player.isOpened))
    }

    /// The stream with its payloads by the number of their packets, the most first, and without those that have none.
    private func ordered(_ index: Int, _ stream: ExportedStream) throws -> ExportedStream {
        guard formats.contains(.payload), stream.payloads.count > 1 else { return stream }
        var counts = [Int](repeating: 0, count: 128)
        try packets(of: index).forEachPacket { packet in
            counts[Int(stream.media(of: packet.bytes[...]).payloadType)] += 1
        }
        var stream = stream
        let present = stream.payloads.filter { counts[Int($0.payloadType)] > 0 }
        let most = present.indices.max { left, right in
            let (a, b) = (counts[Int(present[left].payloadType)], counts[Int(present[right].payloadType)])
            return a == b ? left > right : a < b
        }
        stream.payloads = most.map { [present[$0]] + present[..<$0] + present[($0 + 1)...] } ?? []
        return stream
    }

    private func packets(of index: Int) -> Voice {
        Voice(index, plan.player(of: index, keepsPackets: true), store, evidence: nil, keepsHeard: false)
    }

    private func write(
        _ index: Int, _ stream: ExportedStream, _ format: ExportFormat, to folder: borrowing OutputFolder
    ) throws {
        let name = "export/stream-\(stream.place + 1)."
        switch format {
        case .payload:
            for (place, payloads) in stream.payloads.enumerated() {
                var container = payloads.container
                let name = place == 0 ? name : "export/stream-\(stream.place + 1)-pt\(payloads.payloadType)."
                try write(name + container.fileExtension, container.header, index, to: folder) { packet, arrival in
                    let media = stream.media(of: packet)
                    guard media.payloadType == payloads.payloadType else { return [] }
                    return container.body(media.payload, timestamp: Self.number(packet, 4..<8), arrival: arrival)
                }
            }
        case .rtpdump:
            var start: Int64?
            try write(name + "rtpdump", [], index, to: folder) { packet, arrival in
                let header = start == nil ? Self.rtpdumpHeader(stream.key.flow, arrival) : []
                let since = max(0, arrival - (start ?? arrival)) / 1_000_000
                start = start ?? arrival
                return header + Self.bigEndian(packet.count + 8, 2) + Self.bigEndian(packet.count, 2)
                    + Self.bigEndian(Int(since), 4) + packet
            }
        case .pcap:
            var pcap = StreamPcap(stream.key.flow)
            try write(name + "pcap", pcap.header, index, to: folder) { pcap.record($0, arrival: $1) }
        }
    }

    /// Writes one file: a header, and what every packet becomes.
    private func write(
        _ name: String, _ header: [UInt8], _ index: Int, to folder: borrowing OutputFolder,
        _ record: (ArraySlice<UInt8>, Int64) -> [UInt8]
    ) throws {
        let place = AudioPlace(folder: folder.temporaryPath, formats: [], captures: [])
        let file = try GrowingFile(name, at: place)
        var block = header
        func flush() throws {
            try file.write(block)
            block.removeAll(keepingCapacity: true)
        }
        try packets(of: index).forEachPacket { packet in
            block += record(packet.bytes[...], packet.arrival)
            if block.count >= Self.blockBytes { try flush() }
        }
        try flush()
        try file.finish()
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
