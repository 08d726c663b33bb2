/// Who a From, To or Contact header names (RFC 3261 §20.10).
public struct SIPParty: Sendable, Equatable {
    /// Bytes of a display name or URI that are kept.
    static let textLimit = 256

    /// Empty where the header gives none.
    public var displayName = ""
    public var uri = ""
    /// `nil` where the header has none: a request outside a dialog.
    public var tag: String?

    init() {}

    init(uri: String) {
        self.uri = uri
    }

    /// Whether nothing was told: a message cut before the header.
    var isEmpty: Bool { displayName.isEmpty && uri.isEmpty }

    /// Reads `"Name" <uri>;tag=x` or `uri;tag=x`.
    init(_ header: TextBytes) {
        let (address, parameters) = header.cutOutsideQuotes(at: ";")
        if let open = Self.bracket(in: address) {
            displayName = address[..<open].trimmed.unquoted.string(atMost: Self.textLimit)
            uri = address[(open + 1)...].cut(at: ">").before.trimmed.string(atMost: Self.textLimit)
        } else {
            uri = address.trimmed.string(atMost: Self.textLimit)
        }
        if let tag = parameters?.parameter("tag"), !tag.isEmpty {
            self.tag = tag.string(atMost: Self.textLimit)
        }
    }

    /// The first `<` that is not part of a quoted display name.
    private static func bracket(in address: TextBytes) -> Int? {
        let before = address.cutOutsideQuotes(at: "<").before
        return before.endIndex < address.endIndex ? before.endIndex : nil
    }
}

extension SIPParty: CustomStringConvertible {
    /// As people write it: `"Alice" <sip:alice@example.org>`, or the URI alone. Not cleaned for output.
    public var description: String {
        displayName.isEmpty ? uri : "\"\(displayName)\" <\(uri)>"
    }
}
