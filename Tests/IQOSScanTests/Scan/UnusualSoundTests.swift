import IQOSCore
import TestSupport
import Testing

@testable import IQOSScan

/// Streams that would make sound files wrong, huge or meaningless.
@Suite("Sound of unusual streams")
struct UnusualSoundTests {
    private static let level = G711Model.muLaw.sample(0x90)
    private static let codes = [UInt8](repeating: 0x90, count: 160)

    /// 100 packets of a constant level; `change` turns the steady ones into what is tested.
    static func packets(_ change: (Int, inout SimulatedPacket) -> Void) -> [SimulatedPacket] {
        (0..<100).map { index in
            var packet = SimulatedPacket(
                arrival: TestCapture.start + Int64(index) * 20_000_000, sequence: 1000 + index,
                timestamp: 5000 + index * 160, isMarker: index == 0, payload: codes)
            change(index, &packet)
            return packet
        }
    }

    @Test("a timestamp that jumps by 125 s makes no silence, for the evidence and for the ear")
    func jump() throws {
        let scan = try ScannedCapture(
            TestCapture(Self.packets { if $0 >= 50 { $1.timestamp += 1_000_000 } }), audio: .wav)
        let said = [Int16](repeating: Self.level, count: 8000)
        for file in ["stream-1", "call-1"] { #expect(try scan.wave("audio/\(file).wav").channels == [said + said]) }
        let labels = String(decoding: try scan.bytes("audio/stream-1.txt"), as: UTF8.self)
        #expect(labels.contains("\n1.000000\t1.000000\trestart\n"))
        #expect(scan.streams[0].audio?.reason == "timestamp jumps placed by arrival: 1")
        let finding = try #require(scan.streams[0].findings.first { $0.code == "timestamp-restart" })
        #expect(finding.startS == 1 && finding.endS == 1)
        #expect(scan.streams[0].jitterMs?.max == 0)
        #expect(scan.streams[0].packets.late == 0)
    }

    @Test(
        "a timestamp that jumps by more than an hour, or back, goes on where the capture clock is",
        arguments: [2_147_483_648, 2_147_483_647, 2_147_483_649, 28_800_161, 4_294_867_295] as [UInt32])
    func wildJump(by ticks: UInt32) throws {
        let scan = try ScannedCapture(
            TestCapture(Self.packets { if $0 >= 50 { $1.timestamp &+= ticks } }), audio: .wav)
        let said = [Int16](repeating: Self.level, count: 16_000)
        #expect(try scan.wave("audio/stream-1.wav").channels == [said])
        #expect(try scan.wave("audio/call-1.wav").channels == [said])
        #expect(scan.streams[0].packets.late == 0)
        #expect(scan.result.head.warnings.map(\.code) == ["timestamp-jump"])
        #expect(scan.streams[0].audio?.reason == "timestamp jumps placed by arrival: 1")
    }

    @Test(
        "timestamps that jump and come back lose no sound",
        arguments: [900, 40_000, 1_800_000, -900, -40_000, -1_800_000])
    func thereAndBack(ms: Int) throws {
        let packets = Self.packets { index, packet in
            if (30..<60).contains(index) { packet.timestamp &+= UInt32(truncatingIfNeeded: ms * 8) }
            packet.payload = (0..<160).map { UInt8(truncatingIfNeeded: index * 7 + $0) | 0x80 }
        }
        let scan = try ScannedCapture(TestCapture(packets), audio: .wav)
        let said = G711Model.muLaw.samples(packets.flatMap(\.payload))
        #expect(try scan.wave("audio/stream-1.wav").channels == [said])
        #expect(scan.streams[0].audio?.overlappedPackets == 0)
    }

    @Test("a pause, a burst that was held up and a clock that was held are no jumps", arguments: [false, true])
    func noJump(isHeld: Bool) throws {
        // Silence of 3 s that the timestamps have and the arrivals, held up for 5 s, have not; or the other way round.
        let packets = Self.packets { index, packet in
            if index >= 50, !isHeld { packet.timestamp += 24_000 }
            if index >= 50, isHeld { packet.arrival += 3_000_000_000 }
            if (20..<70).contains(index), !isHeld {
                packet.arrival = TestCapture.start + 5_400_000_000 + Int64(index) * 1000
            }
            if index >= 70, !isHeld { packet.arrival += 4_001_000_000 }
        }
        let scan = try ScannedCapture(TestCapture(packets), audio: .wav)
        let said = [Int16](repeating: Self.level, count: 8000)
        let pause = [Int16](repeating: 0, count: isHeld ? 0 : 24_000)
        #expect(try scan.wave("audio/stream-1.wav").channels == [said + pause + said])
    }

    @Test("many jumps make no more silence than one may, and lose no sound")
    func manyJumps() throws {
        // 59 minutes each.
        let scan = try ScannedCapture(
            TestCapture(Self.packets { $1.timestamp &+= UInt32($0 / 10) * 28_320_000 }), audio: .wav)
        let audio = try #require(scan.streams[0].audio)
        #expect(try #require(audio.durationS) < 3600 + 2)
        let heard = try SoundFile.read(scan.path("audio/stream-1.wav")).samples
        #expect(heard.count { $0 == Self.level } == 16_000)
    }

    @Test("a loss before a pause is labelled as long as the packet that is lost, in both files")
    func lossBeforePause() throws {
        let packets = Self.packets { index, packet in
            guard index >= 50 else { return }
            packet.timestamp += 24_000
            packet.arrival += 3_000_000_000
            packet.isMarker = index == 50
        }.filter { $0.sequence != 1049 }
        let scan = try ScannedCapture(TestCapture(packets), audio: .wav)
        #expect(scan.streams[0].packets.lost == 1)
        for (file, text) in [("stream-1", "1 lost"), ("call-1", "1 lost, concealed")] {
            let labels = String(decoding: try scan.bytes("audio/\(file).txt"), as: UTF8.self)
            #expect(labels.contains("\n0.980000\t1.000000\t\(text)\n"), "\(labels)")
        }
    }

    @Test("what is lost where packets are longer than most of the stream's is as long as they are")
    func otherLength() throws {
        // 6 s of 20 ms a packet, then 9 s of 60 ms, of which 300 ms are lost.
        let packets = (0..<450).filter { !(380..<385).contains($0) }.map { index in
            let ms = index < 300 ? index * 20 : 6000 + (index - 300) * 60
            return SimulatedPacket(
                arrival: TestCapture.start + Int64(ms) * 1_000_000, sequence: index, timestamp: ms * 8,
                payload: [UInt8](repeating: 0x90, count: index < 300 ? 160 : 480))
        }
        let stream = try ScannedCapture(TestCapture(packets)).streams[0]
        #expect(stream.ptimeMs == 20)
        #expect(stream.findings.first { $0.code == "burst-loss" }?.message.contains("up to 300 ms of sound") == true)
        let lost = try #require(stream.markers.first { $0.kind == .lost })
        #expect(abs(lost.startS - 10.8) < 1e-6 && abs(lost.endS - 11.1) < 1e-6)
    }

    @Test("a clock of the capture that is set back is told; disorder is not")
    func clockSetBack() throws {
        let back = Self.packets { if $0 >= 50 { $1.arrival -= 3_600_000_000_000 } }
        let warnings = try ScannedCapture(TestCapture(back)).result.head.warnings
        #expect(
            warnings.map(\.code) == ["clock-set-back"] && warnings[0].message.contains("(times: 1), by up to 3600 s"))
        let disorder = Self.packets { if $0 % 10 == 5 { $1.arrival -= 90_000_000 } }
        #expect(try ScannedCapture(TestCapture(disorder)).result.head.warnings.isEmpty)
    }

