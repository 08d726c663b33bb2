/// What is read of an MGCP message (RFC 3435). Text is as sent and cut to a length.
struct MGCPMessage: Sendable, Equatable {
    private static let partLimit = 16

    /// `CRCX`, in capitals; empty for a response.
    var verb = ""
    /// 0 ... 999; `nil` for a command.
    var code: Int?
    /// Of the transaction.
    var number: Int
    /// In small letters, for they compare without case; empty for a response.
    var endpoint = ""
    var callID: String?
    var sdp: SDPDescription?

    /// The messages of a datagram, set apart by lines with a dot (RFC 3435 §3.5.5).
    static func all(in text: TextBytes) -> [MGCPMessage] {
        var messages: [MGCPMessage] = []
        var rest = text
        for _ in 0..<partLimit where !rest.isEmpty {
            let end = endOfMessage(in: rest)
            if let message = MGCPMessage(rest[..<end.message]) { messages.append(message) }
            rest = rest[end.next...]
        }
        return messages
    }

    /// Whether a verb and a transaction, or a response code and one, begin at `offset`.
    ///
    /// - Complexity: O(1) for nearly all that is no MGCP.
    static func isStartLine(_ bytes: RawSpan, at offset: Int, end: Int) -> Bool {
        guard offset + 8 <= end, let head = bytes.bigEndian64(at: offset) else { return false }
        func letter(_ place: UInt64) -> UInt8 { UInt8(truncatingIfNeeded: head >> (56 - 8 * place)) }
        func isDigit(_ letter: UInt8) -> Bool { letter &- 0x30 < 10 }
        if letter(3) == 0x20 { return isDigit(letter(0)) && isDigit(letter(1)) && isDigit(letter(2)) }
        guard letter(4) == 0x20, StartLine.isTokenCapital(letter(0)), StartLine.isTokenCapital(letter(1)),
            StartLine.isTokenCapital(letter(2)), StartLine.isTokenCapital(letter(3))
        else { return false }
        let line = TextBytes(bytes, offset..<min(end, offset + 256)).prefix { $0 != 0x0A }
        let words = line.words(atMost: 4)
        return words.count == 4 && words[3].starts(with: "MGCP")
    }

    private init?(_ text: TextBytes) {
        var reader = HeaderReader(text)
        guard let words = reader.line()?.words(atMost: 4), words.count >= 2, let number = words[1].number else {
            return nil
        }
        self.number = number
        code = words[0].count == 3 ? words[0].number : nil
        if code == nil {
            guard words.count == 4 else { return nil }
            verb = words[0].string(atMost: 4).uppercased()
            endpoint = words[2].string(atMost: 128).lowercased()
        }
        while let (name, value) = reader.header() {
            if name.equals("C") { callID = value.string(atMost: 64) }
        }
        let body = text[min(reader.position, text.endIndex)...]
        if !body.isEmpty { sdp = MessageBody.sdp(in: body, mediaType: []).map { SDPDescription($0) } }
    }

    private static func endOfMessage(in text: TextBytes) -> (message: Int, next: Int) {
        var line = text.startIndex
        while line < text.endIndex {
            let end = text[line...].firstIndex(of: 0x0A) ?? text.endIndex
            let next = Swift.min(end + 1, text.endIndex)
            if text[line..<end].trimmed.elementsEqual([UInt8(ascii: ".")]) { return (line, next) }
            line = next
        }
        return (text.endIndex, text.endIndex)
    }
}
