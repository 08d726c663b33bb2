/// The first pass: frames in, streams out. A fold whose state does not grow with the length of the capture.
///
/// A confirmed stream keeps its packets beside its hash while they come as expected, so that the metrics' state is
/// touched once for all of them: with thousands of streams alive that memory is what a packet costs.
public struct StreamScanner: ~Copyable {
    /// Streams that are measured at most.
    public static let streamLimit = 4_000_000
    /// Captures of one scan: their index is kept in 16 bits with every packet that something is told of.
    public static let fileLimit = 1 << 16
    /// Bytes of the shortest datagram that is worth a look where it is no RTP: STUN's header has no less.
    static let unknownLength = 20

    public internal(set) var counters = ScanCounters()
    public internal(set) var log = StreamLog()
    let options: ScannerOptions
    private(set) var unwrapper = PacketUnwrapper()
    private(set) var signalling = SignallingTracker()
    let hash: StreamHash
    var index = StreamIndex()
    var live = Slab<Live>()
    let analyzers = StreamStore()
    var candidates: CandidateCache
    var watch = FlowWatch()
    var vendors: VendorFlows
    var companions: CompanionTable
    var reports: RTCPTable
    var reportCopies = RTCPCopies()
    var ahead = Lookahead()
    var latestArrival = Int64.min
    /// The stream before whose next packet the short way ended because there is no room in its run.
    private var full: Int?
    /// The stream of the last packet on the short way, where that has to be looked at.
    private var unlooked: Int?
    let firstBytes = FirstBytes()
    /// What frames are, on their way from the first look to the second.
    var looks = Table<FirstLook>(unwritten: FirstLook.limit)
    /// Of what was read for nothing but to have it come from memory.
    var touched: UInt8 = 0
    /// The options leave out hosts or SSRCs.
    let isSelective: Bool
    /// They leave out times.
    let limitsTime: Bool

    /// - Parameter seed: Any number; it cannot show in the result.
    public init(_ options: ScannerOptions, seed: UInt64) {
        self.options = options
        isSelective = options.host != nil || options.ssrc != nil
        limitsTime = options.time != ScannerOptions().time
        hash = StreamHash(seed: seed)
        vendors = VendorFlows(hash)
        companions = CompanionTable(hash)
        reports = RTCPTable(hash)
        candidates = CandidateCache(sensitivity: options.sensitivity)
    }

    /// Streams found so far, confirmed or not at the end.
    public var streamCount: Int { analyzers.count }
    public var carried: CarriageCounters { unwrapper.counters }
    /// Streams whose RTCP was forgotten for want of room.
    public var reportsForgotten: Int { reports.forgotten }
    public var candidatesEvicted: Int { candidates.evicted }
    public var candidatePacketsForgotten: Int { candidates.packetsForgotten }
    public var unknownFlowsEvicted: Int { watch.evicted }
    /// Of these those that had hardly had the time to show what they are.
    public var unknownFlowsUnseen: Int { watch.unseen }
    public var companionsRefused: Int { companions.refused }
    public var vendorHeadersRefused: Int { vendors.refused }

    /// Takes the next frames of a file.
    ///
    /// - Parameters:
    ///   - bytes: What `frames` point into.
    ///   - file: Index of the file, from 0.
    /// - Complexity: O(1) a frame.
    public mutating func ingest(_ frames: Span<FrameRef>, in bytes: RawSpan, file: Int) {
        counters.frames += frames.count
        ahead.forget()
        var position = 0
        while position < frames.count {
            position = ingestFollowing(frames, from: position, in: bytes, file: file)
            if let place = full {
                // Not on the way itself, which would have to keep its registers for it.
                full = nil
                flush(place)
                continue
            }
            if let place = unlooked {
                unlooked = nil
                lookAtPayload(of: frames[position &- 1], place, in: bytes, file: file)
                continue
            }
            if ahead.knows(position) {
                // Safe, both: the frame was looked up. No method: lending the lookahead to one would copy it.
                let packet = ahead.packets[unchecked: position &- ahead.positions.lowerBound]
                if packet.isRTP {
                    ingestKnown(frames[unchecked: position], of: packet.place, in: bytes, file: file)
                    position += 1
                    continue
                }
            }
            position = ingestOthers(frames, from: position, in: bytes, file: file)
        }
    }

    /// Takes frames from a position on as long as each is just what a known stream was to bring next, as nearly every
    /// one is: a way short enough to be worked off in registers.
    ///
    /// - Returns: Position of the first other frame, of which nothing was noted.
    @inline(never)
    private mutating func ingestFollowing(
        _ frames: Span<FrameRef>, from start: Int, in bytes: RawSpan, file: Int
    ) -> Int {
        var position = start
        var latest = latestArrival
        while position < frames.count {
            if !ahead.positions.contains(position) { lookAhead(frames, from: position, in: bytes, file: file) }
            guard let group = ahead.places(from: position) else { break }
            let before = position &- group.lowerBound
            var place = group.lowerBound
            while place < group.upperBound {
                // Safe: they are places of the lookahead.
                let packet = ahead.packets[unchecked: place]
                guard let stream = packet.live, packet.arrival >= latest, !stream.pointee.isCompared else { break }
                guard stream.pointee.take(packet) else {
                    if stream.pointee.run.isFull(before: packet.head) { full = packet.place }
                    break
                }
                latest = packet.arrival
                place &+= 1
                guard stream.pointee.isSampled else {
                    unlooked = packet.place
                    break
                }
            }
            position = before &+ place
            guard place == group.upperBound, unlooked == nil else { break }
        }
        latestArrival = latest
        counters.datagrams += position - start
        return position
    }

