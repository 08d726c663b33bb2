/// A session description (RFC 8866), as far as it tells where media goes and what it is.
///
/// Keys of a=crypto are kept for the second pass; those of k= and a=key-mgmt set a flag and are forgotten.
public struct SDPDescription: Sendable, Equatable {
    static let mediaLimit = 32
    /// Attribute lines for all media that are kept until the media are known.
    private static let sessionAttributeLimit = 64

    /// Address in o=; what the sender believes its own address to be.
    public var originAddress: Address?
    /// c= of the session; media without their own have it too.
    public var address: Address?
    public var media: [SDPMedia] = []
    /// Whether media share the ports of the first of them (RFC 9143).
    public var isBundled = false

    /// Reads all of `bytes` in `range`; lines that make no sense are passed over.
    public init(in bytes: RawSpan, _ range: Range<Int>) {
        self.init(TextBytes(bytes, range))
    }

    init(_ text: TextBytes) {
        var session: [(name: TextBytes, value: TextBytes)] = []
        var hasKey = false
        // Line ends are CR LF; LF and CR alone are met too.
        for line in text.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }) {
            guard let type = line.first, line.dropFirst().first == UInt8(ascii: "=") else { continue }
            let value = line.dropFirst(2).trimmed
            switch type {
            case UInt8(ascii: "o"):
                let words = value.words(atMost: 6)
                if words.count == 6 { originAddress = Address(ascii: words[5]) }
            case UInt8(ascii: "c"):
                let connection = Self.connectionAddress(value)
                if media.isEmpty { address = connection } else { media[media.count - 1].address = connection }
            case UInt8(ascii: "m"):
                guard media.count < Self.mediaLimit, var section = SDPMedia(value) else { continue }
                section.address = address
                for attribute in session { section.read(attribute: attribute.name, attribute.value) }
                if hasKey { section.isEncrypted = true }
                media.append(section)
            case UInt8(ascii: "a"):
                let (name, rest) = value.cut(at: ":")
                if !media.isEmpty {
                    media[media.count - 1].read(attribute: name.trimmed, (rest ?? []).trimmed)
                } else if name.equals("group") {
                    isBundled = isBundled || (rest ?? []).trimmed.starts(with: "BUNDLE")
                } else if session.count < Self.sessionAttributeLimit {
                    session.append((name.trimmed, (rest ?? []).trimmed))
                }
            case UInt8(ascii: "k"):
                if media.isEmpty { hasKey = true } else { media[media.count - 1].isEncrypted = true }
            default: break
            }
        }
    }

    /// The address of `IN IP4 address/ttl/count`; `nil` for a host name.
    private static func connectionAddress(_ value: TextBytes) -> Address? {
        let words = value.words(atMost: 3)
        guard words.count == 3 else { return nil }
        return Address(ascii: words[2].cut(at: "/").before)
    }
}
