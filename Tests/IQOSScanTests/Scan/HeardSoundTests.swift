import IQOSCore
import TestSupport
import Testing

@testable import IQOSScan

/// What `call-ID.wav` does with packets that the jitter buffer did not play.
@Suite("Sound of an impaired call")
struct HeardSoundTests {
    /// Both directions of an emulated call of 8 s.
    private static func plan(_ change: (inout DirectionPlan) -> Void) -> CallPlan {
        var plan = CallPlan()
        plan.durationMs = 8000
        for side in 0...1 { change(&plan.directions[side]) }
        return plan
    }

    private static func numbers(_ ranges: JSONNode) -> Set<Int> {
        Set(ranges.list.flatMap { Array(($0[0].int ?? 0)...($0[1].int ?? 0)) })
    }

    @Test("a late packet leaves nothing behind: the sound is that of a capture without it")
    func late() throws {
        // Ten late packets in a row would start the buffer over, ten lost ones would not.
        var plan = Self.plan { ($0.jitterMs, $0.delayMs) = (15, 20) }
        plan.seed = 7
        let made = try plan.synthesized()
        let whole = try ScannedCapture(made.file, audio: .wav)
        #expect(whole.streams.allSatisfy { ($0.packets.late ?? 0) > 3 })
        let kept = try Self.frames(of: made.file) { rtp, stream in
            !Self.numbers(made.truth["streams"][stream]["late_sequences"]).contains { $0 % 65_536 == rtp.sequence }
        } streams: {
            made.truth["streams"].list.compactMap { $0["ssrc"].text }
        }
        let thinned = try ScannedCapture(kept, audio: .wav)
        #expect(thinned.streams.map(\.packets.late) == [0, 0])
        #expect(zip(thinned.streams, whole.streams).allSatisfy { $0.packets.lost == $1.packets.late })
        #expect(try thinned.wave("audio/call-1.wav") == whole.wave("audio/call-1.wav"))
    }

    /// The frames of a microsecond capture of which `keeps` says so.
    private static func frames(
        of file: [UInt8], where keeps: (WireRTP, Int) -> Bool, streams: () -> [String]
    ) throws -> [UInt8] {
        let names = streams()
        var result = Array(file.prefix(24))
        var offset = 24
        for frame in WireFrame.all(inCapture: file) {
            let end = offset + 16 + frame.length
            defer { offset = end }
            if let rtp = WireRTP(frame.payload), let stream = names.firstIndex(of: rtp.ssrc.ssrcText),
                !keeps(rtp, stream)
            {
                continue
            }
            result += file[offset..<end]
        }
        return result
    }

    @Test("behind a loss the sound goes on, no louder than before, for 60 ms at most; what came is in its place")
    func concealed() throws {
        // A tone of 200 Hz: 40 samples a period; the period that concealment repeats cannot be mistaken.
        let tone = [UInt8](unsafeUninitializedCapacity: 8000) { buffer, count in
            for index in 0..<8000 { buffer[index] = index % 40 < 20 ? 0x9A : 0x1A }
            count = 8000
        }
        let lost: Set<Int> = [10, 20, 21, 30, 31, 32, 33, 34, 35]
        let packets = (0..<50).filter { !lost.contains($0) }.map { index in
            SimulatedPacket(
                arrival: TestCapture.start + Int64(index) * 20_000_000, sequence: index, timestamp: index * 160,
                payload: Array(tone[index * 160..<(index + 1) * 160]))
        }
        let scan = try ScannedCapture(TestCapture(packets), audio: .wav)
        let heard = try scan.wave("audio/call-1.wav").channels[0]
        let said = G711Model.muLaw.samples(tone)
        let loudest = said.map(\.magnitude).max() ?? 0
        #expect(heard.count == 8000)
        for packet in packets {
            // The joint behind a loss is 10 ms at most, the one before it a quarter of 15 ms.
            let first = Int(packet.timestamp) + (lost.contains(Int(packet.sequence) - 1) ? 80 : 0)
            let place = first..<Int(packet.timestamp) + (lost.contains(Int(packet.sequence) + 1) ? 130 : 160)
            #expect(Array(heard[place]) == Array(said[place]), "packet \(packet.sequence)")
        }
        for first in [10, 20, 30] {
            let gap = heard[first * 160..<first * 160 + 160]
            #expect(gap.contains { $0.magnitude > loudest / 2 }, "nothing stands in for packet \(first)")
        }
        #expect(heard.allSatisfy { $0.magnitude <= loudest })
        // 20 ms are lost and a period repeats: nobody could tell the first half of them from what was said.
        #expect(Array(heard[1600..<1680]) == Array(said[1600..<1680]))
        // 60 ms after the beginning of a loss of 120 ms there is silence.
        #expect(heard[30 * 160 + 480..<36 * 160].allSatisfy { $0 == 0 })
    }

