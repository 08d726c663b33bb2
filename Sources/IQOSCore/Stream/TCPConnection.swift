/// One direction of a TCP connection: puts its bytes into order and takes out what is framed in them.
///
/// Bytes that are missing are waited for until they come, the receiver is known to have them, `patience` has passed, or
/// `heldLimit` of later ones have come. Behind such a gap, and in a capture that begins in the middle, the next place
/// at which frames begin is looked for.
struct TCPConnection: Sendable {
    /// Bytes that wait for a gap or for the rest of a frame.
    static let heldLimit = 256 << 10
    /// Bytes that are kept while a place is looked for at which frames begin.
    static let searchLimit = 16 << 10
    /// Who sends again does so within this time, ns.
    private static let patience: Int64 = 5_000_000_000
    /// What is acknowledged and not there after this time was not captured; before, it may come late. ns.
    private static let unseenPatience: Int64 = 200_000_000
    /// Frames in a row after which a connection is worth looking for the next one.
    private static let framesOfTrust = 4
    /// Sources that are remembered.
    private static let sourceLimit = 8
    /// Segments whose places are told apart while frames are looked for.
    private static let pieceLimit = 256

    /// Its addresses and headers.
    let segment: TCPSegment
    /// `nil` where frames are looked for and none were found yet.
    private(set) var framing: StreamFraming?
    /// Next sequence number to come.
    private var next: UInt32
    /// Bytes in order, from the beginning of a frame that is not complete; from anywhere while that is looked for.
    private var bytes: [UInt8] = []
    private var pieces: [FrameScan.Piece] = []
    /// First of the bytes of an open frame that the snap length cut; what stands for them is 0.
    private var cutAt: Int?
    /// What is sent in Base64.
    private var base64 = Base64Reader()
    private var held = HeldSegments()
    /// What is missing of the frame that `bytes` begin with.
    private var awaited = StreamFraming.Awaited.more
    /// Bytes in which the end of its header was looked for.
    private var searched = 0
    /// The next bytes begin where a frame does or goes on.
    private var isSynchronised: Bool
    /// Bytes that have to be there before frames are looked for again.
    private var searchedAgainAt = 0
    private var ssrcs: [UInt32] = []
    /// Frames that were complete; a connection without any is the first to go.
    private(set) var frames = 0
    /// Synchronisation was lost before enough frames had come: by chance it began like one.
    private(set) var isForeign = false
    /// Of its last segment.
    private(set) var lastPlace: CapturePlace
    /// Times that synchronisation had to begin anew.
    private(set) var gaps = 0
    /// Since when the receiver is known to have what the capture lacks before `next`; that is `unseenFrom`.
    private var unseenSince: Int64?
    private var unseenFrom: UInt32 = 0
    /// What is missing at `next` was not captured and will not come.
    private var isUnseen = false

    /// - Parameter framing: That the segment begins with; `nil` where it may be in the middle of a frame.
    init(_ segment: TCPSegment, framing: StreamFraming?, at place: CapturePlace) {
        self.segment = segment
        self.framing = framing
        isSynchronised = framing != nil
        next = segment.sequenceNumber
        lastPlace = place
        // Of segments that do not follow on each other there is nothing to be found.
        searchedAgainAt = segment.capturedLength + 1
    }

    /// Bytes in memory.
    var size: Int { bytes.count + held.size }
    /// Bytes of a frame that is not complete.
    var openBytes: Int { bytes.count }

    /// Takes the next segment.
    ///
    /// - Returns: The packets that are complete with it, in order.
    mutating func take(_ segment: TCPSegment, in bytes: RawSpan, at place: CapturePlace) -> [FramedPacket] {
        lastPlace = place
        var packets: [FramedPacket] = []
        deliver(segment, in: bytes, at: place, &packets)
        handOut(&packets, isLast: false)
        return packets
    }

    /// Takes the next segment of a connection in which frames are looked for.
    ///
    /// - Parameter isLast: No more segments are looked through.
    mutating func look(
        _ segment: TCPSegment, in bytes: RawSpan, at place: CapturePlace, isLast: Bool
    ) -> [FramedPacket] {
        var packets = take(segment, in: bytes, at: place)
        if isLast, framing == nil, pieces.count > 1 { handOut(&packets, isLast: true) }
        return packets
    }

    /// Ends the connection: what is missing will not come any more.
    mutating func finish() -> [FramedPacket] {
        var packets: [FramedPacket] = []
        while !held.isEmpty { giveUpGap(&packets) }
        handOut(&packets, isLast: true)
        return packets
    }

