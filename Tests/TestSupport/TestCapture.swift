import IQOSCore

/// Frames of a capture, built in memory and scanned without any file.
public struct TestCapture {
    /// Where the packets of a stream run: by default from 10.0.0.1:16384 to 10.0.0.2:20000.
    public struct Path: Sendable {
        public var source: Int
        public var destination: Int
        public var sourcePort: Int
        public var destinationPort: Int

        public init(
            _ source: Int = 0x0A00_0001, _ destination: Int = 0x0A00_0002, from sourcePort: Int = 16384,
            to destinationPort: Int = 20000
        ) {
            self.source = source
            self.destination = destination
            self.sourcePort = sourcePort
            self.destinationPort = destinationPort
        }

        public var reversed: Path { Path(destination, source, from: destinationPort, to: sourcePort) }
    }

    public struct Frame {
        public var bytes: [UInt8]
        public var arrival: Int64
        public var linkType: LinkType
        public var originalLength: Int
        /// Index of its file, from 0.
        public var file = 0
    }

    /// 2001-09-09 01:46:40 UTC, where the captures of these tests begin unless they say otherwise.
    public static let start: Int64 = 1_000_000_000_000_000_000

    public var frames: [Frame] = []

    public init() {}

    /// Appends a frame; `arrival` in ns since 1970, `originalLength` the captured length where `nil`.
    public mutating func append(
        frame bytes: [UInt8], arrival: Int64, linkType: LinkType = .ethernet, originalLength: Int? = nil
    ) {
        frames.append(
            Frame(
                bytes: bytes, arrival: arrival, linkType: linkType, originalLength: originalLength ?? bytes.count))
    }

    /// Appends a datagram in IPv4 on Ethernet.
    public mutating func append(datagram: [UInt8], arrival: Int64, on path: Path = Path(), serviceType: Int = 0) {
        let packet = WireBytes.ipv4(
            path.source, path.destination, WireBytes.udp(path.sourcePort, path.destinationPort, datagram),
            serviceType: serviceType)
        append(frame: WireBytes.ethernet(packet), arrival: arrival)
    }

    /// Appends the bytes of one direction of a connection, cut into segments.
    public mutating func append(
        connection bytes: [UInt8], arrival: Int64, on path: Path, sequence: Int = 1, segment: Int = 1460
    ) {
        for start in stride(from: 0, to: bytes.count, by: segment) {
            let part = Array(bytes[start..<min(start + segment, bytes.count)])
            let packet = WireBytes.ipv4(
                path.source, path.destination,
                WireBytes.tcp(path.sourcePort, path.destinationPort, sequence: sequence + start, part),
                protocolNumber: 6)
            append(frame: WireBytes.ethernet(packet), arrival: arrival)
        }
    }

    /// Orders the frames by arrival; those of one moment keep their order.
    public mutating func sort() {
        let order = frames.indices.sorted { left, right in
            let (a, b) = (frames[left].arrival, frames[right].arrival)
            return a == b ? left < right : a < b
        }
        frames = order.map { frames[$0] }
    }

    /// Scans the frames.
    ///
    /// - Parameters:
    ///   - batches: Frames are handed over in this many batches, each with bytes of its own and of one file.
    ///   - sizes: Frames of the first batch, of the second and so on, and from the first again; instead of `batches`.
    ///   - files: Frames belong to this many files in turn, unless they say so themselves; each file has its own numbers.
    ///   - movesLog: Whether records are taken out of the log after every batch, as a long scan does.
    public func scanned(
        _ options: ScannerOptions = ScannerOptions(), seed: UInt64 = 1, batches: Int = 1, sizes: [Int]? = nil,
        files: Int = 1, movesLog: Bool = false
    ) -> ScanOutcome {
        var scanner = StreamScanner(options, seed: seed)
        var records: [LogRecord] = []
        let sizes = sizes ?? [max(1, (frames.count + batches - 1) / batches)]
        let perFile = max(1, (frames.count + files - 1) / files)
        let file = { (index: Int) in frames[index].file + index / perFile }
        var taken: [Int: Int] = [:]
        var (next, turn) = (0, 0)
        while next < frames.count {
            let limit = min(next + sizes[turn % sizes.count], frames.count)
            let own = file(next)
            let end = (next..<limit).first { file($0) != own } ?? limit
            let (bytes, references) = batch(next..<end, firstNumber: taken[own, default: 0] + 1)
            scanner.ingest(references.span, in: bytes.span.bytes, file: own)
            taken[own, default: 0] += end - next
            turn += 1
            if movesLog {
                records += scanner.log.recent
                scanner.logWasMoved()
            }
            next = end
        }
        scanner.finish()
        let all = records + scanner.log.recent
        let start = frames.map(\.arrival).filter { $0 != FrameRef.noArrival }.min()
        let summary = ScanSummary(scanner, options: options, captureStart: start, readLog: { all[$0] })
        return ScanOutcome(
            summary: summary, counters: scanner.counters, carried: scanner.carried,
            candidatesEvicted: scanner.candidatesEvicted, unknownFlowsEvicted: scanner.unknownFlowsEvicted)
    }

    private func batch(_ range: Range<Int>, firstNumber: Int) -> ([UInt8], [FrameRef]) {
        var bytes: [UInt8] = []
        var references: [FrameRef] = []
        for index in range {
            let frame = frames[index]
            references.append(
                FrameRef(
                    arrival: frame.arrival, offset: UInt32(bytes.count), capturedLength: UInt32(frame.bytes.count),
                    originalLength: UInt32(frame.originalLength),
                    number: UInt32(firstNumber + index - range.lowerBound),
                    linkType: frame.linkType, interface: 0))
            bytes += frame.bytes
        }
        return (bytes, references)
    }
}

/// What a scan of a `TestCapture` found.
public struct ScanOutcome {
    public var summary: ScanSummary
    public var counters: ScanCounters
    public var carried: CarriageCounters
    public var candidatesEvicted: Int
    public var unknownFlowsEvicted: Int

    /// In the order of their ids.
    public var streams: [StreamReport] { (0..<summary.streamCount).map(summary.stream) }
    public var calls: [CallReport] { (0..<summary.callCount).map(summary.call) }

    /// Every value of every stream and call as text, to compare two scans.
    public var text: String { "\(streams)\n\(calls)" }
}