    @Test("where the capture's clock was set back, both directions go on by their senders' clocks")
    func goesOn() throws {
        let said = TestSound.speech(seconds: 16)
        let change = { (packets: inout [SimulatedPacket], delay: Int64) in
            for index in packets.indices {
                packets[index].arrival += delay - (index >= 400 ? 7_000_000_000 : 0)
            }
        }
        var (one, other) = (said.packets(.muLaw), said.packets(.muLaw))
        change(&one, 0)
        change(&other, 3_000_000)
        var capture = TestCapture()
        // In the order in which they were captured, whatever the clock said.
        for (first, second) in zip(one, other) {
            capture.append([first], ssrc: 1)
            capture.append([second], on: TestCapture.Path().reversed, ssrc: 2)
        }
        let scan = try ScannedCapture(capture, audio: .wav)
        let expected = G711Model.muLaw.samples(one.flatMap(\.payload))
        let heard = try scan.wave("audio/call-1.wav").channels
        // Behind what the buffer threw away at the step.
        #expect(Array(heard[0][72_000...]) == Array(expected[72_000...]) + [Int16](repeating: 0, count: 24))
        #expect(Array(heard[1][72_024...]) == Array(expected[72_000...]))
        for stream in 1...2 { #expect(try scan.wave("audio/stream-\(stream).wav").channels == [expected]) }
        #expect(scan.result.head.warnings.map(\.code) == ["clock-set-back"])
    }

    @Test("a jump of the timestamps is a restart among the markers and in the labels")
    func jumpMarker() throws {
        let packets = Self.packets { index, packet in
            if index >= 50 { packet.timestamp &+= 0x4000_0000 }
        }
        let scan = try ScannedCapture(TestCapture(packets), audio: .wav)
        #expect(scan.streams[0].markers.filter { $0.kind == .restart }.map(\.startS) == [1])
        for file in ["stream-1", "call-1"] {
            let labels = String(decoding: try scan.bytes("audio/\(file).txt"), as: UTF8.self)
            #expect(labels.contains("1.000000\t1.000000\trestart\n"))
        }
    }

    @Test("sound that lies before the call's start is left out of what was heard, and the label says so")
    func heldAtTheStart() throws {
        // The first packets wait for 80 ms and come together with the fifth.
        let packets = Self.packets { index, packet in
            if index < 4 { packet.arrival += Int64(80 - index * 20) * 1_000_000 }
        }
        let scan = try ScannedCapture(TestCapture(packets), audio: .wav)
        let labels = String(decoding: try scan.bytes("audio/call-1.txt"), as: UTF8.self)
        #expect(labels.contains("\t80 ms before the call's start left out\n"))
        #expect(try scan.wave("audio/call-1.wav").channels[0].count == 16_000 - 640)
        #expect(try scan.wave("audio/stream-1.wav").channels[0].count == 16_000)
    }

    @Test("numbers that start over after a second are placed by their arrival")
    func restart() throws {
        let packets = Self.packets { index, packet in
            guard index >= 50 else { return }
            packet.sequence = UInt16(40_000 + index)
            packet.timestamp = UInt32(900_000_000 + index * 160)
            packet.arrival += 1_000_000_000
        }
        let scan = try ScannedCapture(TestCapture(packets), audio: .wav)
        #expect(scan.streams.count == 1 && scan.streams[0].segments.count == 2)
        #expect(scan.streams[0].packets.lost == 0 && scan.streams[0].packets.stray == 0)
        let said = [Int16](repeating: Self.level, count: 8000)
        let expected = said + [Int16](repeating: 0, count: 8000) + said
        #expect(try scan.wave("audio/stream-1.wav").channels == [expected])
        #expect(try scan.wave("audio/call-1.wav").channels == [expected])
    }

    @Test("the first two packets may come in the wrong order")
    func swapped() throws {
        var packets = Self.packets { _, _ in }
        for index in packets.indices {
            packets[index].payload = (0..<160).map { UInt8(truncatingIfNeeded: index * 7 + $0) | 0x80 }
        }
        packets.swapAt(0, 1)
        (packets[0].arrival, packets[1].arrival) = (packets[1].arrival, packets[1].arrival + 20_000_000)
        let scan = try ScannedCapture(TestCapture(packets), audio: .wav)
        let said = G711Model.muLaw.samples(packets.sorted { $0.sequence < $1.sequence }.flatMap(\.payload))
        #expect(scan.streams[0].packets.outOfOrder == 1 && scan.streams[0].packets.lost == 0)
        #expect(try scan.wave("audio/stream-1.wav").channels == [said])
        #expect(scan.streams[0].audio?.start == TestCapture.start - 20_000_000)
    }

    @Test("of packets with one timestamp the first is kept and the others are counted")
    func overlap() throws {
        let packets = Self.packets { index, packet in
            guard index == 60 || index == 61 else { return }
            packet.timestamp = 5000 + 59 * 160
            packet.payload = [UInt8](repeating: 0x10, count: 160)
        }
        let scan = try ScannedCapture(TestCapture(packets), audio: .wav)
        let wave = try scan.wave("audio/stream-1.wav").channels[0]
        #expect(scan.streams[0].audio?.overlappedPackets == 2)
        #expect(wave.count == 16_000)
        #expect(wave.indices.filter { wave[$0] != Self.level } == Array(60 * 160..<62 * 160))
    }

    @Test("payloads of any length are placed by the timestamp, whole")
    func lengths() throws {
        let lengths = [1, 3, 160, 159, 161, 7, 333, 160]
        var timestamp = 5000
        let packets = (0..<80).map { index in
            defer { timestamp += lengths[index % 8] }
            return SimulatedPacket(
                arrival: TestCapture.start + Int64(timestamp - 5000) * 125_000, sequence: index, timestamp: timestamp,
                payload: (0..<lengths[index % 8]).map { UInt8(truncatingIfNeeded: $0 + index) | 0x80 })
        }
        let scan = try ScannedCapture(TestCapture(packets), audio: .wav)
        let said = G711Model.muLaw.samples(packets.flatMap(\.payload))
        #expect(try scan.wave("audio/stream-1.wav").channels == [said])
    }

    @Test("packets without payload are silence")
    func emptyPayloads() throws {
        let scan = try ScannedCapture(
            TestCapture(Self.packets { if $0 % 10 == 5 { $1.payload = [] } }), audio: .wav)
        let wave = try scan.wave("audio/stream-1.wav").channels[0]
        #expect(wave.count == 16_000)
        #expect(wave.indices.filter { wave[$0] == 0 } == wave.indices.filter { $0 / 160 % 10 == 5 })
        #expect(scan.streams[0].packets.lost == 0)
        let none = try ScannedCapture(TestCapture(Self.packets { $1.payload = [] }), audio: .wav)
        #expect(none.streams.allSatisfy { $0.audio?.wav == nil && $0.audio?.reason != nil })
        #expect(none.files.allSatisfy { !$0.hasPrefix("audio/") })
    }
}
