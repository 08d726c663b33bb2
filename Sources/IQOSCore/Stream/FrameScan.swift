/// A packet, or a message of signalling, out of a TCP connection.
struct FramedPacket: Sendable, Equatable {
    var bytes: [UInt8]
    var wrapper: Wrapper
    /// `nil` for a packet.
    var signalling: SignallingProtocol?
    /// Bytes as sent: more than those that are there where the snap length cut it.
    var length: Int
    /// Bytes with the framing around it.
    var framedLength: Int
    /// Of the segment with which it was whole.
    var place: CapturePlace
}

/// The complete frames at the beginning of a connection's bytes.
struct FrameScan {
    /// Bytes in order that came in one segment.
    struct Piece: BitwiseCopyable {
        /// One past its last byte among all.
        var end: Int
        var place: CapturePlace
    }

    private(set) var packets: [FramedPacket] = []
    /// Where the first frame begins that is not complete.
    private(set) var end = 0
    /// What it lacks; `nil` where what stands there is no frame.
    private(set) var awaited: StreamFraming.Awaited? = .more
    /// Of the packets, in order of first appearance.
    private(set) var ssrcs: [UInt32] = []

    /// - Parameters:
    ///   - pieces: Of the bytes; those in which no frame can be complete may be missing.
    ///   - last: Where the segment was captured that came last.
    ///   - cutAt: First of the bytes that were not captured, up to the end of their frame; `nil` where all are there.
    init(_ bytes: [UInt8], _ pieces: [Piece], last: CapturePlace, _ framing: StreamFraming, cutAt: Int? = nil) {
        let span = bytes.span.bytes
        var rest = pieces[...]
        while end < span.byteCount {
            let packet: FramedPacket
            switch framing.unit(in: span, at: end) {
            case .packet(let wrapper, let start, let length, let total):
                while let piece = rest.first, piece.end < end + total { rest.removeFirst() }
                packet = FramedPacket(
                    bytes: Self.captured(bytes, start, length, cutAt), wrapper: wrapper, length: length,
                    framedLength: total, place: rest.first?.place ?? last)
                note(RTPHeader(in: span, at: start, capturedLength: length, length: length))
            case .message(let kind, let length):
                while let piece = rest.first, piece.end < end + length { rest.removeFirst() }
                packet = FramedPacket(
                    bytes: Self.captured(bytes, end, length, cutAt), wrapper: .none, signalling: kind, length: length,
                    framedLength: length, place: rest.first?.place ?? last)
            case .other(let total):
                end += total
                continue
            case .incomplete(let missing):
                awaited = missing
                return
            case .invalid:
                awaited = nil
                return
            }
            end += packet.framedLength
            packets.append(packet)
        }
    }

    private static func captured(_ bytes: [UInt8], _ start: Int, _ length: Int, _ cutAt: Int?) -> [UInt8] {
        let end = start + length
        guard let cutAt, cutAt < end else { return Array(bytes[start..<end]) }
        return Array(bytes[start..<max(start, cutAt)])
    }

    private mutating func note(_ header: RTPHeader?) {
        guard let header, !ssrcs.contains(header.ssrc) else { return }
        ssrcs.append(header.ssrc)
    }
}
