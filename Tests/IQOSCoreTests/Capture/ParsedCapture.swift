import IQOSCore

/// A frame as a test sees it: not where it lay, but what it holds.
struct ParsedFrame: Equatable {
    var arrival: Int64
    var bytes: [UInt8]
    var originalLength: UInt32
    var number: UInt32
    var linkType: LinkType
    var interface: UInt16
}

/// All that a parser makes of a file that reaches it in pieces.
struct ParsedCapture: Equatable {
    var frames: [ParsedFrame] = []
    var error: FormatError?
    var drops: [InterfaceDrops] = []

    /// - Parameters:
    ///   - piece: Bytes that come at a time, ≥ 1; asked before each.
    ///   - limit: Frames a call may deliver.
    init(_ bytes: [UInt8], limit: Int = 1024, piece: () -> Int = { .max }) {
        guard let format = CaptureFormat(sniffing: bytes.span.bytes), var parser = CaptureParser(format) else {
            error = FormatError(offset: 0, reason: .block("not sniffed"))
            return
        }
        var buffer: [UInt8] = []
        var fed = 0
        var atEnd = false
        var batch: [FrameRef] = []
        while error == nil {
            batch.removeAll(keepingCapacity: true)
            var consumed = 0
            do throws(FormatError) {
                consumed = try parser.parse(buffer.span.bytes, from: 0, atEnd: atEnd, upTo: limit, into: &batch)
            } catch {
                self.error = error
            }
            for frame in batch { frames.append(ParsedFrame(frame, in: buffer)) }
            buffer.removeFirst(consumed)
            if atEnd, batch.isEmpty { break }
            if batch.isEmpty, consumed == 0 || buffer.isEmpty {
                atEnd = fed == bytes.count
                let count = min(piece(), bytes.count - fed)
                buffer += bytes[fed..<fed + count]
                fed += count
            }
        }
        drops = parser.interfaceDrops
    }
}

extension ParsedFrame {
    init(_ frame: FrameRef, in bytes: [UInt8]) {
        let start = Int(frame.offset)
        self.init(
            arrival: frame.arrival, bytes: Array(bytes[start..<start + Int(frame.capturedLength)]),
            originalLength: frame.originalLength, number: frame.number, linkType: frame.linkType,
            interface: frame.interface)
    }
}