    /// Hands over records of closed intervals and markers, to be stored under their numbers.
    public mutating func logWasMoved() {
        log.recentWasMoved()
    }

    /// Ends the scan: every stream is settled, and what only packets need is given back, for calls to be put together in.
    public mutating func finish() {
        for packet in unwrapper.finish() {
            guard let own = packet.bytes, let place = packet.place else { continue }
            ingest(packet, place.reference, in: own.span.bytes, file: Int(place.file))
        }
        for place in 0..<live.count {
            flush(place)
            analyzers[place].finish(log: &log)
        }
        ahead.forget()
        live = Slab()
        index = StreamIndex()
        candidates.forget()
    }

    /// Takes a frame that is no `PlainDatagram`, or carries something inside it.
    @inline(never) mutating func ingestUnusual(_ frame: FrameRef, in bytes: RawSpan, file: Int) {
        for packet in unwrapper.packets(of: frame, in: bytes, file: file) {
            if let own = packet.bytes {
                ingest(
                    packet, packet.place?.reference ?? frame, in: own.span.bytes,
                    file: packet.place.map { Int($0.file) } ?? file)
            } else {
                ingest(packet, frame, in: bytes, file: file)
            }
        }
    }

    private mutating func ingest(_ carried: CarriedPacket, _ frame: FrameRef, in bytes: RawSpan, file: Int) {
        counters.datagrams += 1
        let datagram = carried.datagram
        let offset = datagram.payloadOffset
        let end = offset + datagram.capturedLength
        if datagram.capturedLength < RTPHeader.fixedLength, datagram.payloadLength >= RTPHeader.fixedLength {
            counters.headersCut += 1
        }
        guard carried.signalling == nil,
            let header = rtpHeader(in: bytes, at: offset, capturedEnd: end, length: datagram.payloadLength)
        else {
            if carried.signalling == nil, let head = bytes.bigEndian32(at: offset), RTCPCompound.isHeader(head),
                ingestReports(datagram, frame, in: bytes, file: file)
            {
                return
            }
            guard !ingestSignalling(datagram.flow, frame, in: bytes, offset..<end, file: file, carried.signalling),
                datagram.payloadLength >= Self.unknownLength
            else { return }
            if carried.isPlain {
                ingestUnknown(datagram, frame, in: bytes, file: file)
            } else if carried.signalling == nil,
                let kind = bytes.bigEndian64(at: offset).flatMap(FlowCompanions.Kind.init)
            {
                // How long an answer takes is not told: the relay answers on the same flow.
                companions.note(kind, on: datagram.flow, file: file, frame: frame.number)
            }
            return
        }
        let packet = PacketEvent(header, in: datagram, frame: frame, file: file, bytes: bytes)
        let key = StreamKey(
            flow: datagram.flow, ssrc: header.ssrc, wrapper: carried.wrapper, isTCP: carried.isTCP)
        let hashed = hash(key)
        if let place = place(of: key, hashed) {
            let whole = carried.bytes == nil ? frame : nil
            return add(packet, to: place, header, in: bytes, capturedUpTo: end, of: whole)
        }
        if !vendors.isEmpty, carried.isPlain, ingestBehindHeader(datagram, frame, in: bytes, file: file) { return }
        guard !isSelective || isSelected(key) else { return }
        if let history = candidates.add(packet, key: key) {
            open(key, hashed, encapsulation: datagram.encapsulation, history)
        } else if carried.isPlain {
            ingestUnknown(datagram, frame, in: bytes, file: file, isLikeRTP: true)
        }
    }

    /// Takes what may be a message of signalling; `false` where it is none.
    @inline(never) mutating func ingestSignalling(
        _ flow: Flow, _ frame: FrameRef, in bytes: RawSpan, _ range: Range<Int>, file: Int,
        _ known: SignallingProtocol? = nil
    ) -> Bool {
        let place = SignallingPlace(flow: flow, arrival: frame.arrival, file: Int32(file), frame: frame.number)
        return signalling.ingest(bytes, range, at: place, known)
    }

    /// The header of a datagram that may be RTP; counts those that are something else and known.
    private mutating func rtpHeader(in bytes: RawSpan, at offset: Int, capturedEnd: Int, length: Int) -> RTPHeader? {
        if isRTCP(in: bytes, at: offset, capturedEnd: capturedEnd) {
            counters.rtcp += 1
            return nil
        }
        return RTPHeader(in: bytes, at: offset, capturedLength: capturedEnd - offset, length: length)
    }

    /// Whether a payload begins as RTCP does.
    @inline(__always) func isRTCP(in bytes: RawSpan, at offset: Int, capturedEnd: Int) -> Bool {
        guard capturedEnd - offset >= 2, let start = bytes.bigEndian16(at: offset) else { return false }
        return PacketKind(first: UInt8(start >> 8), second: UInt8(truncatingIfNeeded: start)) == .rtcp
    }
}
