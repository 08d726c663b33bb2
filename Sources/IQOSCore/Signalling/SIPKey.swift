/// A key pressed, as the body of a SIP INFO request tells it.
///
/// No standard has these bodies, though most telephones send one of them: `application/dtmf-relay` with lines
/// `Signal=5` and `Duration=160`, or `application/dtmf` with nothing but the key.
public struct SIPKey: Sendable, Equatable {
    /// `0` ... `9`, `*`, `#`, `A` ... `D`.
    public var digit: Character
    /// As told, ms; `nil` where nothing is.
    public var durationMs: Int?

    /// - Parameters:
    ///   - body: Of the request.
    ///   - mediaType: Its content type.
    init?(_ body: TextBytes, mediaType: TextBytes) {
        let essence = MessageBody.essence(mediaType)
        if essence.equals("application/dtmf") {
            guard let key = Self.key(body.trimmed) else { return nil }
            digit = key
            return
        }
        guard essence.equals("application/dtmf-relay") else { return nil }
        var (key, duration): (Character?, Int?)
        var reader = HeaderReader(body)
        while let line = reader.line(), !line.trimmed.isEmpty {
            let (name, value) = line.cut(at: "=")
            guard let value else { continue }
            if name.trimmed.equals("Signal") { key = key ?? Self.key(value.trimmed) }
            if name.trimmed.equals("Duration"), duration == nil { duration = value.trimmed.number }
        }
        guard let key else { return nil }
        digit = key
        durationMs = duration.flatMap { (0...60_000).contains($0) ? $0 : nil }
    }

    /// By their numbers in RFC 4733.
    private static let keys = Array("0123456789*#ABCD")

    /// One key, or its number: some write 10 for the star.
    private static func key(_ text: TextBytes) -> Character? {
        guard text.count == 1, let byte = text.first else {
            return text.count == 2 ? text.number.flatMap { keys.indices.contains($0) ? keys[$0] : nil } : nil
        }
        let small = TextBytes.lowercase(byte)
        return keys.first { $0.asciiValue.map(TextBytes.lowercase) == small }
    }
}
