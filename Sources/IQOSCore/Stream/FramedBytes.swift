/// The bytes of one direction of a connection, in order: what is framed in them is taken out as soon as it is whole.
///
/// Behind a gap, and in a capture that begins in the middle, the next place at which frames begin is looked for.
struct FramedBytes: Sendable {
    /// Bytes that are kept while a place is looked for at which frames begin.
    static let searchLimit = 16 << 10
    /// Frames in a row after which a connection is worth looking for the next one.
    private static let framesOfTrust = 4
    /// Sources that are remembered.
    private static let sourceLimit = 8
    /// A frame that is no longer is waited for without a doubt: hardly a packet is.
    private static let usualFrame = 2048
    /// Bytes of a longer one in which other frames are looked for; then in twice as many, and so on.
    private static let doubtedFrame = 1024
    /// Packets of the connection in a row, inside of a frame that is open, that show its length for wrong.
    private static let packetsInside = 3
    /// Segments whose places are told apart while frames are looked for.
    private static let pieceLimit = 256

    /// `nil` where frames are looked for and none were found yet.
    private(set) var framing: StreamFraming?
    /// From the beginning of a frame that is not complete; from anywhere while that is looked for.
    private var bytes: [UInt8] = []
    private var pieces: [FrameScan.Piece] = []
    /// First of the bytes of an open frame that the snap length cut; what stands for them is 0.
    private var cutAt: Int?
    /// What is sent in Base64.
    private var base64 = Base64Reader()
    /// What is missing of the frame that `bytes` begin with.
    private var awaited = StreamFraming.Awaited.more
    /// Bytes of the open frame that have to be there before it is doubted again.
    private var doubtedAgainAt = FramedBytes.doubtedFrame
    /// Bytes in which the end of its header was looked for.
    private var searched = 0
    /// The next bytes begin where a frame does or goes on.
    private var isSynchronised: Bool
    /// Where a segment lies with which a message may begin that more bytes have to tell.
    private var beginning: Int?
    /// The first bytes are those of the connection: whatever is framed in it begins there.
    private var isFirst: Bool
    /// Bytes that have to be there before frames are looked for again.
    private var searchedAgainAt: Int
    private var ssrcs: [UInt32] = []
    /// Frames that were complete.
    private(set) var frames = 0
    /// Synchronisation was lost before enough frames had come: by chance it began like one.
    private(set) var isForeign = false
    /// Where the last segment was captured.
    var lastPlace: CapturePlace
    /// Times that synchronisation had to begin anew.
    private(set) var gaps = 0

    /// - Parameters:
    ///   - framing: That the first bytes begin with; `nil` where they may be in the middle of a frame.
    ///   - place: Of the segment that they come in.
    ///   - enough: Bytes in which frames are looked for at first.
    ///   - isFirst: The connection begins with them.
    init(_ framing: StreamFraming?, at place: CapturePlace, lookedThroughFrom enough: Int, isFirst: Bool) {
        self.framing = framing
        self.isFirst = isFirst
        isSynchronised = framing != nil
        lastPlace = place
        searchedAgainAt = enough
    }

    var count: Int { bytes.count }
    /// Enough frames came for it to be what it began like.
    var isTrusted: Bool { frames >= Self.framesOfTrust }
    /// Nothing was found, but there is more than one segment to look through.
    var isUntold: Bool { framing == nil && pieces.count > 1 }

    /// Appends what comes next.
    ///
    /// - Parameter isCut: The segment has more bytes that were not captured.
    mutating func append(_ source: RawSpan, _ range: Range<Int>, at place: CapturePlace, isCut: Bool) {
        if !isSynchronised { begin(with: source, range, isCut: isCut) }
        if !isSynchronised, isCut || framing == .rtspInBase64 { synchronise(with: source, range) }
        if framing == .rtspInBase64 {
            base64.append(source, range, to: &bytes)
        } else {
            bytes.append(source, range)
        }
        if pieces.count == Self.pieceLimit { pieces.removeLast() }
        pieces.append(FrameScan.Piece(end: bytes.count, place: place))
    }

    /// Stands in for bytes that the snap length cut, where they end a frame or are in the middle of it: a frame that
    /// began among them would not be seen.
    mutating func fill(_ missing: Int, at place: CapturePlace, _ packets: inout [FramedPacket]) {
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

    /// Takes the complete frames at the beginning of the bytes.
    ///
    /// - Parameter isLast: No more bytes follow on these.
    mutating func handOut(_ packets: inout [FramedPacket], isLast: Bool) {
        while isSynchronised || synchronise(isLast: isLast) {
            guard let framing else { break }
            doubtOpenFrame(framing, isLast: isLast)
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
                // What was looked at completes nothing: only later segments do, unless the frame is none.
                if awaitedBytes <= Self.usualFrame { pieces.removeAll(keepingCapacity: true) }
                break
            }
            // Behind the place that is no frame another may begin.
            searchedAgainAt = 0
            if isTrusted {
                gaps += 1
                forget(upTo: min(1, bytes.count))
            } else if !synchronise(isLast: true) {
                isForeign = true
                break
            }
        }
    }

