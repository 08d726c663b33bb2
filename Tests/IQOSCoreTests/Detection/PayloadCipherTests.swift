import Testing

@testable import IQOSCore

@Suite("Ciphertext behind a clear header")
struct PayloadCipherTests {
    @Test("companded payloads are told by their entropy, near the limit by a tag too")
    func companded() {
        for codec in ["PCMU", "PCMA"] {
            #expect(PayloadCipher.isEncrypted(codec: codec, entropy: 7.95, overhead: 10) == true)
            #expect(PayloadCipher.isEncrypted(codec: codec, entropy: 7.95, overhead: nil) == true)
            #expect(PayloadCipher.isEncrypted(codec: codec, entropy: 7.6, overhead: 10) == true)
            #expect(PayloadCipher.isEncrypted(codec: codec, entropy: 7.6, overhead: 0) == false)
            #expect(PayloadCipher.isEncrypted(codec: codec, entropy: 7.4, overhead: 10) == false)
        }
    }

    @Test("G.722 needs the tag")
    func adpcm() {
        #expect(PayloadCipher.isEncrypted(codec: "G722", entropy: 7.95, overhead: 0) == false)
        #expect(PayloadCipher.isEncrypted(codec: "G722", entropy: 7.95, overhead: 10) == true)
    }

    @Test("a byte a sample and a tag are told where the codec is not known")
    func nameless() {
        #expect(PayloadCipher.isEncrypted(codec: nil, entropy: 7.9, overhead: 10) == true)
    }

    @Test("other codecs and unmeasured payloads cannot be told")
    func unknown() {
        #expect(PayloadCipher.isEncrypted(codec: nil, entropy: 7.9, overhead: 0) == nil)
        #expect(PayloadCipher.isEncrypted(codec: nil, entropy: 7.7, overhead: 10) == nil)
        #expect(PayloadCipher.isEncrypted(codec: "PCMU", entropy: nil, overhead: 10) == nil)
        #expect(PayloadCipher.isEncrypted(codec: "G729", entropy: 7.9, overhead: 10) == nil)
    }
}
