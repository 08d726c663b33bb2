/// Payload types of the blocks of redundant audio data (RFC 2198), as far as its payloads were looked at.
struct BlockTypes: Sendable {
    /// Types told apart: a sender has one or two.
    private static let capacity = 8
    /// Of the payloads; what fewer have is damage, one in so many.
    private static let leastShare = 20

    private var counts: [(type: UInt8, payloads: Int)] = []
    private var payloads = 0

    /// Counts the types of a payload's blocks.
    mutating func add(_ payload: RedundantPayload, _ bytes: RawSpan) {
        var blocks = payload
        payloads += 1
        count(payload.primaryType)
        var previous = payload.primaryType
        // In a row of one type the first counts: the counts are those of payloads.
        while let copy = blocks.nextCopy(in: bytes) {
            if copy.payloadType != previous { count(copy.payloadType) }
            previous = copy.payloadType
        }
    }

    private mutating func count(_ type: UInt8) {
        if let index = counts.firstIndex(where: { $0.type == type }) {
            counts[index].payloads += 1
        } else if counts.count < Self.capacity {
            counts.append((type, 1))
        }
    }

    /// Ascending.
    var numbers: [UInt8] {
        counts.filter { $0.payloads * Self.leastShare >= payloads }.map(\.type).sorted()
    }
}