    /// Ends the connection: a frame that is open will not be complete.
    mutating func finish(_ packets: inout [FramedPacket]) {
        handOut(&packets, isLast: true)
        guard isSynchronised, isTrusted, framing?.carriesPackets == true, !bytes.isEmpty else { return }
        gaps += 1
    }

    /// Forgets a frame that will not be complete, once those before it have been taken: the beginning of another has to
    /// be found.
    mutating func loseSynchronisation(_ packets: inout [FramedPacket]) {
        handOut(&packets, isLast: true)
        if isSynchronised { gaps += 1 }
        isSynchronised = false
        (beginning, isFirst) = (nil, false)
        awaited = .more
        forget(upTo: bytes.count)
        searchedAgainAt = 0
    }

    /// Goes on with a segment that begins with a message, as nearly all do, or goes on with what may begin one.
    private mutating func begin(with source: RawSpan, _ range: Range<Int>, isCut: Bool) {
        if let start = beginning {
            var joined = Array(bytes[start...])
            joined.append(source, range)
            if let begun = framing(beginning: joined.span.bytes, 0..<joined.count) {
                return goOn(with: begun, from: start)
            }
            if !isCut, StreamFraming.mayBegin(joined.span.bytes, at: 0, length: joined.count) { return }
        }
        (beginning, isFirst) = (nil, isFirst && bytes.isEmpty)
        if let begun = framing(beginning: source, range) { return goOn(with: begun, from: bytes.count) }
        // Line ends keep a connection open.
        let start = SIPMessage.skipLineEnds(in: source, at: range.lowerBound, end: range.upperBound)
        let length = range.upperBound - start
        if !isCut, framing != .rtspInBase64, StreamFraming.mayBegin(source, at: start, length: length) {
            beginning = bytes.count + start - range.lowerBound
        }
    }

    /// The framing that bytes begin with; of packets only where the connection begins there.
    private func framing(beginning source: RawSpan, _ range: Range<Int>) -> StreamFraming? {
        guard !isFirst else { return StreamFraming(startingWith: source, at: range.lowerBound, length: range.count) }
        let begun = StreamFraming.message(startingWith: source, at: range.lowerBound, length: range.count)
        return begun == framing || !isTrusted ? begun : nil
    }

    private mutating func goOn(with begun: StreamFraming, from start: Int) {
        forget(upTo: start)
        framing = begun
        isSynchronised = true
        awaited = .more
        (beginning, isFirst) = (nil, false)
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
        goOn(with: begun, from: bytes.count)
    }

    /// Looks for the place at which frames begin; `false` where none shows yet.
    private mutating func synchronise(isLast: Bool) -> Bool {
        guard !bytes.isEmpty, isLast || bytes.count >= searchedAgainAt else { return false }
        if isTrusted, let framing, !framing.carriesPackets {
            forget(upTo: beginning ?? bytes.count)
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
        goOn(with: found.framing, from: found.offset)
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

    private var awaitedBytes: Int {
        if case .bytes(let total) = awaited { total } else { 0 }
    }

    /// Gives up a long frame in which those of the connection go on: its length was a lie, or damage.
    private mutating func doubtOpenFrame(_ framing: StreamFraming, isLast: Bool) {
        guard isTrusted, framing.carriesPackets, framing != .rtspInBase64, awaitedBytes > Self.usualFrame,
            awaitedBytes > bytes.count, isLast || bytes.count >= doubtedAgainAt
        else { return }
        doubtedAgainAt = 2 * bytes.count
        let inside = StreamFraming.boundary(
            in: bytes.span.bytes, from: 1, known: framing, ssrcs: ssrcs, linked: Self.packetsInside)
        guard let inside else { return }
        gaps += 1
        forget(upTo: inside.offset)
        awaited = .more
    }

    private mutating func forget(upTo count: Int) {
        guard count > 0 else { return }
        bytes.removeFirst(count)
        pieces.removeAll { $0.end <= count }
        for index in pieces.indices { pieces[index].end -= count }
        if let cut = cutAt { cutAt = cut >= count ? cut - count : nil }
        if let start = beginning { beginning = start >= count ? start - count : nil }
        searched = 0
        doubtedAgainAt = Self.doubtedFrame
    }
}
