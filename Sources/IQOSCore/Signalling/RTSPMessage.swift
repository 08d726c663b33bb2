/// What is read of an RTSP message (RFC 2326, RFC 7826). Text is as sent, cut to a length, and not cleaned for output.
public struct RTSPMessage: Sendable, Equatable {
    /// `SETUP`; empty for a response.
    public var method = ""
    /// 100 ... 599; `nil` for a request.
    public var statusCode: Int?
    public var reason = ""
    /// Empty for a response.
    public var url = ""
    public var sequenceNumber: Int?
    /// Of the Session header, without its parameters.
    public var session: String?
    public var transport: RTSPTransport?
    public var sdp: SDPDescription?

    public var isRequest: Bool { statusCode == nil }

    /// Reads the message that starts at `offset`; `nil` where none does.
    public init?(in bytes: RawSpan, at offset: Int, end: Int) {
        guard StartLine.signallingProtocol(bytes, at: offset, end: end) == .rtsp else { return nil }
        let text = TextBytes(bytes, offset..<min(end, bytes.byteCount, offset + SIPMessage.byteLimit))
        var reader = HeaderReader(text.prefix(SIPMessage.headerLimit))
        guard let startLine = reader.line(), readStart(startLine) else { return nil }
        var mediaType: TextBytes = []
        while let (name, value) = reader.header() {
            if name.equals("CSeq") {
                sequenceNumber = value.number
            } else if name.equals("Session") {
                session = value.cut(at: ";").before.trimmed.string(atMost: SIPMessage.textLimit)
            } else if name.equals("Transport") {
                transport = transport ?? RTSPTransport(value)
            } else if name.equals("Content-Type") {
                mediaType = value
            }
        }
        guard reader.isComplete, reader.position < text.endIndex else { return }
        sdp = MessageBody.sdp(in: text[reader.position...], mediaType: mediaType).map { SDPDescription($0) }
    }

    /// Request line or status line; `false` for neither.
    private mutating func readStart(_ line: TextBytes) -> Bool {
        let (first, rest) = line.cut(at: " ")
        guard let rest else { return false }
        guard first.starts(with: "RTSP/") else {
            method = first.string(atMost: 32)
            url = rest.cut(at: " ").before.string(atMost: SIPMessage.textLimit)
            return true
        }
        let (code, phrase) = rest.trimmed.cut(at: " ")
        guard let number = code.number, (100...599).contains(number) else { return false }
        statusCode = number
        reason = (phrase ?? []).trimmed.string(atMost: 64)
        return true
    }
}

/// A Transport header: where the media of one track goes (RFC 2326 §12.39).
public struct RTSPTransport: Sendable, Equatable {
    /// First of each pair of ports; `nil` where it is not given.
    public var clientPort: UInt16?
    public var serverPort: UInt16?
    /// Port of a multicast group.
    public var groupPort: UInt16?
    public var source: Address?
    public var destination: Address?
    /// Media lies on the connection of the messages.
    public var isInterleaved = false
    public var isMulticast = false
    public var isEncrypted: Bool

    /// Reads the first of the transports that are offered; `nil` for other media than RTP.
    init?(_ header: TextBytes) {
        let offer = header.cutOutsideQuotes(at: ",").before
        let specification = offer.cut(at: ";").before.trimmed
        guard specification.starts(with: "RTP/") else { return nil }
        isEncrypted = specification.starts(with: "RTP/SAVP")
        isInterleaved = offer.parameter("interleaved") != nil
        isMulticast = offer.parameter("multicast") != nil
        clientPort = Self.port(offer.parameter("client_port"))
        serverPort = Self.port(offer.parameter("server_port"))
        groupPort = Self.port(offer.parameter("port"))
        source = offer.parameter("source").flatMap(Address.init(ascii:))
        destination = offer.parameter("destination").flatMap(Address.init(ascii:))
    }

    /// The first of `5000-5001`.
    private static func port(_ value: TextBytes?) -> UInt16? {
        value?.cut(at: "-").before.trimmed.number.flatMap(UInt16.init(exactly:)).flatMap { $0 > 0 ? $0 : nil }
    }
}