    /// Notes that the receiver has everything before a sequence number.
    ///
    /// - Returns: Bytes that were not captured, once that is certain; 0 otherwise, and where it was told before.
    mutating func noteAcknowledged(_ acknowledged: UInt32, arrival: Int64) -> Int {
        // One that began like a framing by chance may have been followed from a segment that came late.
        guard frames >= Self.framesOfTrust, let beyond = held.first?.sequence,
            Int32(bitPattern: acknowledged &- beyond) >= 0
        else { return 0 }
        guard let since = unseenSince, unseenFrom == next else {
            unseenSince = arrival
            unseenFrom = next
            isUnseen = false
            return 0
        }
        guard !isUnseen, arrival &- since >= Self.unseenPatience else { return 0 }
        isUnseen = true
        return Int(beyond &- next)
    }

    /// Appends what is next in order; keeps what is beyond a gap.
    private mutating func deliver(
        _ segment: TCPSegment, in bytes: RawSpan, at place: CapturePlace, _ packets: inout [FramedPacket]
    ) {
        let ahead = Int(Int32(bitPattern: segment.sequenceNumber &- next))
        let start = segment.payloadOffset
        let end = start + segment.capturedLength
        if ahead > 0 {
            var own: [UInt8] = []
            Self.append(bytes, start..<end, to: &own)
            held.insert(
                HeldSegments.Segment(
                    sequence: segment.sequenceNumber, bytes: own,
                    missing: segment.payloadLength - segment.capturedLength, place: place), next: next)
            while let first = held.first,
                held.size > Self.heldLimit || isUnseen && unseenFrom == next
                    || place.arrival &- first.place.arrival > Self.patience
            {
                giveUpGap(&packets)
            }
            return
        }
        // Bytes that came before are a retransmission: what was read first stays.
        guard -ahead < segment.payloadLength else { return }
        let isCut = segment.capturedLength < segment.payloadLength
        append(bytes, start - ahead..<max(start - ahead, end), at: place, isCut: isCut)
        next = segment.sequenceNumber &+ UInt32(truncatingIfNeeded: segment.payloadLength)
        if isCut { fill(segment.payloadLength - max(segment.capturedLength, -ahead), at: place, &packets) }
        releaseHeld(at: place, &packets)
    }

    /// Stands in for bytes that the snap length cut, where they end a frame or are in the middle of it: a frame that
    /// began among them would not be seen.
    private mutating func fill(_ missing: Int, at place: CapturePlace, _ packets: inout [FramedPacket]) {
        handOut(&packets, isLast: false)
        guard isSynchronised, framing != .rtspInBase64, case .bytes(let total) = awaited, total > bytes.count else {
            return loseSynchronisation(&packets)
        }
        cutAt = cutAt ?? bytes.count
        let room = total - bytes.count
        bytes.append(contentsOf: repeatElement(0, count: min(missing, room)))
        pieces.append(FrameScan.Piece(end: bytes.count, place: place))
        if missing > room { loseSynchronisation(&packets) }
    }

    private mutating func append(_ source: RawSpan, _ range: Range<Int>, at place: CapturePlace, isCut: Bool) {
        // A message begins a segment nearly always, and is found there.
        if !isSynchronised,
            let begun = StreamFraming.message(startingWith: source, at: range.lowerBound, length: range.count),
            begun == framing || frames < Self.framesOfTrust
        {
            forget(upTo: bytes.count)
            framing = begun
            isSynchronised = true
        } else if !isSynchronised, isCut || framing == .rtspInBase64 {
            synchronise(with: source, range)
        }
        if framing == .rtspInBase64 {
            base64.append(source, range, to: &bytes)
        } else {
            Self.append(source, range, to: &bytes)
        }
        if pieces.count == Self.pieceLimit { pieces.removeLast() }
        pieces.append(FrameScan.Piece(end: bytes.count, place: place))
    }

    /// Goes on with a segment that begins as it should, where frames cannot be looked for: of cut ones none is whole.
    private mutating func synchronise(with source: RawSpan, _ range: Range<Int>) {
        let begun: StreamFraming?
        if framing == .rtspInBase64 {
            var text: [UInt8] = []
            base64 = Base64Reader(isInText: true)
            base64.append(source, range, to: &text)
            base64 = Base64Reader(isInText: true)
            let found = StreamFraming(startingWith: text.span.bytes, at: 0, length: text.count)
            begun = found == .rtspInterleaved ? framing : nil
        } else {
            begun = StreamFraming(startingWith: source, at: range.lowerBound, length: range.count)
            guard let begun, begun.carriesPackets,
                let header = begun.header(in: source, at: range.lowerBound, end: range.upperBound),
                ssrcs.contains(header.ssrc)
            else { return }
        }
        guard let begun, begun == framing else { return }
        forget(upTo: bytes.count)
        isSynchronised = true
    }

