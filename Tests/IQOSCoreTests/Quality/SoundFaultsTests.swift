import TestSupport
import Testing

@testable import IQOSCore

/// Clicks and repeated packets.
@Suite("Faults of the sound")
struct SoundFaultsTests {
    private static func faults(_ sound: TestSound, packet: Int = 160) -> SoundFaults {
        var measures = SoundMeasures(sampleRateHz: 8000)
        let samples = sound.samples.map { Int16(max(-32768, min(32767, $0.rounded()))) }
        for start in stride(from: 0, to: samples.count, by: packet) {
            measures.add(samples[start..<min(start + packet, samples.count)].span)
        }
        return measures.faults
    }

    @Test("each isolated sample is a click, whatever the packets", arguments: [80, 150, 160, 240])
    func clicks(packet: Int) {
        let quiet = TestSound.silence(seconds: 10).noisy(20)
        #expect(Self.faults(quiet.clicking(40), packet: packet).clicks == 40)
        #expect(Self.faults(quiet, packet: packet).clicks == 0)
        // Too low to be heard.
        #expect(Self.faults(quiet.clicking(40, height: 900), packet: packet).clicks == 0)
    }

    @Test(
        "speech, its beginnings and its ends are no clicks, and repeat nothing", arguments: [1, 2, 3, 4, 5] as [UInt64])
    func speech(seed: UInt64) {
        let faults = Self.faults(TestSound.speech(seconds: 60, seed: seed).noisy(8))
        #expect(faults.clicks == 0 && faults.repeatedPackets == 0)
    }

    @Test("a jump to another level is no click: nothing is quiet behind it")
    func steps() {
        var samples = TestSound.silence(seconds: 4).noisy(20).samples
        for index in 8000..<16_000 { samples[index] += 3000 * (index % 7 < 3 ? 1 : -1) }
        #expect(Self.faults(TestSound(samples)).clicks == 0)
    }

    @Test("packets that are the one before are counted, silence and tones are not")
    func repeats() {
        let voice = TestSound.silence(seconds: 20).noisy(2000)
        #expect(Self.faults(voice.repeating(every: 10)).repeatedPackets == 99)
        #expect(Self.faults(TestSound.silence(seconds: 20)).repeatedPackets == 0)
        // A constant offset of 3 % of full scale is silence as well.
        var offset = voice.samples
        for packet in stride(from: 0, to: offset.count - 320, by: 1600) {
            for index in packet..<packet + 320 { offset[index] = 1000 }
        }
        #expect(Self.faults(TestSound(offset)).repeatedPackets == 0)
        // 1 kHz: every packet of 20 ms is like the one before.
        let tone = TestSound.silence(seconds: 20).humming(5000, frequency: 1000)
        #expect(Self.faults(tone).repeatedPackets == 0)
    }

    @Test("what lies on the two sides of a gap is not held against each other")
    func gaps() {
        let samples = [Int16](repeating: 4000, count: 160)
        var measures = SoundMeasures(sampleRateHz: 8000)
        for _ in 0..<40 {
            measures.add(samples.span)
            measures.skip(160)
            measures.add([Int16](repeating: 0, count: 160).span)
            measures.skip(160)
        }
        #expect(measures.faults.clicks == 0 && measures.faults.repeatedPackets == 0)
    }
}
