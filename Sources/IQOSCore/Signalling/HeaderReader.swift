/// Reads the header lines of SIP, RTSP and MIME: one a line, continued on lines that start with a blank.
struct HeaderReader {
    /// Lines that are read at most, continuations not counted.
    static let lineLimit = 256

    private let text: TextBytes
    /// First byte not yet read; after the blank line, the first byte of the body.
    private(set) var position: Int
    /// Whether the blank line that ends a header was seen.
    private(set) var isComplete = false
    private var lines = 0

    init(_ text: TextBytes) {
        self.text = text
        position = text.startIndex
    }

    /// The next line without its end and what folding adds; `nil` at the blank line, the end, or the limit.
    mutating func line() -> TextBytes? {
        guard lines < Self.lineLimit, position < text.endIndex else { return nil }
        lines += 1
        var line = physicalLine()
        guard !line.isEmpty else {
            // A carriage return whose line feed is still to come ends nothing.
            isComplete = text[position - 1] == 0x0A
            return nil
        }
        while position < text.endIndex, text[position] == 0x20 || text[position] == 0x09 {
            // Appended in place: thousands of continuations must not cost their square.
            line.append(0x20)
            line.append(contentsOf: physicalLine().trimmed)
        }
        return line
    }

    /// The next header; lines without a colon are passed over.
    mutating func header() -> (name: TextBytes, value: TextBytes)? {
        while let line = line() {
            let (name, value) = line.cut(at: ":")
            guard let value, !name.trimmed.isEmpty else { continue }
            return (name.trimmed, value.trimmed)
        }
        return nil
    }

    private mutating func physicalLine() -> TextBytes {
        let newline = text[position...].firstIndex(of: 0x0A)
        var line = text[position..<(newline ?? text.endIndex)]
        position = newline.map { $0 + 1 } ?? text.endIndex
        if line.last == 0x0D { line.removeLast() }
        return line
    }
}
