import IQOSCore
import TestSupport
import Testing

@testable import IQOSScan

/// Payloads that nobody can play, and some that only look so.
@Suite("Sound that cannot be read")
struct UnreadableSoundTests {
    @Test("a capture that keeps 60 bytes of each frame is measured and not decoded, and says why")
    func snapLength() throws {
        var capture = TestCapture(UnusualSoundTests.packets { _, _ in })
        for index in capture.frames.indices {
            capture.frames[index].bytes = Array(capture.frames[index].bytes.prefix(60))
        }
        let cut = try ScannedCapture(capture, audio: .wav)
        let whole = try ScannedCapture(TestCapture(UnusualSoundTests.packets { _, _ in }), audio: .wav)
        #expect(cut.streams.count == 1)
        #expect(cut.streams[0].packets == whole.streams[0].packets)
        #expect(cut.streams[0].bandwidthKbps == whole.streams[0].bandwidthKbps)
        #expect(cut.streams[0].audio?.wav == nil)
        #expect(cut.streams[0].audio?.reason?.contains("snap length") == true)
        #expect(cut.calls[0].audio?.wav == nil && cut.calls[0].audio?.reason != nil)
        #expect(
            cut.files == [
                "calls.csv", "events.csv", "findings.csv", "intervals.csv", "report.html", "report.json", "streams.csv",
            ])
    }

    @Test(
        "random payloads under the numbers of G.711 are encrypted and give no sound", arguments: [0, 8],
        [160, 164, 170])
    func encrypted(type: Int, length: Int) throws {
        var random = SeededRandom(type * 1000 + length)
        let packets = UnusualSoundTests.packets { _, packet in
            packet.type = type
            packet.payload = random.bytes(length)
        }
        let scan = try ScannedCapture(TestCapture(packets), audio: .wav)
        #expect(scan.streams[0].encrypted == true)
        #expect(scan.streams[0].audio?.wav == nil)
        #expect(scan.streams[0].audio?.reason?.contains("encrypted") == true)
        #expect(scan.files.allSatisfy { !$0.hasPrefix("audio/") })
    }

    @Test("the voices of the synthesizer, loud noise and silence are not taken for encrypted")
    func clear() throws {
        var random = SeededRandom(5)
        // White noise of full scale, as a sender encodes it: the codes of mu-law are far from even then.
        let noise = UnusualSoundTests.packets { _, packet in
            packet.payload = (0..<160).map { _ in
                G711.muLaw.encode(Int16(truncatingIfNeeded: Int(random.next() >> 48)))
            }
        }
        let silence = UnusualSoundTests.packets { $1.payload = [UInt8](repeating: 0xFF, count: 160) }
        for packets in [noise, silence] {
            let scan = try ScannedCapture(TestCapture(packets), audio: .wav)
            #expect(scan.streams[0].encrypted == false)
            #expect(scan.streams[0].audio?.wav != nil)
        }
    }
}
