/// A place in a track that is worth a label: what was not heard there, or is not what it seems, and why.
public struct TrackMark: BitwiseCopyable, Sendable, Equatable {
    /// What is to be said of a place beside losses and restarts.
    public enum Note: UInt8, BitwiseCopyable, Sendable {
        case none = 0
        /// Came too late to be heard.
        case late
        /// The sound of a pause was made from its description.
        case comfortNoise
        /// No decoder takes the payload, or its codec has no such payload.
        case undecodable
        case emptyPayload
        /// Of the payload not everything was captured.
        case cut
        /// Another payload type begins.
        case payloadType
        /// The same as `comfortNoise`, at a lower level than was sent.
        case boundedNoise
        /// Sound would lie before the first sample of the track; the value is how much of it, ms.
        case leftOut
        /// Encrypted, and opened by no key.
        case sealed
        /// All of it lies over earlier sound.
        case overlapped
    }

    /// How much of a gap something was made up for.
    public enum Cover: UInt8, BitwiseCopyable, Sendable {
        case none = 0
        case whole
        /// The rest, beyond `ConcealmentMode.longestMs`, is silence.
        case beginning
        /// Nothing was made up: a later packet had the same sound once more, in time (RFC 2198).
        case redundancy
    }

    /// Bytes of `encoded`.
    public static let encodedLength = 15

    /// First sample of the gap, and how many there are; 0 for a point.
    public var position: Int
    public var count: Int
    /// Packets of the gap that never came, and that came too late.
    public var lost = 0
    public var late = 0
    public var concealed = Cover.none
    /// The sender began anew here: its numbers or its timestamps jumped.
    public var isRestart = false
    public var note = Note.none
    /// Packets that the note is about; of `payloadType` its number.
    public var value = 0

    init(position: Int, count: Int, note: Note = .none, value: Int = 0) {
        self.position = position
        self.count = count
        self.note = note
        self.value = value
    }

    /// How much of a gap is the sound of packets that are missing in it; the rest is a pause of the sender.
    ///
    /// - Parameters:
    ///   - gap: Samples.
    ///   - packets: Missing in it; 0 where the gap has another reason, and is all there is to say.
    ///   - samples: Of a packet, 0 where that is not known.
    /// - Returns: Samples, 0 ... `gap`. Less than another packet beyond them is theirs too: packets differ in length.
    static func span(ofGap gap: Int, packets: Int, samples: Int) -> Int {
        guard packets > 0, samples > 0, gap / samples > packets else { return max(0, gap) }
        return packets * samples
    }

    /// Reads back what `encoded` made; `nil` for fewer bytes, and for others.
    public init?(position: Int, count: Int, encoded bytes: [UInt8]) {
        guard bytes.count >= Self.encodedLength else { return nil }
        let span = bytes.span.bytes
        guard let lost = span.bigEndian32(at: 0), let late = span.bigEndian32(at: 4),
            let value = span.bigEndian32(at: 8), let concealed = Cover(rawValue: bytes[12]),
            let note = Note(rawValue: bytes[14])
        else { return nil }
        self.init(position: position, count: count, note: note, value: Int(value))
        (self.lost, self.late) = (Int(lost), Int(late))
        (self.concealed, isRestart) = (concealed, bytes[13] != 0)
    }

    var encoded: [UInt8] {
        [lost, late, value].flatMap { number in (0..<4).map { UInt8(truncatingIfNeeded: number >> (24 - 8 * $0)) } }
            + [concealed.rawValue, isRestart ? 1 : 0, note.rawValue]
    }

    /// What a label says: `2 lost, 1 late, concealed`.
    public var text: String {
        var parts: [String] = []
        if isRestart { parts.append("restart") }
        if lost > 0 { parts.append("\(lost) lost") }
        if late > 0 { parts.append("\(late) late") }
        switch note {
        case .none: break
        case .late: parts.append("\(value) late")
        case .comfortNoise: parts.append("comfort noise")
        case .undecodable: parts.append("\(value) not decodable")
        case .emptyPayload: parts.append("\(value) empty")
        case .cut: parts.append("\(value) cut by the snap length")
        case .payloadType: parts.append("payload type \(value)")
        case .sealed: parts.append("\(value) not decrypted")
        case .leftOut: parts.append("\(value) ms before the call's start left out")
        case .overlapped: parts.append("\(value) over earlier sound, left out")
        case .boundedNoise: parts.append("comfort noise, held down to -\(ComfortNoise.loudest) dBov")
        }
        switch concealed {
        case .none: break
        case .whole: parts.append("concealed")
        case .beginning: parts.append("concealed for \(ConcealmentMode.longestMs) ms")
        case .redundancy: parts.append("heard from a later packet")
        }
        return parts.joined(separator: ", ")
    }
}
