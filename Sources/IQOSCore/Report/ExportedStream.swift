/// What a stream's packets become outside of a capture.
public struct ExportedStream: Sendable {
    /// Payloads of one codec, for a file of them alone.
    public struct Payloads: Sendable {
        /// Of the packets, or of the blocks in them.
        public var payloadType: UInt8
        public var container: PayloadContainer
    }

    /// Place in the report.
    public var place: Int
    public var key: StreamKey
    /// One for each payload type with media, that of most packets first; empty for none.
    public var payloads: [Payloads]
    /// Types whose payloads are blocks of others, of which the primary one counts (RFC 2198).
    var redundantTypes: Set<UInt8> = []

    /// The media of a packet: of redundant data its primary block, where that is of a known codec.
    ///
    /// - Parameter packet: With the fixed header of RTP, without lists.
    public func media(of packet: ArraySlice<UInt8>) -> (payloadType: UInt8, payload: ArraySlice<UInt8>) {
        let payload = packet.dropFirst(RTPHeader.fixedLength)
        let type = packet.dropFirst().first.map { $0 & 0x7F } ?? 0
        guard redundantTypes.contains(type) else { return (type, payload) }
        let bytes = Array(payload)
        guard let blocks = RedundantPayload(bytes.span.bytes, 0..<bytes.count),
            payloads.contains(where: { $0.payloadType == blocks.primaryType })
        else { return (type, payload) }
        return (blocks.primaryType, bytes[blocks.primary])
    }
}
