/// The header of HTTP that opens one half of a tunnel for RTSP, as QuickTime has it: what the server sends answers a GET,
/// what the client sends follows a POST in Base64. A cookie says which two connections belong together.
struct HTTPTunnel: Sendable, Equatable {
    private static let headerLimit = 1024
    private static let cookieLimit = 128

    /// Whether the client sends on this connection.
    var isPost: Bool
    var cookie: String

    /// Reads the request that starts at `offset`; `nil` where there is none of a tunnel.
    init?(in bytes: RawSpan, at offset: Int, end: Int) {
        guard Self.isHeader(bytes, at: offset), let first = bytes.byte(at: offset), first != UInt8(ascii: "H") else {
            return nil
        }
        isPost = first == UInt8(ascii: "P")
        cookie = ""
        var reader = HeaderReader(TextBytes(bytes, offset..<min(end, offset + Self.headerLimit)))
        while let (name, value) = reader.header() {
            if name.equals("x-sessioncookie") { cookie = value.string(atMost: Self.cookieLimit) }
        }
        if cookie.isEmpty { return nil }
    }

    /// `GET `, `POST`, `HTTP`.
    static func isHeader(_ bytes: RawSpan, at offset: Int) -> Bool {
        guard let head = bytes.bigEndian32(at: offset) else { return false }
        return head == 0x4745_5420 || head == 0x504F_5354 || head == 0x4854_5450
    }

    /// Whether bytes that begin with such a header are a POST; `nil` where they are of no tunnel.
    ///
    /// - Complexity: O(`headerLimit`), eight bytes at once: pages begin so, too.
    @inline(never) static func begins(_ bytes: RawSpan, at offset: Int, end: Int) -> Bool? {
        guard isHeader(bytes, at: offset) else { return nil }
        // "x-rtsp-tunnelled" is in all three, as what is sent, accepted or answered.
        let last = min(end, bytes.byteCount, offset + headerLimit) - 16
        for place in stride(from: offset + 4, through: last, by: 8) {
            // Safe: sixteen bytes are there. No byte of the eight is the first of these letters in nearly all places.
            let others = bytes.bigEndian64(uncheckedAt: place) ^ 0x7878_7878_7878_7878
            guard (others &- 0x0101_0101_0101_0101) & ~others & 0x8080_8080_8080_8080 != 0 else { continue }
            for start in place..<min(place + 8, last + 1)
            where bytes.bigEndian64(uncheckedAt: start) == 0x782D_7274_7370_2D74
                && bytes.bigEndian64(uncheckedAt: start + 8) == 0x756E_6E65_6C6C_6564
            {
                return bytes.byte(at: offset) == UInt8(ascii: "P")
            }
        }
        return nil
    }
}

/// Which connections are two halves of one tunnel.
extension SignallingTracker {
    /// Where a tunnel's GET was asked for.
    struct TunnelKey: Hashable, Sendable {
        var client: Address
        var server: Address
        var cookie: String
    }

    /// Takes the header that opens half of a tunnel.
    mutating func ingest(_ tunnel: HTTPTunnel, on flow: Flow) {
        sessions.makeRoom()
        let key = TunnelKey(client: flow.source, server: flow.destination, cookie: tunnel.cookie)
        if tunnel.isPost {
            if let asked = sessions.tunnels[key] { sessions.tunnelled[flow] = asked }
        } else {
            sessions.tunnels[key] = flow
        }
    }
}
