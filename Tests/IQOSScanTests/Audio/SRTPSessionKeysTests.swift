import Testing

@testable import IQOSScan

@Suite("Session keys of SRTP")
struct SRTPSessionKeysTests {
    private static func bytes(_ hexadecimal: String) -> [UInt8] {
        let digits = Array(hexadecimal)
        return stride(from: 0, to: digits.count - 1, by: 2).compactMap { UInt8(String(digits[$0...$0 + 1]), radix: 16) }
    }

    @Test("no other length is a key", arguments: [0, 29, 31, 47])
    func lengths(length: Int) {
        #expect(SRTPSessionKeys([UInt8](repeating: 1, count: length)) == nil)
    }

    /// RFC 3711 appendix B.3 and RFC 6188 §7.
    @Test(
        "session keys are those of the standards",
        arguments: [
            (
                "e1f97a0d3e018be0d64fa32c06de41390ec675ad498afeebb6960b3aabe6", "c61e7a93744f39ee10734afe3ff7a087",
                "30cbbc08863d8c85d49db34a9ae1", "cebe321f6ff7716b6fd4ab49af256a156d38baa4"
            ),
            (
                "73edc66c4fa15776fb57f9505c17136550ffda71f3e8e5f1c8522f3acd4ce86d5add78edbb11",
                "31874736a8f1143870c26e4857d8a5b2c4a354407faadabb", "2372b82d639b6d8503a47adc0a6c",
                "355b10973cd95b9eacf4061c7e1a7151e7cfbfcb"
            ),
        ])
    func derived(secret: String, encryption: String, salt: String, authentication: String) throws {
        let keys = try #require(SRTPSessionKeys(Self.bytes(secret)))
        #expect(keys.encryption == Self.bytes(encryption))
        #expect(keys.salt == Self.bytes(salt))
        #expect(keys.authentication.starts(with: Self.bytes(authentication)))
        let padded = try #require(SRTPSessionKeys(Self.bytes(secret), .padded))
        #expect(padded.encryption != keys.encryption)
    }
}
