import CZstd

/// Unpacks Zstandard frames one after another (RFC 8878) by libzstd.
final class ZstdDecoder {
    /// Largest window that is granted, as a power of two: 128 MiB, as the `zstd` command does by default.
    private static let windowLogLimit: Int32 = 27

    private let context: OpaquePointer?
    private(set) var isBetweenMembers = false
    /// Bytes unpacked of this frame, and most of any.
    private var produced = 0
    private var mostProduced = 0
    /// Least that is worth counting, bytes: what every decoder has.
    private static let fewBytes = 1 << 20

    init() {
        context = ZSTD_createDCtx()
        if let context { ZSTD_DCtx_setParameter(context, ZSTD_d_windowLogMax, Self.windowLogLimit) }
    }

    deinit {
        ZSTD_freeDCtx(context)
    }

    /// As much of the window as has been written to.
    var usedMemory: Int {
        guard mostProduced > Self.fewBytes, let context else { return 0 }
        return min(mostProduced, ZSTD_sizeof_DCtx(context))
    }

    func decode(
        _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
    ) throws(Unpacker.Damage) -> Unpacker.Step {
        guard let context else { throw Unpacker.Damage(what: "cannot be unpacked for lack of memory") }
        // Both buffers outlive the call.
        var source = ZSTD_inBuffer(src: input.baseAddress, size: input.count, pos: 0)
        var target = ZSTD_outBuffer(dst: output.baseAddress, size: output.count, pos: 0)
        let result = ZSTD_decompressStream(context, &target, &source)
        guard ZSTD_isError(result) == 0 else {
            throw Unpacker.Damage(what: "is damaged (\(String(cString: ZSTD_getErrorName(result))))")
        }
        if source.pos > 0 || target.pos > 0 { isBetweenMembers = result == 0 }
        produced += target.pos
        mostProduced = max(mostProduced, produced)
        if isBetweenMembers { produced = 0 }
        return Unpacker.Step(consumed: source.pos, produced: target.pos)
    }
}
