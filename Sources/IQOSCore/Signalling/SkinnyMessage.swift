/// What is read of a message of Skinny, Cisco's Skinny Client Control Protocol: little-endian, with fixed places.
///
///      0         4         8            12
///     +---------+---------+------------+----------
///     | length  | version | message id | body ...      length counts from the id on
///     +---------+---------+------------+----------
///
/// From version 17 on an address has 16 bytes behind a word that tells its kind.
enum SkinnyMessage: Sendable, Equatable {
    static let headerLength = 12
    private static let lengthLimit = 4096
    private static let newAddressVersion: UInt32 = 17

    /// The call manager asks the phone for a port.
    case openReceiveChannel(call: UInt32, party: UInt32, ms: UInt32, codec: UInt32)
    /// The phone tells it.
    case openReceiveChannelAck(isOpen: Bool, party: UInt32, endpoint: MediaEndpoint)
    /// The call manager tells the phone where to send.
    case startMediaTransmission(call: UInt32, party: UInt32, ms: UInt32, codec: UInt32, endpoint: MediaEndpoint)
    case callState(call: UInt32, state: UInt32)
    case callInfo(call: UInt32, isOutbound: Bool, from: SIPParty, to: SIPParty)

    /// Bytes of the message at `offset` by its length field; `nil` where no header of Skinny is.
    static func length(in bytes: RawSpan, at offset: Int) -> Int? {
        guard let length = bytes.integer32(at: offset, bigEndian: false),
            let version = bytes.integer32(at: offset + 4, bigEndian: false),
            let id = bytes.integer32(at: offset + 8, bigEndian: false), (4...UInt32(lengthLimit)).contains(length),
            version <= 32,
            id < 0x400 || (0x8000..<0x8400).contains(id)
        else { return nil }
        return Int(length) + 8
    }

    /// Reads the message at `offset`; `nil` for those that tell nothing of media or calls, and for short ones.
    init?(in bytes: RawSpan, at offset: Int, end: Int) {
        guard let total = Self.length(in: bytes, at: offset), offset + total <= end,
            let version = bytes.integer32(at: offset + 4, bigEndian: false),
            let id = bytes.integer32(at: offset + 8, bigEndian: false)
        else { return nil }
        let body = offset + Self.headerLength
        let limit = offset + total
        func word(_ place: Int) -> UInt32? {
            body + place + 4 <= limit ? bytes.integer32(at: body + place, bigEndian: false) : nil
        }
        let isNew = version >= Self.newAddressVersion
        switch id {
        case 0x105:
            guard let party = word(4), let ms = word(8), let codec = word(12), let call = word(24) else { return nil }
            self = .openReceiveChannel(call: call, party: party, ms: ms, codec: codec)
        case 0x22:
            guard let status = word(0), let party = word(isNew ? 28 : 12),
                let endpoint = Self.endpoint(in: bytes, at: body + 4, isNew: isNew, limit)
            else { return nil }
            self = .openReceiveChannelAck(isOpen: status == 0, party: party, endpoint: endpoint)
        case 0x8A:
            let rest = isNew ? 32 : 16
            guard let party = word(4), let ms = word(rest), let codec = word(rest + 4), let call = word(rest + 24),
                let endpoint = Self.endpoint(in: bytes, at: body + 8, isNew: isNew, limit)
            else { return nil }
            self = .startMediaTransmission(call: call, party: party, ms: ms, codec: codec, endpoint: endpoint)
        case 0x111:
            guard let state = word(0), let call = word(8) else { return nil }
            self = .callState(call: call, state: state)
        case 0x8F:
            guard let call = word(132), let type = word(136) else { return nil }
            func text(_ place: Int, _ count: Int) -> String {
                Self.text(TextBytes(bytes, body + place..<body + place + count))
            }
            self = .callInfo(
                call: call, isOutbound: type == 2, from: Self.party(text(0, 40), text(40, 24)),
                to: Self.party(text(64, 40), text(104, 24)))
        case 0x14A:
            guard let call = word(4), let type = word(8), body + 32 <= limit else { return nil }
            let texts = TextBytes(bytes, body + 32..<limit).split(
                separator: 0, maxSplits: 12, omittingEmptySubsequences: false
            )
            .map(Self.text)
            guard texts.count > 10 else { return nil }
            self = .callInfo(
                call: call, isOutbound: type == 2, from: Self.party(texts[9], texts[0]),
                to: Self.party(texts[10], texts[2]))
        default: return nil
        }
    }

    /// As a ladder diagram names it.
    var name: String {
        switch self {
        case .openReceiveChannel: "OpenReceiveChannel"
        case .openReceiveChannelAck: "OpenReceiveChannelAck"
        case .startMediaTransmission: "StartMediaTransmission"
        case .callState: "CallState"
        case .callInfo: "CallInfo"
        }
    }

    private static func endpoint(in bytes: RawSpan, at offset: Int, isNew: Bool, _ limit: Int) -> MediaEndpoint? {
        guard isNew else {
            guard offset + 8 <= limit, let address = bytes.bigEndian32(at: offset),
                let port = bytes.integer32(at: offset + 4, bigEndian: false)
            else { return nil }
            return UInt16(exactly: port).map { MediaEndpoint(address: Address(ipv4: address), port: $0) }
        }
        guard offset + 24 <= limit, let kind = bytes.integer32(at: offset, bigEndian: false),
            let high = bytes.bigEndian64(at: offset + 4), let low = bytes.bigEndian64(at: offset + 12),
            let port = bytes.integer32(at: offset + 20, bigEndian: false).flatMap(UInt16.init(exactly:))
        else { return nil }
        let address =
            kind == 0 ? Address(ipv4: UInt32(truncatingIfNeeded: high >> 32)) : Address(ipv6High: high, low: low)
        return MediaEndpoint(address: address, port: port)
    }

    private static func text(_ bytes: TextBytes) -> String {
        bytes.prefix { $0 != 0 }.string(atMost: 64)
    }

    private static func party(_ name: String, _ number: String) -> SIPParty {
        var party = SIPParty(uri: number)
        party.displayName = name
        return party
    }

    /// The static payload type of a codec number of Skinny; `nil` for others.
    static func payloadType(ofCodec codec: UInt32) -> UInt8? {
        switch codec {
        case 2, 3: 8
        case 4, 5: 0
        case 6, 7, 8: 9
        case 9: 4
        case 10: 15
        case 11, 12, 15, 16: 18
        case 18: 3
        default: nil
        }
    }
}
