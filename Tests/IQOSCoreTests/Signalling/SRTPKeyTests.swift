import TestSupport
import Testing

@testable import IQOSCore

@Suite("Keys of SRTP (RFC 4568)")
struct SRTPKeyTests {
    private static func keys(_ line: String) -> [SRTPKey] {
        sdp(CallScript.audio(1, 4000, "0", [line])).media[0].keys
    }

    @Test("an a=crypto line gives suite, secret and identifier", arguments: SRTPSuite.allCases)
    func line(suite: SRTPSuite) {
        let secret = TestKeys.secret(suite)
        let text = TestKeys.base64(secret)
        let key = Self.keys("crypto:1 \(suite.rawValue) inline:\(text)|2^20|1066:4").first
        #expect(key?.suite == suite && key?.secret == secret && key?.identifier == [0, 0, 4, 42])
        #expect(Self.keys("crypto:1 \(suite.rawValue) inline:\(text)").first?.identifier == [])
        #expect(Self.keys("crypto:1 \(suite.rawValue) inline:\(text)|1048576 FEC_ORDER=FEC_SRTP").count == 1)
    }

    @Test("several keys of one line and several lines are all kept, up to the limit")
    func several() {
        let texts = (1...2).map { TestKeys.base64(TestKeys.secret(.aes128SHA80, seed: $0)) }
        let parameters = "inline:\(texts[0])|2^20|1:1;inline:\(texts[1])|2^20|2:1"
        let keys = Self.keys("crypto:1 AES_CM_128_HMAC_SHA1_80 \(parameters)")
        #expect(keys.map(\.identifier) == [[1], [2]])
        let lines = (0..<40).map { index in
            "crypto:\(index) AES_CM_128_HMAC_SHA1_32 inline:"
                + TestKeys.base64(TestKeys.secret(.aes128SHA32, seed: index))
        }
        #expect(sdp(CallScript.audio(1, 4000, "0", lines)).media[0].keys.count == SDPMedia.keyLimit)
    }

    @Test(
        "what is no key, of another length, or not to be verified gives none, and the media still count as encrypted",
        arguments: [
            "crypto:1 AES_CM_128_HMAC_SHA1_80 inline:AAAA",
            "crypto:1 F8_128_HMAC_SHA1_80 inline:WVNfX19zZW1jdGwgKCkgewkyMjA7fQp9CnVubGVz",
            "crypto:1 AES_CM_128_HMAC_SHA1_80 inline:WVNfX19zZW1jdGwgKCkgewkyMjA7fQp9CnVubGVz UNAUTHENTICATED_SRTP",
            "crypto:1 AES_CM_128_HMAC_SHA1_80 inline:WVNfX19zZW1jdGwgKCkgewkyMjA7fQp9CnVubGVz KDR=1",
            "crypto:1 AES_CM_128_HMAC_SHA1_80 inline:WVNfX19zZW1jdGwgKCkgewkyMjA7fQp9CnVubGVz|2^20|1:129",
            "crypto:x AES_CM_128_HMAC_SHA1_80 inline:WVNfX19zZW1jdGwgKCkgewkyMjA7fQp9CnVubGVz", "crypto:", "crypto:1",
        ])
    func malformed(line: String) {
        #expect(Self.keys(line).isEmpty)
        #expect(sdp(CallScript.audio(1, 4000, "0", [line])).media[0].isEncrypted)
    }

    @Test("the user's key is base64 or hexadecimal, for one stream or all, or a line of a description")
    func given() throws {
        let secret = TestKeys.secret(.aes256GCM)
        let text = TestKeys.base64(secret)
        #expect(SRTPKeyGiven("AEAD_AES_256_GCM:\(text)")?.key.secret == secret)
        #expect(SRTPKeyGiven("aead_aes_256_gcm:\(TestKeys.hexadecimal(secret))")?.key.secret == secret)
        #expect(SRTPKeyGiven("0x1a2b3c4d=AEAD_AES_256_GCM:\(text)")?.ssrc == 0x1A2B_3C4D)
        #expect(SRTPKeyGiven("17=AEAD_AES_256_GCM:\(text)")?.ssrc == 17)
        #expect(SRTPKeyGiven(" 0X00000000001a =AEAD_AES_256_GCM:\(text)")?.ssrc == 26)
        #expect(SRTPKeyGiven("AEAD_AES_256_GCM:\(text)")?.ssrc == nil)
        #expect(SRTPKeyGiven("a=crypto:2 AEAD_AES_256_GCM inline:\(text)")?.key.secret == secret)
        // What older devices call it.
        let older = TestKeys.secret(.aes256SHA32)
        #expect(SRTPKeyGiven("AES_CM_256_HMAC_SHA1_32:\(TestKeys.base64(older))")?.key.suite == .aes256SHA32)
        for wrong in ["", ":", "AEAD_AES_256_GCM", "AEAD_AES_256_GCM:", "AEAD_AES_128_GCM:\(text)", "x=AES:\(text)"] {
            #expect(SRTPKeyGiven(wrong) == nil, "\(wrong)")
        }
    }

    @Test("no text of a key holds it")
    func secrecy() throws {
        let secret = [UInt8](repeating: 0xA7, count: 30)
        let given = try #require(SRTPKeyGiven("AES_CM_128_HMAC_SHA1_80:\(TestKeys.base64(secret))"))
        var dumped = ""
        dump(given, to: &dumped)
        for text in [dumped, "\(given)", "\(given.key)", String(reflecting: given.key)] {
            #expect(!text.contains("167") && !text.contains(TestKeys.base64(secret).prefix(8)))
        }
    }

    @Test("keys are kept for the side that sends with them, once, and given up with the call")
    func calls() throws {
        var call = TrackedCall()
        let script = CallScript()
        let lines = (1...2).map { seed in
            "crypto:1 AES_CM_128_HMAC_SHA1_80 inline:" + TestKeys.base64(TestKeys.secret(.aes128SHA80, seed: seed))
        }
        let offer = CallScript.audio(1, 4000, "0", [lines[0]])
        let answer = CallScript.audio(2, 5000, "0", [lines[1]])
        call.send(script.request("INVITE", 1, hasToTag: false, body: offer), at: 0)
        call.send(script.response("200 OK", to: "INVITE", 1, body: answer), from: 2, to: 1, at: second)
        call.send(script.request("INVITE", 2, branch: "z9hG4bK2", body: offer), at: 2 * second)
        let keys = try #require(call.tracker.calls.first).keys
        #expect(keys.map(\.side) == [.caller, .callee])
        #expect(keys.map(\.key.secret) == (1...2).map { TestKeys.secret(.aes128SHA80, seed: $0) })
    }

    @Test("keys beyond the limits are counted, not kept")
    func limits() throws {
        var limits = SignallingLimits()
        limits.keys = 3
        var call = TrackedCall(limits)
        let lines = (0..<5).map { seed in
            "crypto:\(seed) AES_CM_128_HMAC_SHA1_80 inline:"
                + TestKeys.base64(TestKeys.secret(.aes128SHA80, seed: seed))
        }
        let body = CallScript.audio(1, 4000, "0", lines)
        call.send(CallScript().request("INVITE", 1, hasToTag: false, body: body), at: 0)
        #expect(call.tracker.calls.first?.keys.count == 3 && call.tracker.counters.keysRefused == 2)
    }
}
