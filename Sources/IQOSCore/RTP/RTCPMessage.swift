/// One thing that RTCP says, taken out of its packet.
enum RTCPMessage: Sendable, Equatable {
    /// A sender report: the stream `ssrc` and what its sender says of it.
    case senderReport(ssrc: UInt32, RTCPSenderInfo)
    /// A receiver report of the participant `ssrc`; its blocks follow as `reception`.
    case receiverReport(ssrc: UInt32)
    /// What the participant `by` received of the stream that the block names.
    case reception(by: UInt32, RTCPReportBlock)
    /// The clock of a participant that need not send anything (RFC 3611 §4.4): middle 32 bits of its NTP time.
    case referenceTime(ssrc: UInt32, middle: UInt32)
    /// The answer to it (RFC 3611 §4.5), like LSR and DLSR; `ssrc` is who sent the reference time.
    case referenceAnswer(ssrc: UInt32, lastReport: UInt32, delay: UInt32)
    case voipMetrics(RTCPVoIPMetrics)
    /// CNAME of a participant, as a place in the batch's bytes.
    case canonicalName(ssrc: UInt32, text: Range<Int>)
    case goodbye(ssrc: UInt32)

    /// Chunks, blocks and items of one packet that are looked at: more than any packet of 64 KiB needs.
    private static let itemLimit = 512

    /// Tells everything a packet says that is used, in its order.
    @inline(__always)
    static func read(_ packet: RTCPPacket, in bytes: RawSpan, _ take: (RTCPMessage) -> Void) {
        let start = packet.body.lowerBound
        guard let ssrc = bytes.bigEndian32(at: start), start + 4 <= packet.body.upperBound else { return }
        switch packet.type {
        case RTCPPacket.Kind.senderReport:
            guard let info = RTCPSenderInfo(in: bytes, at: start + 4, end: packet.body.upperBound) else { return }
            take(.senderReport(ssrc: ssrc, info))
            readBlocks(of: packet, at: start + 4 + RTCPSenderInfo.byteCount, by: ssrc, in: bytes, take)
        case RTCPPacket.Kind.receiverReport:
            take(.receiverReport(ssrc: ssrc))
            readBlocks(of: packet, at: start + 4, by: ssrc, in: bytes, take)
        case RTCPPacket.Kind.sourceDescription: readNames(of: packet, in: bytes, take)
        case RTCPPacket.Kind.goodbye:
            for place in stride(from: start, to: start + 4 * packet.count, by: 4) {
                guard place + 4 <= packet.body.upperBound, let ssrc = bytes.bigEndian32(at: place) else { return }
                take(.goodbye(ssrc: ssrc))
            }
        case RTCPPacket.Kind.extendedReport: readExtended(packet, by: ssrc, in: bytes, take)
        default: break
        }
    }

    private static func readBlocks(
        of packet: RTCPPacket, at start: Int, by ssrc: UInt32, in bytes: RawSpan, _ take: (RTCPMessage) -> Void
    ) {
        for index in 0..<packet.count {
            let place = start + index * RTCPReportBlock.byteCount
            guard let block = RTCPReportBlock(in: bytes, at: place, end: packet.body.upperBound) else { return }
            take(.reception(by: ssrc, block))
        }
    }

    /// The blocks of an extended report (RFC 3611 §3): type, specific, length in words, contents.
    private static func readExtended(
        _ packet: RTCPPacket, by ssrc: UInt32, in bytes: RawSpan, _ take: (RTCPMessage) -> Void
    ) {
        var found = 0
        var position = packet.body.lowerBound + 4
        let end = packet.body.upperBound
        while position + 4 <= end, found < itemLimit, let head = bytes.bigEndian32(at: position) {
            let blockEnd = position + 4 + 4 * Int(head & 0xFFFF)
            guard blockEnd <= end else { break }
            switch UInt8(head >> 24) {
            case 4:
                if blockEnd - position >= 12, let middle = bytes.bigEndian32(at: position + 6) {
                    take(.referenceTime(ssrc: ssrc, middle: middle))
                    found += 1
                }
            case 5:
                for answer in stride(from: position + 4, through: blockEnd - 12, by: 12).prefix(itemLimit) {
                    guard let about = bytes.bigEndian32(at: answer), let last = bytes.bigEndian32(at: answer + 4),
                        let delay = bytes.bigEndian32(at: answer + 8)
                    else { break }
                    take(.referenceAnswer(ssrc: about, lastReport: last, delay: delay))
                    found += 1
                }
            case RTCPVoIPMetrics.blockType:
                if let metrics = RTCPVoIPMetrics(in: bytes, at: position, end: blockEnd) {
                    take(.voipMetrics(metrics))
                    found += 1
                }
            default: break
            }
            position = blockEnd
        }
    }

    /// The CNAME of each chunk of a source description (RFC 3550 §6.5): SSRC, items, zeros up to a word's end.
    private static func readNames(of packet: RTCPPacket, in bytes: RawSpan, _ take: (RTCPMessage) -> Void) {
        var position = packet.body.lowerBound
        let end = packet.body.upperBound
        for _ in 0..<packet.count {
            guard position + 4 <= end, let ssrc = bytes.bigEndian32(at: position) else { break }
            position += 4
            while position < end, let type = bytes.byte(at: position), type != 0 {
                guard position + 2 <= end, let length = bytes.byte(at: position + 1), position + 2 + Int(length) <= end
                else { return }
                if type == 1 {
                    take(.canonicalName(ssrc: ssrc, text: position + 2..<position + 2 + Int(length)))
                }
                position += 2 + Int(length)
            }
            position += 4 - (position - packet.body.lowerBound) % 4
        }
    }
}

/// What a sender says of its own stream (RFC 3550 §6.4.1).
///
///     |              NTP timestamp, most significant word             |
///     |             NTP timestamp, least significant word             |
///     |                         RTP timestamp                         |
///     |                     sender's packet count                     |
///     |                      sender's octet count                     |
struct RTCPSenderInfo: BitwiseCopyable, Sendable, Equatable {
    static let byteCount = 20

    /// Seconds since 1900 in 32.32 fixed point; 0 where the sender knows no time.
    var ntp: UInt64
    var timestamp: UInt32
    var packets: UInt32
    var octets: UInt32

    /// The 32 bits that receivers echo.
    var middle: UInt32 { UInt32(truncatingIfNeeded: ntp >> 16) }

    init?(in bytes: RawSpan, at offset: Int, end: Int) {
        guard offset + Self.byteCount <= end, let ntp = bytes.bigEndian64(at: offset),
            let timestamp = bytes.bigEndian32(at: offset + 8), let packets = bytes.bigEndian32(at: offset + 12),
            let octets = bytes.bigEndian32(at: offset + 16)
        else { return nil }
        self.ntp = ntp
        self.timestamp = timestamp
        self.packets = packets
        self.octets = octets
    }
}
