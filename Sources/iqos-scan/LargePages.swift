import Foundation

/// Memory from pages of 2 MB, where the system gives them to programs that ask.
///
/// A scan of thousands of streams touches some ten megabytes once: in pages of 4 KB each of these is a fault, and they
/// are a twentieth of the whole run.
enum LargePages {
    /// Bytes of address space that the heap begins with; what is not touched is not there.
    private static let heapBytes: Int32 = 256 << 20
    /// Blocks larger than this keep pages of their own, and give them back.
    private static let blockBytes: Int32 = 4 << 20
    private static let pageBytes: UInt = 2 << 20
    /// Bytes of the heap that stay in small pages: all that a capture of a few streams needs.
    private static let smallBytes: UInt = 6 << 20

    /// Asks for them for what the main thread allocates beyond `smallBytes`, as far as the first `heapBytes` reach.
    static func prepare() {
        #if canImport(Glibc)
            // Who limits the address space wants no more of it than is needed.
            guard isUnlimited(RLIMIT_AS), isUnlimited(RLIMIT_DATA) else { return }
            // Not in the module; numbers from malloc.h and mman.h.
            guard let symbol = dlsym(nil, "mallopt") else { return }
            typealias SetOption = @convention(c) (_ option: Int32, _ value: Int32) -> Int32
            // Safe: that is its type in every version of the library.
            let setOption = unsafeBitCast(symbol, to: SetOption.self)
            let (trimThreshold, topPad, ownPagesThreshold): (Int32, Int32, Int32) = (-1, -2, -3)
            let largePages: Int32 = 14
            guard setOption(topPad, heapBytes) == 1, setOption(trimThreshold, 2 * heapBytes) == 1,
                setOption(ownPagesThreshold, blockBytes) == 1
            else { return }
            // Larger than what may be left of the first heap, which grows by `heapBytes` for it.
            let block = malloc(1 << 20)
            defer { free(block) }
            let end = UInt(bitPattern: sbrk(0))
            let start = (UInt(bitPattern: block) + smallBytes + pageBytes - 1) & ~(pageBytes - 1)
            guard start < end else { return }
            if let first = UnsafeMutableRawPointer(bitPattern: start) {
                // Advice: where it is not taken everything works as before.
                _ = madvise(first, Int(end - start), largePages)
            }
        #endif
    }

    #if canImport(Glibc)
        private static func isUnlimited(_ resource: __rlimit_resource) -> Bool {
            var limit = rlimit()
            return getrlimit(__rlimit_resource_t(resource.rawValue), &limit) == 0 && limit.rlim_cur == rlim_t.max
        }
    #endif
}
