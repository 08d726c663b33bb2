import CZlib

/// Unpacks gzip members one after another (RFC 1952) by zlib.
final class GzipDecoder {
    /// On the heap, because zlib's state points back at it.
    private let stream: UnsafeMutablePointer<z_stream>
    private let isReady: Bool
    private(set) var isBetweenMembers = false

    init() {
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        // 15 bits of window, and 16 for the gzip header alone.
        isReady =
            inflateInit2_(stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK
    }

    deinit {
        if isReady { inflateEnd(stream) }
        stream.deinitialize(count: 1)
        stream.deallocate()
    }

    func decode(
        _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
    ) throws(Unpacker.Damage) -> Unpacker.Step {
        guard isReady else { throw Unpacker.Damage(what: "cannot be unpacked for lack of memory") }
        // zlib only reads through next_in; its type lacks the const. Both buffers outlive the call.
        stream.pointee.next_in = UnsafeMutablePointer(
            mutating: input.baseAddress?.assumingMemoryBound(to: Bytef.self))
        stream.pointee.avail_in = uInt(clamping: input.count)
        stream.pointee.next_out = output.baseAddress?.assumingMemoryBound(to: Bytef.self)
        stream.pointee.avail_out = uInt(clamping: output.count)
        let offeredInput = stream.pointee.avail_in
        let offeredOutput = stream.pointee.avail_out

        let status = inflate(stream, Z_NO_FLUSH)
        let step = Unpacker.Step(
            consumed: Int(offeredInput - stream.pointee.avail_in),
            produced: Int(offeredOutput - stream.pointee.avail_out))
        switch status {
        case Z_STREAM_END:
            isBetweenMembers = true
            inflateReset(stream)
        case Z_OK, Z_BUF_ERROR:
            if step.consumed > 0 || step.produced > 0 { isBetweenMembers = false }
        default:
            // What was unpacked before the damage is handed over first; zlib says the same again when asked for more.
            guard step.produced == 0 else { break }
            throw Unpacker.Damage(what: "is damaged (\(stream.pointee.msg.map { String(cString: $0) } ?? "unknown"))")
        }
        return step
    }
}
