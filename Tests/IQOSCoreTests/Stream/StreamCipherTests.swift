import TestSupport
import Testing

@testable import IQOSCore

/// The search for key, identifier and roll-over, with a cipher that knows what is right and counts what it is asked.
@Suite("Opening the packets of a stream")
struct StreamCipherTests {
    /// A packet is authentic where it is as long as `packet` makes it, its tag is the first byte of the key, ten times, and the roll-over is `rollOver`.
    private static func cipher(rollOver: UInt32 = 0) -> SRTPCipher {
        SRTPCipher(isAvailable: true) { key, _ in
            let state = Told()
            return SRTPCipher.Session(
                open: { packet in
                    guard packet.count == 25, state.rollOver == rollOver,
                        packet.suffix(10).allSatisfy({ $0 == key.secret[0] })
                    else {
                        return .refused
                    }
                    packet.removeLast(10)
                    return .clear
                }, setRollOver: { state.rollOver = $0 })
        }
    }

    /// Used by one thread only.
    private final class Told: @unchecked Sendable {
        var rollOver: UInt32 = 0
    }

    private static func key(_ first: UInt8, identifier: [UInt8]? = nil) throws -> SRTPKey {
        try #require(
            SRTPKey(
                .aes128SHA80, secret: [UInt8](repeating: first, count: 30), identifier: identifier, source: .user))
    }

    private static func packet(_ tag: UInt8, identifier: [UInt8] = []) -> [UInt8] {
        [0x80, 0] + [UInt8](repeating: 0, count: 10) + [1, 2, 3] + identifier + [UInt8](repeating: tag, count: 10)
    }

    @Test("the key that fits is found among others", arguments: [0, 3, 255] as [UInt32])
    func found(rollOver: UInt32) throws {
        let keys = try (1...5).map { try Self.key($0) }
        var cipher = StreamCipher(keys, ssrc: 1, cipher: Self.cipher(rollOver: rollOver), isEncrypted: true)
        var packet = Self.packet(4)
        #expect(cipher.take(&packet, isWhole: true) == .clear)
        #expect(packet.suffix(3) == [1, 2, 3] && cipher.fitting?.secret[0] == 4)
    }

    @Test("the identifier in the packets is found by its length, or told from others by its bytes")
    func identifiers() throws {
        for length in 1...8 {
            var cipher = StreamCipher([try Self.key(9)], ssrc: 1, cipher: Self.cipher(), isEncrypted: true)
            var packet = Self.packet(9, identifier: [UInt8](repeating: 7, count: length))
            #expect(cipher.take(&packet, isWhole: true) == .clear && packet.suffix(3) == [1, 2, 3])
        }
        // SDP that names none may be wrong about that.
        var silent = StreamCipher([try Self.key(9, identifier: [])], ssrc: 1, cipher: Self.cipher(), isEncrypted: true)
        var marked = Self.packet(9, identifier: [0, 0, 0, 7])
        #expect(silent.take(&marked, isWhole: true) == .clear && marked.suffix(3) == [1, 2, 3])
        let keys = [try Self.key(9, identifier: [1]), try Self.key(9, identifier: [2])]
        var cipher = StreamCipher(keys, ssrc: 1, cipher: Self.cipher(), isEncrypted: true)
        var packet = Self.packet(9, identifier: [2])
        #expect(cipher.take(&packet, isWhole: true) == .clear && cipher.fitting?.identifier == [2])
    }

    @Test("another key in the middle of a stream is found, and what fits no key is counted and left as it is")
    func change() throws {
        let keys = [try Self.key(1), try Self.key(2)]
        var cipher = StreamCipher(keys, ssrc: 1, cipher: Self.cipher(), isEncrypted: true)
        for tag: UInt8 in [1, 1, 3, 1, 2, 2] {
            var packet = Self.packet(tag)
            let outcome = cipher.take(&packet, isWhole: true)
            #expect(outcome == (tag == 3 ? .refused : .clear))
            if tag == 3 { #expect(packet == Self.packet(3)) }
        }
        #expect(cipher.authenticated == 5 && cipher.refused == 1 && cipher.fitting?.secret[0] == 2)
    }

    @Test(
        "a stream that begins in the clear is opened from where its packets get longer", arguments: [1, 12, 500, 3000])
    func beginsClear(clear: Int) throws {
        var cipher = StreamCipher([try Self.key(1)], ssrc: 1, cipher: Self.cipher(), isEncrypted: false)
        for _ in 0..<clear {
            var packet = [UInt8](Self.packet(0).dropLast(10))
            #expect(
                cipher.take(&packet, isWhole: true, mayBeClear: true) == .refused && cipher.isClear
                    && packet.count == 15)
        }
        #expect(cipher.report == nil && cipher.mismatch == nil)
        for _ in 0..<3 {
            var packet = Self.packet(1)
            #expect(cipher.take(&packet, isWhole: true) == .clear && !cipher.isClear)
        }
        #expect(cipher.authenticated == 3 && cipher.refused == 0)
    }

    @Test("roll-overs from the limit on are not found")
    func limit() throws {
        let beyond = Self.cipher(rollOver: StreamCipher.rollOverLimit)
        var cipher = StreamCipher([try Self.key(1)], ssrc: 1, cipher: beyond, isEncrypted: true)
        var packet = Self.packet(1)
        #expect(cipher.take(&packet, isWhole: true) == .refused)
        #expect(cipher.mismatch == "encrypted, and the key does not fit: 0 of 1 packets authenticated")
    }

    @Test("of packets that are not whole nothing is said")
    func cut() throws {
        var cipher = StreamCipher([try Self.key(1)], ssrc: 1, cipher: Self.cipher(), isEncrypted: true)
        var packet = Self.packet(1)
        #expect(cipher.take(&packet, isWhole: false) == .refused && cipher.refused == 0 && cipher.cut == 1)
        #expect(cipher.mismatch?.contains("not captured whole") == true)
    }

    @Test("all keys that are given are tried")
    func manyKeys() throws {
        let keys = try (0..<250).map { try Self.key(UInt8($0)) }
        var cipher = StreamCipher(keys, ssrc: 1, cipher: Self.cipher(), isEncrypted: true)
        var packet = Self.packet(249)
        #expect(cipher.take(&packet, isWhole: true) == .clear && cipher.fitting?.secret[0] == 249)
    }

    @Test("a search that ends before all was tried says so, and later ones cost nothing")
    func effort() throws {
        let keys = try (0..<5).map { try Self.key(UInt8($0), identifier: []) }
        var cipher = StreamCipher(
            keys, ssrc: 1, cipher: Self.cipher(rollOver: 200), isEncrypted: true, effort: 200_000)
        for _ in 0..<3 {
            var packet = Self.packet(3)
            #expect(cipher.take(&packet, isWhole: true) == .refused)
        }
        #expect(
            cipher.mismatch
                == "encrypted, and none of the keys (5) fits as far as they were tried: 0 of 3 packets authenticated")
        // Enough for any stream of a few, and a part of what a run may take for each of many.
        #expect(StreamCipher.effort(streams: 1) == StreamCipher.effort(streams: 10))
        #expect(StreamCipher.effort(streams: 1000) * 1000 == StreamCipher.effort(streams: 100) * 100)
        #expect(StreamCipher.effort(streams: 1_000_000) > 0)
    }
}
