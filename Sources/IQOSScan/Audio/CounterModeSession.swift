import Crypto
import IQOSCore

/// Opens packets of SRTP whose master key has 192 bits, under either of the two ways to derive its session keys.
///
/// libsrtp derives them as those of a key of 256 bits, and opens nothing of an endpoint that does it by RFC 6188; whichever
/// authenticates the first packet is kept. A session belongs to one stream, and one thread opens its packets: hence
/// `@unchecked Sendable`.
final class CounterModeSession: @unchecked Sendable {
    /// Packets behind the newest that are known again.
    private static let window: UInt64 = 1 << 12

    private let ssrc: UInt32
    private let tagLength: Int
    private var candidates: [SRTPSessionKeys]
    private var rollOver: UInt32 = 0
    /// Highest index that was authentic, 48 bits.
    private var highest: UInt64?
    /// By the end of their index, the last ones that were authentic.
    private var seen = [UInt64](repeating: .max, count: Int(window))

    init(_ key: SRTPKey, ssrc: UInt32) {
        self.ssrc = ssrc
        tagLength = key.suite.tagLength
        candidates = SRTPSessionKeys.Derivation.allCases.compactMap { SRTPSessionKeys(key.secret, $0) }
    }

    /// Opens a packet in place; one that is refused stays as it was.
    func open(_ packet: inout [UInt8]) -> SRTPCipher.Outcome {
        let end = packet.count - tagLength
        guard end >= 12 else { return .refused }
        // Padding is encrypted, so that its length is not known yet.
        var head = packet
        head[0] &= 0xDF
        guard let header = RTPHeader(in: head.span.bytes, at: 0, capturedLength: end, length: end), !header.isOpaque
        else { return .refused }
        let index = index(of: header.sequenceNumber)
        guard let keys = candidates.first(where: { isAuthentic(packet, end, index, $0) }) else { return .refused }
        candidates = [keys]
        let slot = Int(index & (Self.window - 1))
        guard seen[slot] != index else { return .repeated }
        seen[slot] = index
        if index >= highest ?? 0 {
            highest = index
            rollOver = UInt32(truncatingIfNeeded: index >> 16)
        }
        packet.removeSubrange(end...)
        keys.apply(to: &packet, header.payloadOffset..<end, ssrc: ssrc, index: index)
        return .clear
    }

    /// Tells how often the sequence numbers had rolled over before the next packet.
    func setRollOver(_ count: UInt32) {
        rollOver = count
        highest = nil
    }

    /// The index that is nearest to the highest one so far (RFC 3711 §3.3.1).
    private func index(of number: UInt16) -> UInt64 {
        let near = UInt64(rollOver) << 16 | UInt64(number)
        guard let highest else { return near }
        let distance = Int16(bitPattern: number &- UInt16(truncatingIfNeeded: highest))
        return UInt64(max(0, Int64(highest) + Int64(distance)))
    }

    private func isAuthentic(_ packet: [UInt8], _ end: Int, _ index: UInt64, _ keys: SRTPSessionKeys) -> Bool {
        var check = HMAC<Insecure.SHA1>(key: SymmetricKey(data: keys.authentication))
        check.update(data: packet[..<end])
        check.update(data: (0..<4).map { UInt8(truncatingIfNeeded: index >> (40 - 8 * UInt64($0))) })
        return check.finalize().prefix(tagLength).elementsEqual(packet[end...])
    }
}
