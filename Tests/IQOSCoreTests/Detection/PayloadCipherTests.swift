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
        #expect(PayloadCipher.isEncrypted(codec: "opus", entropy: 7.9, overhead: 10) == nil)
    }

    @Test("frames of one length with a tag behind them are told by the timestamp step")
    func frames() {
        func isEncrypted(_ codec: String, step: Int, length: Int) -> Bool? {
            let frames = PayloadCipher.frameBytes(of: codec, step: step, length: length)
            return PayloadCipher.isEncrypted(codec: codec, entropy: nil, overhead: frames.map { length - $0 })
        }
        for (codec, step, length) in [
            ("GSM", 160, 33), ("GSM", 320, 66), ("G729", 80, 10), ("G729", 160, 20), ("G729", 480, 60),
            ("G728", 160, 40),
            ("G723", 240, 24), ("G723", 240, 20), ("G723", 480, 44), ("DVI4", 160, 84),
        ] {
            #expect(isEncrypted(codec, step: step, length: length) == nil)
            for tag in [4, 10, 14, 16] where codec != "G723" || tag != 4 {
                #expect(isEncrypted(codec, step: step, length: length + tag) == true, "\(codec) \(length)")
            }
            #expect(isEncrypted(codec, step: step, length: length + 5) == nil)
        }
        #expect(PayloadCipher.frameBytes(of: "G729", step: 100, length: 20) == nil)
        #expect(PayloadCipher.frameBytes(of: "iLBC", step: 160, length: 48) == nil)
    }
}
