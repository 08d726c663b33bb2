/// What is read of a SIP message (RFC 3261 §7). Text is as sent, cut to a length, and not cleaned for output.
public struct SIPMessage: Sendable, Equatable {
    /// Bytes of a message that are read: what fits into a datagram.
    static let byteLimit = 65_535
    /// Bytes of a header that are read.
    static let headerLimit = byteLimit
    /// Bytes of a Call-ID, branch or URI that are kept.
    static let textLimit = 256

    /// `INVITE`, `BYE`; of a response, the method that it answers, empty if it does not say.
    public var method = ""
    /// 100 ... 699; `nil` for a request.
    public var statusCode: Int?
    /// As the response words it.
    public var reason = ""
    /// Empty for a response.
    public var requestURI = ""
    public var callID: String?
    public var from = SIPParty()
    public var to = SIPParty()
    public var sequenceNumber: Int?
    /// Of the topmost Via: names the transaction on this hop.
    public var branch: String?
    public var contact: SIPParty?
    /// Lower case, without parameters.
    public var contentType: String?
    /// Body bytes that are here, as offsets into the span that the message was read from.
    public var body: Range<Int>
    /// Whether the header ended before the bytes did, and the body is as long as it claims.
    public var isComplete = false
    /// The session description in the body, alone or as one of several parts.
    public var sdp: SDPDescription?
    /// The key that an INFO request tells.
    public var key: SIPKey?

    public var isRequest: Bool { statusCode == nil }

    /// Reads the message that starts at `offset`; `nil` where none does.
    ///
    /// What the capture cut off is missing in the value, no more.
    ///
    /// - Parameter end: One past the last byte of the datagram, or of the message in a byte stream.
    public init?(in bytes: RawSpan, at offset: Int, end: Int) {
        let start = Self.skipLineEnds(in: bytes, at: offset, end: end)
        guard Self.mayBegin(bytes, at: start, end: end) else { return nil }
        let text = TextBytes(bytes, start..<min(end, bytes.byteCount, start + Self.byteLimit))
        body = start..<start
        var reader = HeaderReader(text.prefix(Self.headerLimit))
        guard let startLine = reader.line(), readStart(startLine) else { return nil }
        var claimedLength: Int?
        var mediaType: TextBytes = []
        while let (name, value) = reader.header() {
            switch HeaderName(name) {
            case .callID: callID = callID ?? value.string(atMost: Self.textLimit)
            case .from: if from.uri.isEmpty { from = SIPParty(value) }
            case .to: if to.uri.isEmpty { to = SIPParty(value) }
            case .sequence: if sequenceNumber == nil { readSequence(value) }
            case .via: if branch == nil { branch = Self.branch(value) }
            case .contact: contact = contact ?? SIPParty(value.cutOutsideQuotes(at: ",").before)
            case .contentLength: claimedLength = claimedLength ?? value.number
            case .contentType: if mediaType.isEmpty { mediaType = value }
            case nil: break
            }
        }
        if callID?.isEmpty == true { callID = nil }
        guard reader.isComplete else { return }
        let bodyEnd = min(text.endIndex, reader.position + min(claimedLength ?? text.count, text.count))
        body = start + reader.position..<start + bodyEnd
        isComplete = claimedLength.map { bodyEnd - reader.position == $0 } ?? true
        guard !body.isEmpty else { return }
        if !mediaType.isEmpty { contentType = MessageBody.essence(mediaType).string(atMost: 64) }
        sdp = MessageBody.sdp(in: text[reader.position..<bodyEnd], mediaType: mediaType).map { SDPDescription($0) }
        if method == "INFO", isRequest { key = SIPKey(text[reader.position..<bodyEnd], mediaType: mediaType) }
    }

    /// Request line or status line; `false` for neither.
    private mutating func readStart(_ line: TextBytes) -> Bool {
        let (first, rest) = line.cut(at: " ")
        guard let rest else { return false }
        guard first.equals("SIP/2.0") else {
            method = first.string(atMost: 32)
            requestURI = rest.cut(at: " ").before.string(atMost: Self.textLimit)
            return true
        }
        let (code, phrase) = rest.trimmed.cut(at: " ")
        guard let number = code.number, (100...699).contains(number) else { return false }
        statusCode = number
        reason = (phrase ?? []).trimmed.string(atMost: 64)
        return true
    }

    private mutating func readSequence(_ value: TextBytes) {
        let words = value.words(atMost: 2)
        guard let number = words.first?.number, number <= Int(UInt32.max) else { return }
        sequenceNumber = number
        if !isRequest, words.count == 2 { method = words[1].string(atMost: 32) }
    }

    private static func branch(_ via: TextBytes) -> String? {
        via.cutOutsideQuotes(at: ",").before.parameter("branch")?.string(atMost: textLimit)
    }

    /// Headers that are read, under their names and the compact forms of RFC 3261 §7.3.3.
    private enum HeaderName {
        case callID, from, to, sequence, via, contact, contentLength, contentType

        init?(_ name: TextBytes) {
            if name.count == 1 {
                switch name.first.map(TextBytes.lowercase) {
                case UInt8(ascii: "i"): self = .callID
                case UInt8(ascii: "f"): self = .from
                case UInt8(ascii: "t"): self = .to
                case UInt8(ascii: "v"): self = .via
                case UInt8(ascii: "m"): self = .contact
                case UInt8(ascii: "l"): self = .contentLength
                case UInt8(ascii: "c"): self = .contentType
                default: return nil
                }
                return
            }
            if name.equals("Call-ID") {
                self = .callID
            } else if name.equals("From") {
                self = .from
            } else if name.equals("To") {
                self = .to
            } else if name.equals("CSeq") {
                self = .sequence
            } else if name.equals("Via") {
                self = .via
            } else if name.equals("Contact") {
                self = .contact
            } else if name.equals("Content-Length") {
                self = .contentLength
            } else if name.equals("Content-Type") {
                self = .contentType
            } else {
                return nil
            }
        }
    }
}