    /// Appends the held segments that are in order now.
    ///
    /// - Parameter place: Of the segment that they waited for; `nil` where it never came, and they come in their own time.
    private mutating func releaseHeld(at place: CapturePlace?, _ packets: inout [FramedPacket]) {
        while let first = held.first {
            let ahead = Int(Int32(bitPattern: first.sequence &- next))
            guard ahead <= 0 else { return }
            held.removeFirst()
            let sent = first.sentLength
            guard -ahead < sent else { continue }
            let range = min(-ahead, first.bytes.count)..<first.bytes.count
            append(first.bytes.span.bytes, range, at: place ?? first.place, isCut: first.missing > 0)
            next = first.sequence &+ UInt32(truncatingIfNeeded: sent)
            if first.missing > 0 { fill(sent - max(first.bytes.count, -ahead), at: place ?? first.place, &packets) }
        }
    }

    /// Goes on behind a gap, with what waited for it.
    private mutating func giveUpGap(_ packets: inout [FramedPacket]) {
        loseSynchronisation(&packets)
        if let first = held.first { next = first.sequence }
        releaseHeld(at: nil, &packets)
    }

    /// Forgets a frame that will not be complete, once those before it have been taken: the beginning of another has to
    /// be found.
    private mutating func loseSynchronisation(_ packets: inout [FramedPacket]) {
        handOut(&packets, isLast: true)
        if isSynchronised { gaps += 1 }
        isSynchronised = false
        awaited = .more
        forget(upTo: bytes.count)
        searchedAgainAt = 0
    }

    private mutating func forget(upTo count: Int) {
        guard count > 0 else { return }
        bytes.removeFirst(count)
        pieces.removeAll { $0.end <= count }
        for index in pieces.indices { pieces[index].end -= count }
        if let cut = cutAt { cutAt = cut >= count ? cut - count : nil }
        searched = 0
    }

    /// Takes the complete frames at the beginning of the bytes.
    ///
    /// - Parameter isLast: No more bytes follow on these.
    private mutating func handOut(_ packets: inout [FramedPacket], isLast: Bool) {
        while isSynchronised || synchronise(isLast: isLast) {
            guard let framing else { break }
            if isWorthScanning() {
                let scan = FrameScan(bytes, pieces, last: lastPlace, framing, cutAt: cutAt)
                packets += scan.packets
                frames += scan.packets.count
                for ssrc in scan.ssrcs where ssrcs.count < Self.sourceLimit && !ssrcs.contains(ssrc) {
                    ssrcs.append(ssrc)
                }
                forget(upTo: scan.end)
                awaited = scan.awaited ?? .more
                isSynchronised = scan.awaited != nil
            }
            if isSynchronised {
                // What was looked at completes nothing: only later segments do.
                pieces.removeAll(keepingCapacity: true)
                break
            }
            // Behind the place that is no frame another may begin.
            searchedAgainAt = 0
            if frames >= Self.framesOfTrust {
                gaps += 1
                forget(upTo: min(1, bytes.count))
            } else if !synchronise(isLast: true) {
                isForeign = true
                break
            }
        }
    }

    /// Looks for the place at which frames begin; `false` where none shows yet.
    private mutating func synchronise(isLast: Bool) -> Bool {
        guard !bytes.isEmpty, isLast || bytes.count >= searchedAgainAt else { return false }
        let isTrusted = frames >= Self.framesOfTrust
        if isTrusted, let framing, !framing.carriesPackets {
            forget(upTo: bytes.count)
            return false
        }
        let found = StreamFraming.boundary(
            in: bytes.span.bytes, from: 0, known: isTrusted ? framing : nil, ssrcs: isTrusted ? ssrcs : [])
        guard let found else {
            // Each byte is looked at a few times only, however short the segments are.
            if bytes.count > Self.searchLimit {
                if !isTrusted { isForeign = true }
                forget(upTo: bytes.count - Self.searchLimit / 2)
            }
            searchedAgainAt = isTrusted ? bytes.count + bytes.count / 4 : bytes.count * 2
            return false
        }
        framing = found.framing
        forget(upTo: found.offset)
        isSynchronised = true
        awaited = .more
        return true
    }

    /// Whether what is missing of a frame may have come: one that comes byte by byte must not cost its square.
    private mutating func isWorthScanning() -> Bool {
        switch awaited {
        case .more: return true
        case .bytes(let count): return bytes.count >= count
        case .blankLine:
            let start = max(0, searched - 3)
            searched = bytes.count
            if bytes.count >= SIPMessage.headerLimit { return true }
            var isBlank = false
            for byte in bytes[start...] where byte != 0x0D {
                if byte == 0x0A, isBlank { return true }
                isBlank = byte == 0x0A
            }
            return false
        }
    }

    private static func append(_ bytes: RawSpan, _ range: Range<Int>, to array: inout [UInt8]) {
        // Safe: the buffer is only read inside the closure, within the range it has.
        bytes.withUnsafeBytes {
            array.append(contentsOf: UnsafeRawBufferPointer(rebasing: $0[range.clamped(to: 0..<$0.count)]))
        }
    }
}
