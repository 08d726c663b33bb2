/// A place in a track that is worth a label: what was not heard there, and why.
public struct TrackMark: BitwiseCopyable, Sendable, Equatable {
    /// Bytes of `encoded`.
    public static let encodedLength = 10

    /// First sample of the gap, and how many there are; 0 for a point.
    public var position: Int
    public var count: Int
    /// Packets of the gap that never came, and that came too late.
    public var lost = 0
    public var late = 0
    /// Something was made up for the gap.
    public var isConcealed = false
    /// The sender began anew here: its numbers or its timestamps jumped.
    public var isRestart = false

    init(position: Int, count: Int) {
        self.position = position
        self.count = count
    }

    /// Reads back what `encoded` made; `nil` for fewer bytes.
    public init?(position: Int, count: Int, encoded bytes: [UInt8]) {
        guard bytes.count >= Self.encodedLength else { return nil }
        let span = bytes.span.bytes
        guard let lost = span.bigEndian32(at: 0), let late = span.bigEndian32(at: 4) else { return nil }
        self.init(position: position, count: count)
        (self.lost, self.late) = (Int(lost), Int(late))
        (isConcealed, isRestart) = (bytes[8] != 0, bytes[9] != 0)
    }

    var encoded: [UInt8] {
        [lost, late].flatMap { number in (0..<4).map { UInt8(truncatingIfNeeded: number >> (24 - 8 * $0)) } }
            + [isConcealed ? 1 : 0, isRestart ? 1 : 0]
    }

    /// What a label says: `2 lost, 1 late, concealed`.
    public var text: String {
        var parts: [String] = []
        if isRestart { parts.append("restart") }
        if lost > 0 { parts.append("\(lost) lost") }
        if late > 0 { parts.append("\(late) late") }
        if isConcealed { parts.append("concealed") }
        return parts.joined(separator: ", ")
    }
}
