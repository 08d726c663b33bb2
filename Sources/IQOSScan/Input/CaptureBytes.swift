import IQOSCore

/// The unpacked bytes of one input, with a look at its first ones; unpacked ahead on another thread where that pays.
final class CaptureBytes {
    /// The container format; what is no capture does not come to be a `CaptureBytes`.
    let format: CaptureFormat
    let compression: Compression?
    private let decoded: DecodedBytes
    private let readAhead: ReadAhead?
    /// Bytes read to tell the format, not yet passed on.
    private var head: ArraySlice<UInt8>

    /// - Throws: `.noCapture` where the first bytes are those of no capture.
    init(_ file: StoredFile, means: OpenCapture.Means) throws(InputFailure) {
        // How far a thread is ahead may differ from run to run, and what the budget refuses must not: few have a thread.
        decoded = try DecodedBytes(
            file, bufferSize: min(64 << 10, means.bufferSize), budget: means.threaded ? nil : means.budget)
        compression = decoded.compression
        let first = try Self.first(CaptureFormat.sniffLength, of: decoded)
        guard let format = CaptureFormat(sniffing: first.span.bytes) else { throw .noCapture(first) }
        self.format = format
        head = first[...]
        readAhead = means.threaded && compression != nil ? ReadAhead(decoded) : nil
    }

    /// - Returns: Bytes put into `buffer`, 0 at the end.
    func read(into buffer: UnsafeMutableRawBufferPointer) throws(InputFailure) -> Int {
        guard head.isEmpty else {
            let part = head.prefix(buffer.count)
            buffer.copyBytes(from: part)
            head = head.dropFirst(part.count)
            return part.count
        }
        guard let readAhead else { return try decoded.read(into: buffer) }
        return try readAhead.read(into: buffer)
    }

    /// The hash and size of the stored bytes; reads on to their end, so it comes last.
    func finish() -> (sha256: String?, size: Int) {
        readAhead?.stop()
        return decoded.finish()
    }

    /// `nil` where the input can be read only once.
    var storedSize: Int? { decoded.storedSize }

    private static func first(_ count: Int, of bytes: DecodedBytes) throws(InputFailure) -> [UInt8] {
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: count, alignment: 8)
        defer { buffer.deallocate() }
        var filled = 0
        while filled < count {
            let read = try bytes.read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[filled...]))
            if read == 0 { break }
            filled += read
        }
        return Array(buffer[..<filled])
    }
}