    @Test("other fillings of a gap: nothing, the last packet again, noise as loud", arguments: ConcealmentMode.allCases)
    func filling(mode: ConcealmentMode) throws {
        let level = G711Model.muLaw.sample(0xA0)
        let packets = (0..<50).filter { $0 != 25 }.map { index in
            SimulatedPacket(
                arrival: TestCapture.start + Int64(index) * 20_000_000, sequence: index, timestamp: index * 160,
                payload: (0..<160).map { $0 % 2 == 0 ? 0xA0 : 0x20 })
        }
        let scan = try ScannedCapture(TestCapture(packets), audio: .wav) { $0.concealment = mode }
        let gap = try scan.wave("audio/call-1.wav").channels[0][25 * 160..<26 * 160]
        let loudness = (gap.reduce(0) { $0 + Double($1) * Double($1) } / 160).squareRoot() / Double(level)
        switch mode {
        case .silence: #expect(gap.allSatisfy { $0 == 0 })
        case .repeat: #expect(gap.allSatisfy { $0.magnitude == level.magnitude })
        case .noise: #expect((0.8...1.2).contains(loudness) && Set(gap).count > 50)
        case .plc: #expect(gap.prefix(80).allSatisfy { $0.magnitude == level.magnitude })
        }
        #expect(scan.report["options"]["conceal"].text == mode.rawValue)
    }

    @Test("an adaptive buffer drops the same packets in the report and in the sound, and fewer than a fixed one")
    func adaptive() throws {
        let made = try Self.plan { ($0.jitterMs, $0.delayMs) = (25, 20) }.synthesized()
        let scan = try ScannedCapture(made.file, audio: .wav) { $0.scanner.stream.playout = .adaptive }
        let fixed = try ScannedCapture(made.file)
        for (stream, side) in zip(scan.streams, ["left", "right"]) {
            let labels = String(decoding: try scan.bytes("audio/call-1.txt"), as: UTF8.self)
            // `0.76<tab>0.78<tab>left: 1 late, concealed`; nothing is lost.
            let late = labels.split(separator: "\n").filter { $0.contains("\t\(side): ") }.compactMap { line in
                line.split(separator: " ").dropFirst().first.flatMap { Int($0) }
            }
            #expect(late.reduce(0, +) == stream.packets.late)
            #expect(stream.quality.playout.mode == "adaptive" && (stream.quality.playout.maxDelayMs ?? 0) > 60)
        }
        let lates = [scan, fixed].map { $0.streams.reduce(0) { $0 + ($1.packets.late ?? 0) } }
        #expect(lates[0] < lates[1] && lates[1] > 0)
    }

