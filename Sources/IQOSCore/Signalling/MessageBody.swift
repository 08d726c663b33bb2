/// Finds the session description in a body, which may have several parts (RFC 2046 §5.1, RFC 5621).
enum MessageBody {
    private static let nestingLimit = 3
    private static let partLimit = 16

    /// Type and subtype without parameters, as sent.
    static func essence(_ mediaType: TextBytes) -> TextBytes {
        mediaType.cut(at: ";").before.trimmed
    }

    /// The bytes of the first session description; `nil` where there is none.
    ///
    /// - Parameter mediaType: Value of Content-Type; a body without one is judged by its first line.
    static func sdp(in body: TextBytes, mediaType: TextBytes, depth: Int = 0) -> TextBytes? {
        let essence = essence(mediaType)
        if essence.equals("application/sdp") || essence.isEmpty {
            return body.trimmed.starts(with: "v=") ? body : nil
        }
        guard essence.starts(with: "multipart/"), depth < nestingLimit,
            let boundary = mediaType.parameter("boundary"), !boundary.isEmpty
        else { return nil }
        for part in parts(of: body, boundary: boundary) {
            var reader = HeaderReader(part)
            var type: TextBytes = []
            while let (name, value) = reader.header() {
                if name.equals("Content-Type") || name.equals("c") { type = value }
            }
            guard reader.isComplete else { continue }
            if let found = sdp(in: part[reader.position...], mediaType: type, depth: depth + 1) { return found }
        }
        return nil
    }

    /// What stands between the lines that start with two hyphens and the boundary.
    private static func parts(of body: TextBytes, boundary: TextBytes) -> [TextBytes] {
        let delimiter = [UInt8(ascii: "-"), UInt8(ascii: "-")] + boundary
        var parts: [TextBytes] = []
        var partStart: Int?
        var lineStart = body.startIndex
        while lineStart < body.endIndex, parts.count < partLimit {
            let lineEnd = body[lineStart...].firstIndex(of: 0x0A) ?? body.endIndex
            if body[lineStart..<lineEnd].starts(with: delimiter) {
                if let start = partStart { parts.append(body[start..<lineStart]) }
                partStart = min(lineEnd + 1, body.endIndex)
            }
            lineStart = lineEnd + 1
        }
        // A cut capture has no closing delimiter.
        if let start = partStart, start < body.endIndex, parts.count < partLimit { parts.append(body[start...]) }
        return parts
    }
}
