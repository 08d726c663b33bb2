/// The bytes of one input, unpacked where it is compressed.
final class DecodedBytes {
    /// `nil` where the input is stored plainly.
    let compression: Compression?
    private let file: StoredFile
    private let decoder: Unpacker?
    /// Stored bytes that are read but not yet unpacked or passed on.
    private let input: UnsafeMutableRawBufferPointer
    /// What the decoder remembers.
    private var memory: MemoryShare
    private var pending: Range<Int>
    private var isAtEnd = false

    /// Reads as much as tells how `file` is compressed.
    ///
    /// - Parameter bufferSize: Stored bytes read at once, at least `Compression.sniffLength`.
    init(_ file: StoredFile, bufferSize: Int, budget: MemoryBudget?) throws(InputFailure) {
        self.file = file
        memory = MemoryShare(budget)
        input = .allocate(byteCount: max(bufferSize, Compression.sniffLength), alignment: 64)
        pending = 0..<0
        var filled = 0
        do throws(InputFailure) {
            // A pipe may give a byte at a time.
            while filled < Compression.sniffLength, !isAtEnd {
                let count = try file.read(into: UnsafeMutableRawBufferPointer(rebasing: input[filled...]))
                isAtEnd = count == 0
                filled += count
            }
        } catch {
            input.deallocate()
            throw error
        }
        pending = 0..<filled
        compression = Compression(sniffing: Array(input[..<min(filled, Compression.sniffLength)]))
        decoder = compression.map(Unpacker.init)
    }

    deinit {
        input.deallocate()
    }

    /// - Returns: Bytes put into `buffer`, 0 at the end.
    func read(into buffer: UnsafeMutableRawBufferPointer) throws(InputFailure) -> Int {
        guard let decoder, let compression else { return try readPlain(into: buffer) }
        while true {
            if pending.isEmpty, !isAtEnd {
                let count = try file.read(into: input)
                isAtEnd = count == 0
                pending = 0..<count
            }
            if decoder.isBetweenMembers {
                guard !pending.isEmpty else { return 0 }
                guard decoder.beginsMember(input[pending.lowerBound]) else { return try skipPadding(compression) }
            }
            let step: Unpacker.Step
            do throws(Unpacker.Damage) {
                step = try decoder.decode(UnsafeRawBufferPointer(rebasing: input[pending]), into: buffer)
            } catch {
                throw .compression(compression, offset: file.bytesRead - pending.count, what: error.what)
            }
            pending = pending.lowerBound + step.consumed..<pending.upperBound
            try memory.resize(to: decoder.usedMemory)
            if step.produced > 0 { return step.produced }
            guard step.consumed == 0 else { continue }
            if decoder.isBetweenMembers, pending.isEmpty, isAtEnd { return 0 }
            guard pending.isEmpty, !isAtEnd else {
                throw .compression(compression, offset: file.bytesRead, what: "ends early")
            }
        }
    }

    /// The hash and size of the stored bytes; reads on to their end.
    func finish() -> (sha256: String?, size: Int) { file.finish() }

    /// `nil` where the input can be read only once.
    var storedSize: Int? { file.size }

    private func readPlain(into buffer: UnsafeMutableRawBufferPointer) throws(InputFailure) -> Int {
        guard pending.isEmpty else {
            let part = input[pending].prefix(buffer.count)
            buffer.copyBytes(from: part)
            pending = pending.lowerBound + part.count..<pending.upperBound
            return part.count
        }
        if isAtEnd { return 0 }
        let count = try file.read(into: buffer)
        isAtEnd = count == 0
        return count
    }

    /// Passes over the zeros that tapes and block devices leave after the last member.
    private func skipPadding(_ compression: Compression) throws(InputFailure) -> Int {
        while !pending.isEmpty {
            for index in pending where input[index] != 0 {
                throw .compression(
                    compression, offset: file.bytesRead - (pending.upperBound - index),
                    what: "is followed by something else")
            }
            let count = isAtEnd ? 0 : try file.read(into: input)
            isAtEnd = count == 0
            pending = 0..<count
        }
        return 0
    }
}