    @Test("comfort noise fills the silence it announces, the same in every run, and none is made without it")
    func comfortNoise() throws {
        let codes = [UInt8](repeating: 0x90, count: 160)
        func packets(noise: [UInt8]?) -> [SimulatedPacket] {
            var packets: [SimulatedPacket] = []
            for index in 0..<100 where !(40..<70).contains(index) {
                packets.append(
                    SimulatedPacket(
                        arrival: TestCapture.start + Int64(index) * 20_000_000, sequence: packets.count,
                        timestamp: index * 160, isMarker: index == 0 || index == 70, payload: codes))
                guard index == 39, let noise else { continue }
                packets.append(
                    SimulatedPacket(
                        arrival: TestCapture.start + 800_000_000, sequence: packets.count, timestamp: 40 * 160,
                        type: 13,
                        payload: noise))
            }
            return packets
        }
        let level = G711Model.muLaw.sample(0x90)
        let scan = try ScannedCapture(TestCapture(packets(noise: [40, 100])), audio: .wav)
        let heard = try scan.wave("audio/call-1.wav").channels[0]
        #expect(heard.count == 16_000)
        #expect(heard[..<6400].allSatisfy { $0 == level } && heard[11_200...].allSatisfy { $0 == level })
        let gap = heard[6400..<11_200]
        let power = gap.reduce(0) { $0 + Double($1) * Double($1) } / 4800
        // -40 dBov below ±32124 is an effective value of 321.
        #expect(abs(power.squareRoot() - 321) < 25)
        let again = try ScannedCapture(TestCapture(packets(noise: [40, 100])), audio: .wav)
        #expect(try again.bytes("audio/call-1.wav") == scan.bytes("audio/call-1.wav"))
        var beside = TestCapture(SimulatedPacket.steady(100), on: TestCapture.Path().reversed, ssrc: 7)
        beside.append(packets(noise: [40, 100]))
        beside.sort()
        let both = try ScannedCapture(beside, audio: .wav).wave("audio/call-1.wav").channels
        #expect(both.contains(heard), "the noise is the same whatever other streams there are")
        // A level of 0 is held down to that of speech, -26 dBov, and the label says so.
        let loud = try ScannedCapture(TestCapture(packets(noise: [0])), audio: .wav)
        let loudGap = try loud.wave("audio/call-1.wav").channels[0][6400..<11_200]
        let loudness = (loudGap.reduce(0) { $0 + Double($1) * Double($1) } / 4800).squareRoot()
        #expect(abs(loudness - 32_124 * 0.05012) < 100)
        #expect(String(decoding: try loud.bytes("audio/call-1.txt"), as: UTF8.self).contains("held down to -26 dBov"))
        let evidence = try scan.wave("audio/stream-1.wav").channels[0]
        #expect(evidence[6400..<11_200].allSatisfy { $0 == 0 })
        let without = try ScannedCapture(TestCapture(packets(noise: nil)), audio: .wav)
        #expect(try without.wave("audio/call-1.wav").channels[0][6400..<11_200].allSatisfy { $0 == 0 })
    }

    @Test("a gap of silence suppression keeps its length, in both files", arguments: [1, 5, 50, 3000])
    func gap(missing: Int) throws {
        let codes = [UInt8](repeating: 0x90, count: 160)
        var packets = (0..<20).map {
            SimulatedPacket(
                arrival: TestCapture.start + Int64($0) * 20_000_000, sequence: $0, timestamp: $0 * 160,
                isMarker: $0 == 0, payload: codes)
        }
        packets += (20..<40).map {
            SimulatedPacket(
                arrival: TestCapture.start + Int64($0 + missing) * 20_000_000, sequence: $0,
                timestamp: ($0 + missing) * 160, isMarker: $0 == 20, payload: codes)
        }
        let scan = try ScannedCapture(TestCapture(packets), audio: .wav)
        #expect(scan.streams[0].packets.lost == 0 && scan.streams[0].packets.late == 0)
        let level = G711Model.muLaw.sample(0x90)
        let spurt = [Int16](repeating: level, count: 3200)
        let expected = spurt + [Int16](repeating: 0, count: missing * 160) + spurt
        #expect(try scan.wave("audio/stream-1.wav").channels == [expected])
        #expect(try scan.wave("audio/call-1.wav").channels == [expected])
    }

    @Test("the second direction begins where its first packet came, also when it comes much later")
    func secondDirection() throws {
        let codes = [UInt8](repeating: 0x10, count: 160)
        func stream(_ count: Int, start: Int64) -> [SimulatedPacket] {
            (0..<count).map {
                SimulatedPacket(
                    arrival: TestCapture.start + start + Int64($0) * 20_000_000, sequence: $0, timestamp: $0 * 160,
                    payload: codes)
            }
        }
        var capture = TestCapture(stream(500, start: 0))
        capture.append(stream(50, start: 4_000_062_500), on: TestCapture.Path().reversed, ssrc: 7)
        capture.sort()
        let scan = try ScannedCapture(capture, audio: .wav)
        let wave = try scan.wave("audio/call-1.wav")
        let level = G711Model.muLaw.sample(0x10)
        #expect(wave.channels.count == 2 && wave.frames == 80_000)
        #expect(wave.channels[0].allSatisfy { $0 == level })
        // 4.0000625 s are 32000.5 samples.
        #expect(wave.channels[1].firstIndex(of: level) == 32_001)
        #expect(wave.channels[1].lastIndex(of: level) == 40_000)
    }
}
