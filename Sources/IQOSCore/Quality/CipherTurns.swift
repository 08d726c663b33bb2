/// Where payloads of one byte a sample became longer by a tag of SRTP, or shorter by one, and what their bytes look like
/// from there on: a stream may turn to SRTP, or leave it, without a new SSRC.
///
/// Only such lengths, and only of types whose entropy tells ciphertext from sound, are looked at again.
struct CipherTurns: Sendable {
    struct Turn: Sendable {
        /// Payload bytes from there on, and how many of them are beyond the timestamp step.
        var length: UInt16
        var overhead: Int
        /// Packets that arrived before are none of it, ns.
        var earliest: Int64
        /// `nil` where too few payloads were seen.
        var bitsPerByte: Double?
    }

    /// Turns kept of a stream; behind more of them nothing is looked at again.
    private static let limit = 16

    private(set) var list: [Turn] = []
    /// Overhead of the payloads before the first of them; `nil` where there were none of that kind.
    private(set) var overheadBefore: Int?
    /// 32 bytes from the middle of each payload of the last turn that was looked at.
    private var sample: [UInt8] = []

    /// More payloads of the last turn are to be looked at.
    var isOpen: Bool {
        !list.isEmpty && list[list.count - 1].bitsPerByte == nil
            && sample.count < PayloadEntropy.packetsSampled * PayloadEntropy.bytesPerPacket
    }

    /// Bytes beyond the timestamp step, where payloads of that length may be a byte a sample with or without a tag of SRTP
    /// behind them; `nil` for others.
    @inline(__always) static func overhead(ofLength length: UInt16, step: Int32) -> Int? {
        let overhead = Int(length) - Int(step)
        return step > 0 && (overhead == 0 || PayloadCipher.isTagLength(overhead)) ? overhead : nil
    }

    /// - Returns: Whether its payloads are to be looked at.
    mutating func add(_ turn: Turn, after overhead: Int?) -> Bool {
        finish()
        guard list.count < Self.limit else { return false }
        if list.isEmpty { overheadBefore = overhead }
        list.append(turn)
        sample = []
        return true
    }

    /// Looks at a payload; others than those of the last turn say nothing.
    mutating func look(at bytes: RawSpan, offset: Int, length: Int) {
        guard isOpen, length == Int(list[list.count - 1].length), length >= PayloadEntropy.bytesPerPacket else {
            return
        }
        let start = offset + (length - PayloadEntropy.bytesPerPacket) / 2
        guard start >= 0, start + PayloadEntropy.bytesPerPacket <= bytes.byteCount else { return }
        sample.append(bytes, start..<start + PayloadEntropy.bytesPerPacket)
        if !isOpen { finish() }
    }

    /// Ends the look at the last turn.
    mutating func finish() {
        guard !sample.isEmpty, let last = list.indices.last, list[last].bitsPerByte == nil else { return }
        var entropy = PayloadEntropy()
        let seen = sample
        let bytes = seen.span.bytes
        for start in stride(from: 0, to: seen.count, by: PayloadEntropy.bytesPerPacket) {
            entropy.add(bytes, offset: start, length: PayloadEntropy.bytesPerPacket)
        }
        entropy.finish()
        list[last].bitsPerByte = entropy.bitsPerByte
        sample = []
    }
}
