import IQOSCore

/// ESP without encryption, frames of a wireless link put together, and RTSP in HTTP.
extension Carriage {
    /// ESP with NULL encryption and a check value of 96 bits that nobody checks (RFC 2410, RFC 4303 §2).
    static func esp(_ payload: [UInt8], next: UInt8, number: Int) -> [UInt8] {
        let padding = (-(payload.count + 2) & 3)
        return bytes("c0000001") + WireBytes.bigEndian32(number + 1) + payload
            + (0..<padding).map { UInt8($0 + 1) } + [UInt8(padding), next]
            + (0..<12).map { UInt8(truncatingIfNeeded: ($0 + number) &* 167) }
    }

    /// A-MSDU: a question of DNS and the packet, each in a frame of its own (IEEE 802.11 §9.3.2.2).
    static func aggregate(_ packet: [UInt8]) -> [UInt8] {
        let question = bytes("1234 0100 0001 0000 0000 0000 0161 00 0001 0001")
        let other = WireBytes.ipv4(0x0A00_0009, 0x0A00_0008, WireBytes.udp(40_001, 53, question))
        let frames = [other, packet].map { packet in
            let content = bytes("aaaa030000000800") + packet
            return bytes("020000000009 020000000008") + WireBytes.bigEndian16(content.count) + content
        }
        return frames[0] + [UInt8](repeating: 0, count: -frames[0].count & 3) + frames[1]
    }

    /// A client opens both halves of a tunnel and sets up interleaved RTP through them.
    ///
    /// - Returns: Bytes that the server has sent so far.
    func tunnel(in capture: inout TestCapture, before arrival: Int64) -> Int {
        let transport = "Transport: RTP/AVP/TCP;unicast;interleaved=0-1\r\n"
        let request = "SETUP rtsp://10.0.0.1/a RTSP/1.0\r\nCSeq: 1\r\n\(transport)\r\n"
        let answer = "RTSP/1.0 200 OK\r\nCSeq: 1\r\nSession: 1\r\n\(transport)\r\n"
        let kind = "application/x-rtsp-tunnelled\r\n"
        let ask = "GET /a HTTP/1.0\r\nx-sessioncookie: 7\r\nAccept: \(kind)\r\n"
        let open = "HTTP/1.0 200 OK\r\nContent-Type: \(kind)\r\n"
        let post =
            "POST /a HTTP/1.0\r\nx-sessioncookie: 7\r\nContent-Type: \(kind)Content-Length: 32767\r\n\r\n"
            + Self.base64(Array(request.utf8))
        capture.append(connection: Array(ask.utf8), arrival: arrival, on: tcpPath.reversed)
        capture.append(connection: Array(open.utf8), arrival: arrival, on: tcpPath)
        let other = TestCapture.Path(0x0A00_0002, 0x0A00_0001, from: 20_002, to: 554)
        capture.append(connection: Array(post.utf8), arrival: arrival, on: other)
        capture.append(connection: Array(answer.utf8), arrival: arrival, on: tcpPath, sequence: 1 + open.utf8.count)
        return open.utf8.count + answer.utf8.count
    }

    /// RFC 4648 §4.
    public static func base64(_ bytes: [UInt8]) -> String {
        let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
        var text = ""
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let three = (0..<3).map { start + $0 < bytes.count ? Int(bytes[start + $0]) : 0 }
            let value = three[0] << 16 | three[1] << 8 | three[2]
            for place in 0..<4 {
                text.append(start + max(0, place - 1) < bytes.count ? digits[value >> (18 - 6 * place) & 63] : "=")
            }
        }
        return text
    }
}
