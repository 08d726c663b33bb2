/// One m= section of a session description (RFC 8866 §5.14), with what the session says for all of them.
public struct SDPMedia: Sendable, Equatable {
    /// As the m= line names it.
    public enum Kind: String, Sendable, Hashable {
        case audio, video, image, text, application, message, other

        init(_ name: TextBytes) {
            self = Self(rawValue: name.string(atMost: 16).lowercased()) ?? .other
        }
    }

    /// Who sends, seen from the one who wrote the description (RFC 8866 §6.7).
    public enum Direction: UInt8, Sendable, Hashable {
        case sendReceive, sendOnly, receiveOnly, inactive

        init?(_ name: TextBytes) {
            if name.equals("sendrecv") {
                self = .sendReceive
            } else if name.equals("sendonly") {
                self = .sendOnly
            } else if name.equals("recvonly") {
                self = .receiveOnly
            } else if name.equals("inactive") {
                self = .inactive
            } else {
                return nil
            }
        }
    }

    static let formatLimit = 64
    static let candidateLimit = 64
    static let sourceLimit = 8
    static let keyLimit = 16

    public var kind: Kind
    /// 0 where the section is rejected or turned off (RFC 3264 §6).
    public var port: UInt16
    /// Consecutive port pairs, 1 ... 8.
    public var portCount = 1
    /// As sent: `RTP/AVP`.
    public var transport: String
    /// Payload types in order of preference; empty where the transport is not RTP.
    public var formats: [SDPFormat] = []
    /// Where this side receives; `nil` where the description names no address.
    public var address: Address?
    /// ms of media in a packet; `nil` where it is not said.
    public var ptimeMs: Double?
    public var direction = Direction.sendReceive
    /// An image by T.38: over UDPTL, or with `t38` as its format where it goes by TCP (ITU-T T.38 Annex D).
    public private(set) var isFax = false
    /// Whether keys, a key fingerprint or a secure profile are given.
    public var isEncrypted = false
    /// With which this side encrypts what it sends (RFC 4568); only those of a=crypto.
    var keys: [SRTPKey] = []
    /// Bytes behind the payloads of what this side sends, where every a=crypto only authenticates; `nil` for others.
    private(set) var clearTrailer: Int?
    private var hasCrypto = false
    /// Port and address of RTCP where a=rtcp names them; the port after RTP's otherwise.
    public var rtcpPort: UInt16?
    public var rtcpAddress: Address?
    /// RTP and RTCP on one port, as offered or accepted.
    public var isMultiplexed = false
    public var candidates: [ICECandidate] = []
    /// SSRCs that this side says it sends with (RFC 5576).
    public var ssrcs: [UInt32] = []
    /// Name of the track in RTSP (RFC 2326 C.1.1); empty where it has none.
    public var control = ""

    public var isRejected: Bool { port == 0 }
    public var isRTP: Bool { Self.isRTP(transport) }

    /// Reads `media port/count transport format ...`; `nil` for anything else.
    init?(_ line: TextBytes) {
        let words = line.words(atMost: 3 + Self.formatLimit)
        guard words.count >= 3 else { return nil }
        let (portText, countText) = words[1].cut(at: "/")
        guard let port = portText.number, port <= 65_535 else { return nil }
        kind = Kind(words[0])
        self.port = UInt16(port)
        portCount = min(max(countText?.number ?? 1, 1), 8)
        transport = words[2].string(atMost: 32)
        isFax =
            kind == .image
            && (transport.lowercased() == "udptl"
                || words.dropFirst(3).contains { $0.string(atMost: 4).lowercased() == "t38" })
        guard isRTP else { return }
        isEncrypted = transport.uppercased().contains("SAVP")
        for word in words.dropFirst(3) {
            guard let number = word.number, number < 128,
                !formats.contains(where: { Int($0.payloadType) == number })
            else { continue }
            formats.append(SDPFormat(payloadType: UInt8(number), kind: kind))
        }
    }

    private static func isRTP(_ transport: String) -> Bool {
        transport.split(separator: "/").contains { $0.uppercased() == "RTP" }
            || transport.uppercased().hasSuffix("SAVP") || transport.uppercased().hasSuffix("SAVPF")
    }

    /// Takes an attribute, without its `a=`.
    mutating func read(attribute name: TextBytes, _ value: TextBytes) {
        if let direction = Direction(name) {
            self.direction = direction
        } else if name.equals("rtpmap") {
            change(formatOf: value) { $0.read(rtpmap: $1) }
        } else if name.equals("fmtp") {
            change(formatOf: value) { $0.parameters = $1.trimmed.string(atMost: SDPFormat.parameterLimit) }
        } else if name.equals("ptime") {
            if let ms = Self.milliseconds(value) { ptimeMs = ms }
        } else if name.equals("crypto") || name.equals("fingerprint") || name.equals("key-mgmt") {
            isEncrypted = true
            guard name.equals("crypto") else { return }
            let trailer = SRTPKey.clearTrailer(crypto: value)
            clearTrailer = !hasCrypto || clearTrailer == trailer ? trailer : nil
            hasCrypto = true
            keys += SRTPKey.keys(crypto: value).prefix(Self.keyLimit - keys.count)
        } else if name.equals("rtcp-mux") {
            isMultiplexed = true
        } else if name.equals("rtcp") {
            readRTCP(value)
        } else if name.equals("candidate") {
            guard candidates.count < Self.candidateLimit, let candidate = ICECandidate(value) else { return }
            candidates.append(candidate)
        } else if name.equals("control") {
            control = value.string(atMost: 256)
        } else if name.equals("ssrc") {
            guard ssrcs.count < Self.sourceLimit, let number = value.words(atMost: 1).first?.number,
                let ssrc = UInt32(exactly: number), !ssrcs.contains(ssrc)
            else { return }
            ssrcs.append(ssrc)
        }
    }

    private mutating func change(formatOf value: TextBytes, _ change: (inout SDPFormat, TextBytes) -> Void) {
        let (number, rest) = value.trimmed.cut(at: " ")
        guard let type = number.number, let rest,
            let place = formats.firstIndex(where: { Int($0.payloadType) == type })
        else { return }
        change(&formats[place], rest)
    }

    /// `port` or `port IN IP4 address` (RFC 3605).
    private mutating func readRTCP(_ value: TextBytes) {
        let words = value.words(atMost: 4)
        guard let port = words.first?.number, (1...65_535).contains(port) else { return }
        rtcpPort = UInt16(port)
        if words.count == 4 { rtcpAddress = Address(ascii: words[3]) }
    }

    /// A decimal number above 0 and up to 1000, as `20` or `2.5`.
    private static func milliseconds(_ value: TextBytes) -> Double? {
        let (whole, fraction) = value.trimmed.cut(at: ".")
        guard let number = whole.number, number <= 1000 else { return nil }
        guard let fraction else { return number > 0 ? Double(number) : nil }
        guard (1...6).contains(fraction.count), let part = fraction.number else { return nil }
        var scale = 1.0
        for _ in fraction { scale *= 10 }
        let ms = Double(number) + Double(part) / scale
        return ms > 0 && ms <= 1000 ? ms : nil
    }
}
