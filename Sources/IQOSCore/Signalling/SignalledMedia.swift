/// What signalling says of media on a flow.
public struct SignalledMedia: Sendable, Equatable {
    /// Announced for the destination: the receiver's own words.
    public var receiver: MediaAnnouncement?
    /// Announced for the source, which most senders also send from; `nil` where it speaks of another call.
    public var sender: MediaAnnouncement?
    /// Place in `SignallingTracker.calls`.
    public var call: Int
    /// The side that sends.
    public var sendingSide: CallSide
    /// Calls between other hosts that announced the same two ends at that time: legs whose middle leaves the media alone.
    public internal(set) var otherLegs: [Int] = []

    /// - Returns: `nil` where neither end is announced.
    init?(receiver: MediaAnnouncement?, sender: MediaAnnouncement?) {
        if let receiver {
            call = receiver.call
            sendingSide = receiver.side.other
            self.receiver = receiver
            self.sender = sender?.call == receiver.call && sender?.side == sendingSide ? sender : nil
        } else if let sender {
            call = sender.call
            sendingSide = sender.side
            self.sender = sender
        } else {
            return nil
        }
    }

    /// What a payload type means: the receiver chose the numbers (RFC 3264 §5.1); else by the sender's own list.
    public func format(ofPayloadType number: UInt8) -> SDPFormat? {
        if let format = receiver?.format(ofPayloadType: number), format.name != nil { return format }
        guard let format = sender?.format(ofPayloadType: number), format.name != nil else { return nil }
        return format
    }

    /// The announcement to quote: the receiver's, where there is one.
    private var foremost: MediaAnnouncement? { receiver ?? sender }
    /// Arrival of that announcement, ns since 1970 UTC.
    public var since: Int64 { foremost?.since ?? 0 }
    /// Its message: file from 0, and frame in that file from 1.
    public var file: Int { Int(foremost?.file ?? 0) }
    public var frame: Int { Int(foremost?.frame ?? 0) }

    /// Whether keys are announced for this media, by both sides where both spoke.
    public var isEncrypted: Bool { receiver?.isEncrypted ?? true && sender?.isEncrypted ?? true }
    /// Bytes behind the payloads, where packets are authenticated and not encrypted: both sides use what the answer took
    /// (RFC 4568 §6.3).
    var clearTrailer: Int? { sender?.clearTrailer ?? receiver?.clearTrailer }
    /// Whether packets are encrypted by what was agreed, and not only authenticated.
    var isSealed: Bool { isEncrypted && clearTrailer == nil }
    /// Whether neither side has packets encrypted.
    var isClear: Bool { clearTrailer != nil || !(receiver?.isEncrypted ?? false) && !(sender?.isEncrypted ?? false) }
    /// ms of media in a packet, as the receiver asks for it.
    public var ptimeMs: Double? { receiver?.ptimeMs ?? sender?.ptimeMs }
}
