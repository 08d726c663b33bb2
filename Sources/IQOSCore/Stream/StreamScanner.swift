/// What shapes the result of a scan.
public struct ScannerOptions: Sendable, Equatable {
    public var stream = StreamOptions()
    public var sensitivity = Sensitivity.normal
    /// Only streams with this address at either end.
    public var host: Address?
    public var ssrc: UInt32?
    /// Only packets captured in this time, ns since 1970 UTC.
    public var time = Int64.min..<Int64.max

    public init() {}
}

/// How many frames went which way, and which caps were hit.
public struct ScanCounters: BitwiseCopyable, Sendable, Equatable {
    public var frames = 0
    public var datagrams = 0
    public var fragments = 0
    public var malformed = 0
    public var unknownLinkType = 0
    public var rtcp = 0
    /// Confirmed streams beyond `StreamScanner.streamLimit`: their packets are not measured.
    public var streamsRefused = 0
    /// Frames that were captured before the one ahead of them in the file.
    public var timeReversals = 0
}

/// The first pass: frames in, streams out. A fold whose state does not grow with the length of the capture.
///
/// A confirmed stream keeps up to 16 packets beside its hash, so that the metrics' state is touched once for all of
/// them: with thousands of streams alive that memory is what a packet costs.
public struct StreamScanner: ~Copyable {
    /// Streams that are measured at most.
    public static let streamLimit = 4_000_000
    private static let batch = 16

    /// What tells the packets of a stream from others, 16 bytes.
    private struct Live: BitwiseCopyable {
        var hash: UInt64
        var ssrc: UInt32
        var pendingCount: UInt8 = 0
        var payloadsSampled: UInt8 = 0
    }

    public private(set) var counters = ScanCounters()
    public private(set) var log = StreamLog()
    private let options: ScannerOptions
    private let decoder = FrameDecoder()
    private let hash: StreamHash
    private var index = StreamIndex()
    private var live: [Live] = []
    /// `batch` places a stream.
    private var pending: [PacketEvent] = []
    private(set) var analyzers = StreamStore()
    private var candidates: CandidateCache
    private var latestArrival = Int64.min

    /// - Parameter seed: Any number; it cannot show in the result.
    public init(_ options: ScannerOptions, seed: UInt64) {
        self.options = options
        hash = StreamHash(seed: seed)
        candidates = CandidateCache(sensitivity: options.sensitivity)
    }

    /// Streams found so far, confirmed or not at the end.
    public var streamCount: Int { analyzers.count }
    public var candidatesEvicted: Int { candidates.evicted }
    public var candidatePacketsForgotten: Int { candidates.packetsForgotten }

    /// Takes the next frames of a file.
    ///
    /// - Parameters:
    ///   - bytes: What `frames` point into.
    ///   - file: Index of the file, from 0.
    /// - Complexity: O(1) a frame.
    public mutating func ingest(_ frames: Span<FrameRef>, in bytes: RawSpan, file: Int) {
        counters.frames += frames.count
        for position in frames.indices {
            let frame = frames[position]
            if frame.arrival < latestArrival {
                if frame.arrival != FrameRef.noArrival { counters.timeReversals += 1 }
            } else {
                latestArrival = frame.arrival
            }
            guard options.time.contains(frame.arrival) else { continue }
            switch decoder.content(of: frame, in: bytes) {
            case .datagram(let datagram): ingest(datagram, frame, in: bytes, file: file)
            case .other: break
            case .fragment: counters.fragments += 1
            case .malformed: counters.malformed += 1
            case .unknownLinkType: counters.unknownLinkType += 1
            }
        }
    }

    /// Hands over records of closed intervals and markers, to be stored under their numbers.
    public mutating func logWasMoved() {
        log.recentWasMoved()
    }

    /// Ends the scan: every stream is settled.
    public mutating func finish() {
        for place in live.indices {
            flush(place)
            analyzers[place].finish(log: &log)
        }
    }

    @inline(__always)
    private mutating func ingest(_ datagram: Datagram, _ frame: FrameRef, in bytes: RawSpan, file: Int) {
        counters.datagrams += 1
        let offset = datagram.payloadOffset
        guard datagram.capturedLength >= 2, let start = bytes.bigEndian16(at: offset) else { return }
        switch PacketKind(first: UInt8(start >> 8), second: UInt8(truncatingIfNeeded: start)) {
        case .rtp: break
        case .rtcp:
            counters.rtcp += 1
            return
        default: return
        }
        guard
            let header = RTPHeader(
                in: bytes, at: offset, capturedLength: datagram.capturedLength, length: datagram.payloadLength)
        else { return }
        let key = StreamKey(flow: datagram.flow, ssrc: header.ssrc)
        let packet = PacketEvent(header, in: datagram, frame: frame, file: file, bytes: bytes)
        let hashed = hash(key)
        // 64 bits under a seed that nobody knows stand for the whole key.
        guard let place = index.find(hashed, where: { live[$0].hash == hashed && live[$0].ssrc == key.ssrc }) else {
            return consider(packet, key: key, hashed, encapsulation: datagram.encapsulation)
        }
        if live[place].payloadsSampled < PayloadEntropy.packetsSampled, PayloadCipher.concerns(header.payloadType) {
            live[place].payloadsSampled += 1
            let captured = offset + datagram.capturedLength - header.payloadOffset
            analyzers[place].sample(
                bytes, offset: header.payloadOffset, length: min(header.payloadLength, captured))
        }
        append(packet, to: place)
    }

    @inline(__always) private mutating func append(_ packet: PacketEvent, to place: Int) {
        let count = Int(live[place].pendingCount)
        pending[place * Self.batch + count] = packet
        live[place].pendingCount = UInt8(count + 1)
        if count + 1 == Self.batch { flush(place) }
    }

    private mutating func flush(_ place: Int) {
        let start = place * Self.batch
        analyzers[place].ingest(pending, start..<start + Int(live[place].pendingCount), log: &log)
        live[place].pendingCount = 0
    }

    /// A packet of no known stream: a new stream, if the candidate it belongs to has behaved like RTP.
    @inline(never)
    private mutating func consider(
        _ packet: PacketEvent, key: StreamKey, _ hashed: UInt64, encapsulation: Encapsulation
    ) {
        guard isSelected(packet, key), let history = candidates.add(packet, key: key), let first = history.first
        else { return }
        guard live.count < Self.streamLimit else {
            counters.streamsRefused += 1
            return
        }
        index.insert(hashed, place: live.count, hashes: { live[$0].hash })
        live.append(Live(hash: hashed, ssrc: key.ssrc))
        pending.append(contentsOf: repeatElement(first, count: Self.batch))
        analyzers.append(
            StreamAnalyzer(key: key, encapsulation: encapsulation, first: first, options: options.stream))
        for earlier in history { append(earlier, to: live.count - 1) }
    }

    private func isSelected(_ packet: PacketEvent, _ key: StreamKey) -> Bool {
        if let host = options.host, key.flow.source != host, key.flow.destination != host { return false }
        if let ssrc = options.ssrc, key.ssrc != ssrc { return false }
        return true
    }
}
