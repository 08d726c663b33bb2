/// The blocks of a payload of redundant audio data, RED (RFC 2198 §3): older ones first, the primary one last.
///
///      0                   1                   2                   3
///     +-+-------------+---------------------------+-------------------+
///     |1|  block type |     timestamp offset      |   block length    |  one for each older block
///     +-+-------------+---------------------------+-------------------+
///     |0|  block type |  contents in the same order, the primary one's is the rest
///     +-+-------------+------------------------------------------------
struct RedundantPayload: Sendable {
    /// What of a sender's sound a payload has once more.
    struct Copy: Sendable {
        var payloadType: UInt8
        /// By how much earlier than the packet's its timestamp is, clock-rate units, 0 ... 16,383.
        var timestampOffset: UInt32
        var range: Range<Int>
    }

    /// Older blocks.
    let copies: Int
    let primaryType: UInt8
    /// Content of the primary block; empty where the sender had none.
    let primary: Range<Int>
    /// The header and the content of the older block that `nextCopy` reads.
    private var head: Int
    private var content: Int

    /// - Parameters:
    ///   - range: The payload in `bytes`.
    ///   - isCut: Not all of it was captured: contents may go on beyond it.
    /// - Returns: `nil` where the headers do not end, or where blocks are longer than the payload.
    init?(_ bytes: RawSpan, _ range: Range<Int>, isCut: Bool = false) {
        let range = range.clamped(to: 0..<bytes.byteCount)
        var (place, count, length) = (range.lowerBound, 0, 0)
        while let first = bytes.byte(at: place), place < range.upperBound {
            guard first & 0x80 != 0 else {
                let start = place + 1 + length
                guard start <= range.upperBound || isCut else { return nil }
                (copies, primaryType, head, content) = (count, first, range.lowerBound, place + 1)
                primary = min(start, range.upperBound)..<range.upperBound
                return
            }
            guard let fields = bytes.bigEndian32(at: place), place + 4 <= range.upperBound else { return nil }
            length += Int(fields & 0x3FF)
            count += 1
            place += 4
        }
        return nil
    }

    /// The next older block, oldest first; `nil` behind the last.
    mutating func nextCopy(in bytes: RawSpan) -> Copy? {
        guard let fields = bytes.bigEndian32(at: head), fields >> 31 != 0 else { return nil }
        let end = min(content + Int(fields & 0x3FF), primary.lowerBound)
        let copy = Copy(
            payloadType: UInt8(truncatingIfNeeded: fields >> 24 & 0x7F), timestampOffset: fields >> 10 & 0x3FFF,
            range: min(content, end)..<end)
        head += 4
        content = end
        return copy
    }
}
