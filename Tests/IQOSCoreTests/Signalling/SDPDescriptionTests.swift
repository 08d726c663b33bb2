import TestSupport
import Testing

@testable import IQOSCore

@Suite("Session description (RFC 8866)")
struct SDPDescriptionTests {
    @Test("a section has its own address, or that of the session")
    func addresses() {
        let description = sdp(
            """
            v=0
            o=- 1 1 IN IP6 2001:db8::5
            c=IN IP4 10.0.0.1
            m=audio 4000 RTP/AVP 0
            m=video 4002/2 RTP/AVP 31
            c=IN IP6 2001:db8::1
            m=audio 0 RTP/AVP 8
            c=IN IP4 224.2.1.1/127/3
            m=audio 4004 RTP/AVP 8
            c=IN IP4 host.example.org

            """)
        #expect(description.originAddress == Address(ipv6High: 0x2001_0DB8_0000_0000, low: 5))
        #expect(
            description.media.map(\.address) == [
                host(1), Address(ipv6High: 0x2001_0DB8_0000_0000, low: 1), Address(ipv4: 0xE002_0101), nil,
            ])
        #expect(description.media.map(\.port) == [4000, 4002, 0, 4004])
        #expect(description.media.map(\.portCount) == [1, 2, 1, 1])
        #expect(description.media.map(\.isRejected) == [false, false, true, false])
        #expect(description.media.map(\.kind) == [.audio, .video, .audio, .audio])
    }

    @Test("formats have names as the registry spells them, clocks, channels and parameters")
    func formats() {
        let media = sdp(
            """
            m=audio 4000 RTP/AVP 0 96 97 101 18 200 x 96 98
            a=rtpmap:96 OPUS/16000/2
            a=rtpmap:97 ilbc/8000
            a=fmtp:97 mode=30
            a=rtpmap:101 Telephone-Event/8000
            a=fmtp:101 0-15
            a=rtpmap:99 AMR/8000
            a=rtpmap:98 x-mine/8000

            """
        ).media
        let formats = media.first?.formats ?? []
        #expect(formats.map(\.payloadType) == [0, 96, 97, 101, 18, 98])
        #expect(formats.map(\.name) == ["PCMU", "opus", "iLBC", "telephone-event", "G729", "x-mine"])
        #expect(formats.map(\.clockRateHz) == [8000, 48000, 8000, 8000, 8000, 8000])
        #expect(formats.map(\.channels) == [1, 2, 1, 1, 1, 1])
        #expect(formats.map(\.parameters) == ["", "", "mode=30", "0-15", "", ""])
    }

    @Test(
        "names that devices write stand for the codec that they mean, on static and dynamic numbers",
        arguments: [
            (18, "G729A", "G729"), (18, "g729ab", "G729"), (18, "G.729", "G729"), (4, "G7231", "G723"),
            (4, "G723.1", "G723"), (3, "GSM-FR", "GSM"), (0, "G711U", "PCMU"), (0, "ulaw", "PCMU"),
            (8, "G711A", "PCMA"), (9, "G.722", "G722"),
        ])
    func slips(number: Int, written: String, meant: String) {
        let formats =
            sdp(
                "m=audio 1 RTP/AVP \(number) 97\na=rtpmap:\(number) \(written)/8000\na=rtpmap:97 \(written)/8000/1\n"
            ).media.first?.formats ?? []
        #expect(formats.map(\.name) == [meant, meant])
        #expect(formats.map(\.isStatic) == [true, false])
    }

    @Test("a name that could mean two codecs stays as it is", arguments: ["G711", "G726", "G7221"])
    func ambiguous(name: String) {
        #expect(sdp("m=audio 1 RTP/AVP 97\na=rtpmap:97 \(name)/8000\n").media.first?.formats.first?.name == name)
    }

    @Test("rtpmap redefines a static number, and one that makes no sense changes nothing")
    func rtpmap() {
        let formats = sdp(
            "m=audio 1 RTP/AVP 0 8 96\na=rtpmap:0 G722/8000\na=rtpmap:8 PCMU/0\na=rtpmap:96 /8000\n"
        ).media.first?.formats
        #expect(formats?.map(\.name) == ["G722", "PCMA", nil])
    }

    @Test("direction, ptime and secure profile of the session hold for media that say nothing else")
    func inherited() {
        let media = sdp(
            """
            v=0
            a=sendonly
            a=fingerprint:sha-256 00:11
            m=audio 4000 UDP/TLS/RTP/SAVPF 111
            a=ptime:20
            m=video 4002 RTP/AVP 31
            a=inactive
            a=ptime:2.5

            """
        ).media
        #expect(media.map(\.direction) == [.sendOnly, .inactive])
        #expect(media.map(\.ptimeMs) == [20, 2.5])
        #expect(media.map(\.isEncrypted) == [true, true])
        #expect(media.map(\.isRTP) == [true, true])
    }

    @Test("ptime out of all proportion is not taken", arguments: ["0", "-20", "1001", "20.", ".5", "1e3", "", "0.0"])
    func ptime(text: String) {
        #expect(sdp("m=audio 1 RTP/AVP 0\na=ptime:\(text)\n").media.first?.ptimeMs == nil)
    }

    @Test("keys set a flag and stand nowhere in the value")
    func keys() {
        let description = sdp(
            """
            k=clear:SECRET
            m=audio 4000 RTP/AVP 0
            a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:SECRET|2^20
            a=key-mgmt:mikey SECRET
            k=clear:SECRET
            m=audio 4002 RTP/AVP 0

            """)
        #expect(description.media.map(\.isEncrypted) == [true, true])
        #expect(!String(reflecting: description).contains("SECRET"))
    }

    @Test("a key for the whole session is told of each section, however often, and changes nothing else of it")
    func sessionKey() {
        let key = String(repeating: "A", count: 40)
        let section =
            "m=audio 4000 RTP/AVP 0\na=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:\(key) UNENCRYPTED_SRTP\n"
        let plain = sdp(section).media.first
        #expect(plain?.clearTrailer != nil)
        #expect(sdp("k=prompt\n" + section).media.first == plain)
        let sections = (0..<32).map { "m=audio \(4000 + 2 * $0) RTP/AVP 0\n" }.joined()
        let read = { (line: String) in sdp(String(repeating: line, count: 10_000) + sections).media.map(\.isEncrypted) }
        var told: [[Bool]] = []
        let others = processorSeconds { told.append(read("x=\n")) }
        let keys = processorSeconds { told.append(read("k=\n")) }
        #expect(told == [[Bool](repeating: false, count: 32), [Bool](repeating: true, count: 32)])
        #expect(keys < 4 * others)
    }

    @Test("RTCP port, multiplexing, candidates and SSRCs are read")
    func transportAttributes() {
        let media = sdp(
            """
            m=audio 9 UDP/TLS/RTP/SAVPF 111
            a=rtcp:4011 IN IP4 10.0.0.9
            a=rtcp-mux
            a=candidate:1 1 UDP 2130706431 10.0.0.7 8998 typ host
            a=candidate:2 2 TCP 1694498815 2001:db8::9 45664 typ srflx raddr 10.0.1.1 rport 8998
            a=candidate:3 1 udp 1 f0e1.local 5000 typ host
            a=ssrc:4294967295 cname:x
            a=ssrc:4294967295 msid:x
            a=ssrc:4294967296 cname:x

            """
        ).media.first
        #expect(media?.rtcpPort == 4011 && media?.rtcpAddress == host(9))
        #expect(media?.isMultiplexed == true)
        #expect(media?.candidates.map(\.port) == [8998, 45664])
        #expect(media?.candidates.map(\.component) == [1, 2])
        #expect(media?.candidates.map(\.isTCP) == [false, true])
        #expect(media?.ssrcs == [0xFFFF_FFFF])
    }

    @Test("sections, formats and candidates are kept up to their limits")
    func limits() {
        let formats = (0..<128).map(String.init).joined(separator: " ")
        let candidates = String(repeating: "a=candidate:1 1 UDP 1 10.0.0.7 8998 typ host\n", count: 1000)
        let media = sdp(String(repeating: "m=audio 4000 RTP/AVP \(formats)\n", count: 100) + candidates).media
        #expect(media.count == SDPDescription.mediaLimit)
        #expect(media.allSatisfy { $0.formats.count == SDPMedia.formatLimit })
        #expect(media.last?.candidates.count == SDPMedia.candidateLimit)
    }

    @Test("media that is not RTP has no formats", arguments: ["udptl t38", "TCP/MSRP *", "UDP/DTLS/SCTP webrtc"])
    func otherTransport(text: String) {
        let media = sdp("m=image 4000 \(text)\n").media.first
        #expect(media?.isRTP == false && media?.formats.isEmpty == true)
    }
}
