/// Where a header and what it encloses lie in a batch's bytes.
struct PacketExtent: BitwiseCopyable, Sendable {
    /// Next header, as an offset into the batch's bytes.
    var offset: Int
    /// One past the last captured byte.
    var end: Int
    /// One past the last byte as sent; larger than `end` where the snap length cut the frame.
    var sentEnd: Int

    /// - Parameter cut: Whether the snap length cut the frame; how far it went is then up to the IP header to say.
    @inline(__always) init(offset: Int, end: Int, cut: Bool) {
        self.offset = offset
        self.end = end
        sentEnd = cut ? Int.max >> 1 : end
    }

    @inline(__always) func advanced(to offset: Int) -> PacketExtent {
        var next = self
        next.offset = offset
        return next
    }

    /// The part that a length field claims; `nil` if that is more than was sent.
    @inline(__always) func limited(toLength length: Int, from start: Int) -> PacketExtent? {
        guard length >= 0, start + length <= sentEnd else { return nil }
        var next = self
        next.sentEnd = start + length
        next.end = min(end, next.sentEnd)
        return next
    }
}
