/// One direction of a TCP connection: puts its bytes into order, for `FramedBytes` to take out what is framed in them.
///
/// Bytes that are missing are waited for until they come, the receiver is known to have them, `patience` has passed, or
/// `heldLimit` of later ones have come.
struct TCPConnection: Sendable {
    /// Bytes that wait for a gap or for the rest of a frame.
    static let heldLimit = 256 << 10
    /// Who sends again does so within this time, ns.
    private static let patience: Int64 = 5_000_000_000
    /// What is acknowledged and not there after this time was not captured; before, it may come late. ns.
    private static let unseenPatience: Int64 = 200_000_000

    /// Its addresses and headers.
    let segment: TCPSegment
    private var inOrder: FramedBytes
    /// Next sequence number to come.
    private var next: UInt32
    private var held = HeldSegments()
    /// Since when the receiver is known to have what the capture lacks before `next`; that is `unseenFrom`.
    private var unseenSince: Int64?
    private var unseenFrom: UInt32 = 0
    /// What is missing at `next` was not captured and will not come.
    private var isUnseen = false

    /// - Parameters:
    ///   - framing: That the segment begins with; `nil` where it may be in the middle of a frame.
    ///   - isFirst: The connection begins with the segment.
    init(_ segment: TCPSegment, framing: StreamFraming?, at place: CapturePlace, isFirst: Bool = false) {
        self.segment = segment
        // Of segments that do not follow on each other there is nothing to be found.
        inOrder = FramedBytes(framing, at: place, lookedThroughFrom: segment.capturedLength + 1, isFirst: isFirst)
        next = segment.sequenceNumber
    }

    /// `nil` where frames are looked for and none were found yet.
    var framing: StreamFraming? { inOrder.framing }
    /// Only by chance it began like a framing.
    var isForeign: Bool { inOrder.isForeign }
    /// Frames that were complete; a connection without any is the first to go.
    var frames: Int { inOrder.frames }
    /// Of its last segment.
    var lastPlace: CapturePlace { inOrder.lastPlace }
    /// Times that what is framed had to be found anew.
    var gaps: Int { inOrder.gaps }
    /// Bytes in memory.
    var size: Int { inOrder.count + held.size }
    /// Bytes of a frame that is not complete.
    var openBytes: Int { inOrder.count }

    /// Takes the next segment.
    ///
    /// - Returns: The packets that are complete with it, in order.
    mutating func take(_ segment: TCPSegment, in bytes: RawSpan, at place: CapturePlace) -> [FramedPacket] {
        inOrder.lastPlace = place
        var packets: [FramedPacket] = []
        deliver(segment, in: bytes, at: place, &packets)
        inOrder.handOut(&packets, isLast: false)
        return packets
    }

    /// Takes the next segment of a connection in which frames are looked for.
    ///
    /// - Parameter isLast: No more segments are looked through.
    mutating func look(
        _ segment: TCPSegment, in bytes: RawSpan, at place: CapturePlace, isLast: Bool
    ) -> [FramedPacket] {
        var packets = take(segment, in: bytes, at: place)
        if isLast, inOrder.isUntold { inOrder.handOut(&packets, isLast: true) }
        return packets
    }

    /// Ends the connection: what is missing will not come any more.
    mutating func finish() -> [FramedPacket] {
        var packets: [FramedPacket] = []
        while !held.isEmpty { giveUpGap(&packets) }
        inOrder.finish(&packets)
        return packets
    }

    /// Notes that the receiver has everything before a sequence number.
    ///
    /// - Returns: Bytes that were not captured, once that is certain; 0 otherwise, and where it was told before.
    mutating func noteAcknowledged(_ acknowledged: UInt32, arrival: Int64) -> Int {
        // One that began like a framing by chance may have been followed from a segment that came late.
        guard inOrder.isTrusted, let beyond = held.first?.sequence,
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
            held.insert(
                HeldSegments.Segment(
                    sequence: segment.sequenceNumber, bytes: [UInt8](bytes, start..<end),
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
        inOrder.append(bytes, start - ahead..<max(start - ahead, end), at: place, isCut: isCut)
        next = segment.sequenceNumber &+ UInt32(truncatingIfNeeded: segment.payloadLength)
        if isCut { inOrder.fill(segment.payloadLength - max(segment.capturedLength, -ahead), at: place, &packets) }
        releaseHeld(at: place, &packets)
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
            inOrder.append(first.bytes.span.bytes, range, at: place ?? first.place, isCut: first.missing > 0)
            next = first.sequence &+ UInt32(truncatingIfNeeded: sent)
            if first.missing > 0 {
                inOrder.fill(sent - max(first.bytes.count, -ahead), at: place ?? first.place, &packets)
            }
        }
    }

    /// Goes on behind a gap, with what waited for it.
    private mutating func giveUpGap(_ packets: inout [FramedPacket]) {
        inOrder.loseSynchronisation(&packets)
        if let first = held.first { next = first.sequence }
        releaseHeld(at: nil, &packets)
    }
}
