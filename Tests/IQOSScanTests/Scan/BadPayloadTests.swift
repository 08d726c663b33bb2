import Foundation
import IQOSCore
import TestSupport
import Testing

@testable import IQOSScan

/// Payloads that their codec does not have: the sound keeps its length, the place is labelled, the reason is told.
@Suite("Payloads that cannot be")
struct BadPayloadTests {
    private static func packets(
        _ count: Int, type: Int, ticks: Int = 160, payload: (Int) -> [UInt8]
    ) -> [SimulatedPacket] {
        (0..<count).map { index in
            SimulatedPacket(
                arrival: TestCapture.start + Int64(index * ticks) * 125_000, sequence: index,
                timestamp: index * ticks, type: type, isMarker: index == 0, payload: payload(index))
        }
    }

    /// Start, end and text of each label but the first.
    private static func labels(_ scan: ScannedCapture, _ file: String) throws -> [String] {
        let text = String(decoding: try scan.bytes("audio/\(file).txt"), as: UTF8.self)
        return text.split(separator: "\n").dropFirst().map {
            $0.split(separator: "\t").joined(separator: " ")
        }
    }

    @Test("G.711 that goes on under the other law in mid-stream is decoded by both, and the change is marked")
    func codecChange() throws {
        let scan = try ScannedCapture(
            TestCapture(
                Self.packets(50, type: 0) { _ in [UInt8](repeating: 0x90, count: 160) }.enumerated().map {
                    index, packet in
                    var packet = packet
                    if index >= 20 { packet.type = 8 }
                    return packet
                }), audio: .wav)
        let sound = try scan.wave("audio/stream-1.wav").channels[0]
        let (mu, a) = (G711Model.muLaw.sample(0x90), G711Model.aLaw.sample(0x90))
        #expect(sound == [Int16](repeating: mu, count: 3200) + [Int16](repeating: a, count: 4800))
        #expect(try scan.wave("audio/call-1.wav").channels[0] == sound)
        #expect(try Self.labels(scan, "stream-1") == ["0.400000 0.400000 payload type 8"])
        #expect(scan.streams[0].payloadTypes.map(\.number) == [0, 8])
    }

    @Test("payloads of no length are silence of their length, marked as one run")
    func empty() throws {
        let scan = try ScannedCapture(
            TestCapture(
                Self.packets(50, type: 0) { (10..<13).contains($0) ? [] : [UInt8](repeating: 0x90, count: 160) }),
            audio: .wav)
        let sound = try scan.wave("audio/stream-1.wav").channels[0]
        #expect(sound.count == 8000 && sound.indices.filter { sound[$0] == 0 } == Array(1600..<2080))
        #expect(try Self.labels(scan, "stream-1") == ["0.200000 0.240000 3 empty"])
        #expect(try Self.labels(scan, "call-1") == ["0.200000 0.260000 3 empty, concealed"])
        let heard = try scan.wave("audio/call-1.wav").channels[0]
        #expect(heard.count == 8000 && heard[1600..<1680].allSatisfy { $0 != 0 })
        #expect(scan.streams[0].audio?.reason == "packets without a payload: 3")
    }

    @Test("of G.711 that the snap length cuts the beginning of each packet is heard, and the place is marked")
    func snapLength() throws {
        var capture = TestCapture(Self.packets(50, type: 0) { _ in [UInt8](repeating: 0x90, count: 160) })
        // Ethernet, IPv4, UDP and RTP have 54 bytes.
        for index in 20..<30 { capture.frames[index].bytes = Array(capture.frames[index].bytes.prefix(54 + 100)) }
        let scan = try ScannedCapture(capture, audio: .wav)
        let sound = try scan.wave("audio/stream-1.wav").channels[0]
        #expect(sound.count == 8000)
        #expect(sound.indices.filter { sound[$0] == 0 } == (3200..<4800).filter { $0 % 160 >= 100 })
        #expect(try Self.labels(scan, "stream-1") == ["0.400000 0.592500 10 cut by the snap length"])
        let labels = try Self.labels(scan, "call-1")
        #expect(labels.count == 10 && labels[0] == "0.412500 0.420000 1 cut by the snap length, concealed")
        #expect(try scan.wave("audio/call-1.wav").channels[0].allSatisfy { $0 != 0 })
        #expect(scan.streams[0].audio?.reason == "packets cut by the snap length: 10")
    }

    @Test(
        "sound under the wrong law is found, decoded by the right one as captured, and quiet noise as heard",
        arguments: [G711.muLaw, .aLaw])
    func wrongLaw(law: G711) throws {
        let spoken = TestSound.speech(seconds: 10)
        var packets = spoken.packets(law)
        for index in packets.indices { packets[index].type = law == .muLaw ? 8 : 0 }
        let scan = try ScannedCapture(TestCapture(packets), audio: .wav)
        let (model, wrong) = law == .muLaw ? (G711Model.muLaw, G711Model.aLaw) : (G711Model.aLaw, G711Model.muLaw)
        let codes = packets.flatMap(\.payload)
        #expect(try scan.wave("audio/stream-1.wav").channels == [model.samples(codes)])
        #expect(try scan.wave("audio/call-1.wav").channels == [wrong.samples(codes).map { $0 / 8 }])
        #expect(scan.streams[0].audio?.isOtherLaw == true)
        let finding = try #require(scan.streams[0].findings.first { $0.code == "law-mismatch" })
        #expect(finding.startS == 0 && abs((finding.endS ?? 0) - 9.98) < 0.03)
        #expect(scan.streams[0].audio?.reason?.contains("by the companding law that fits") == true)
        for file in ["stream-1", "call-1"] {
            #expect(try Self.labels(scan, file).contains { $0.contains("law-mismatch: ") }, "\(file)")
        }
    }

    @Test("sound under the wrong law is found without being decoded", arguments: [G711.muLaw, .aLaw])
    func wrongLawUnheard(law: G711) throws {
        var packets = TestSound.speech(seconds: 10).packets(law)
        #expect(try ScannedCapture(TestCapture(packets)).streams[0].findings.allSatisfy { $0.code != "law-mismatch" })
        for index in packets.indices { packets[index].type = law == .muLaw ? 8 : 0 }
        let findings = try ScannedCapture(TestCapture(packets)).streams[0].findings
        #expect(findings.contains { $0.code == "law-mismatch" })
    }

    @Test(
        "sound under the wrong law is found behind silence too, without being decoded and then in the sound",
        arguments: [G711.muLaw, .aLaw], [8, 100, 500])
    func wrongLawBehindSilence(law: G711, silentPackets: Int) throws {
        let idle = [UInt8](repeating: law.encode(0), count: 160)
        var packets = SimulatedPacket.steady(silentPackets)
        for index in packets.indices { packets[index].payload = idle }
        let last = packets[packets.count - 1]
        for var packet in TestSound.speech(seconds: 10).packets(law) {
            packet.arrival += Int64(silentPackets) * 20_000_000
            packet.sequence = last.sequence &+ 1 &+ UInt16(packets.count - silentPackets)
            packet.timestamp = last.timestamp &+ 160 &* UInt32(packets.count - silentPackets + 1)
            packet.isMarker = false
            packets.append(packet)
        }
        for index in packets.indices { packets[index].type = law == .muLaw ? 0 : 8 }
        let isRight = try ScannedCapture(TestCapture(packets)).streams[0].findings.allSatisfy {
            $0.code != "law-mismatch"
        }
        #expect(isRight)
        for index in packets.indices { packets[index].type = law == .muLaw ? 8 : 0 }
        let unheard = try ScannedCapture(TestCapture(packets)).streams[0]
        #expect(unheard.findings.contains { $0.code == "law-mismatch" })
        let heard = try ScannedCapture(TestCapture(packets), audio: .wav).streams[0]
        #expect(heard.audio?.reason?.contains("by the companding law that fits") == true)
    }

    @Test("L16 and L24 with half a sample too many keep their whole samples and say so", arguments: [2, 3])
    func halfSample(bytes: Int) throws {
        var capture = TestCapture()
        capture.announce("L\(8 * bytes)/8000")
        capture.append(
            Self.packets(50, type: 97) { [UInt8](repeating: 7, count: 160 * bytes + ($0 == 25 ? bytes - 1 : 0)) })
        let scan = try ScannedCapture(capture, audio: .wav)
        #expect(try scan.wave("audio/stream-1.wav").channels[0] == [Int16](repeating: 0x0707, count: 8000))
        #expect(try Self.labels(scan, "stream-1") == ["0.500000 0.520000 1 not decodable"])
        #expect(
            scan.streams[0].audio?.reason == "payloads with a length or content that their codec has not: 1")
    }

    @Test(
        "frames of lengths that the codec has not are silence in their place",
        .enabled(if: FFmpeg.isThere, "libavcodec is needed"),
        arguments: [(3, 33, 34, 160), (18, 20, 13, 160), (4, 24, 23, 240)])
    func lengths(type: Int, usual: Int, bad: Int, ticks: Int) throws {
        // The first byte is right for each of the three codecs: 0xD_ for GSM, two low bits 0 for 6.3 kbit/s.
        let frames = { (length: Int) in [0xD0] + [UInt8](repeating: 0x24, count: length - 1) }
        let scan = try ScannedCapture(
            TestCapture(Self.packets(50, type: type, ticks: ticks) { frames((20..<22).contains($0) ? bad : usual) }),
            audio: .wav)
        let sound = try scan.wave("audio/stream-1.wav").channels[0]
        #expect(sound.count == 50 * ticks)
        #expect(scan.streams[0].audio?.reason?.hasSuffix("that their codec has not: 2") == true)
        let labels = try Self.labels(scan, "stream-1")
        #expect(labels.count == 1 && labels[0].hasSuffix("2 not decodable"))
        // Where a whole frame stands before what is none, it is heard, and each such packet is marked.
        let heard = try Self.labels(scan, "call-1")
        if type == 4 {
            #expect(heard.count == 1 && heard[0].hasSuffix("2 not decodable, concealed"))
        } else {
            #expect(heard.count == 2 && heard.allSatisfy { $0.hasSuffix("1 not decodable") })
        }
        #expect(labels[0].prefix { $0 != " " }.description == "0.\(4 * ticks / 160)00000")
    }

    @Test(
        "frames of GSM without their signature are no pauses, and a gap like a loss where they were heard",
        .enabled(if: FFmpeg.isThere, "libavcodec is needed"))
    func unsigned() throws {
        let scan = try ScannedCapture(
            TestCapture(
                Self.packets(50, type: 3) {
                    [(20..<22).contains($0) ? 0xC0 : 0xD0] + [UInt8](repeating: 0x24, count: 32)
                }
            ), audio: .wav)
        #expect(scan.streams[0].audio?.reason == "payloads with a length or content that their codec has not: 2")
        #expect(try Self.labels(scan, "call-1") == ["0.400000 0.440000 2 not decodable, concealed"])
    }

    @Test("a clock that changes with the payload type, whichever of the two counts the step, moves no sound")
    func clockChange() throws {
        for countsInNew in [false, true] {
            var capture = TestCapture()
            capture.announce("L16/16000")
            var timestamp = 0
            capture.append(
                (0..<150).map { index in
                    let (isWide, wasWide) = (index / 10 % 2 == 1, max(0, index - 1) / 10 % 2 == 1)
                    if index > 0 { timestamp += (countsInNew ? isWide : wasWide) ? 320 : 160 }
                    return SimulatedPacket(
                        arrival: TestCapture.start + Int64(index) * 20_000_000, sequence: index, timestamp: timestamp,
                        type: isWide ? 97 : 0, isMarker: index == 0,
                        payload: isWide
                            ? [UInt8](repeating: 7, count: 640) : [UInt8](repeating: 0x90, count: 160))
                })
            let scan = try ScannedCapture(capture, audio: .wav)
            let sound = try scan.wave("audio/stream-1.wav").channels[0]
            #expect(scan.streams[0].audio?.sampleRateHz == 16_000 && sound.count == 150 * 320)
            #expect(scan.streams[0].audio?.overlappedPackets == 0)
            #expect((0..<150).allSatisfy { $0 / 10 % 2 == 0 || sound[$0 * 320 + 319] == 0x0707 })
        }
    }

    @Test(
        "a description of noise in two bytes is a pause with noise of its level, in what was heard alone",
        .enabled(if: FFmpeg.isThere, "libavcodec is needed"), arguments: [12, 20])
    func noise(index: Int) throws {
        // The gain has 2 dB a step from 16 dB on, of a residual at half the scale of samples (G.729 annex B.4.2).
        let level = 2 * pow(10, Double(2 * index + 4) / 20)
        var packets = Self.packets(20, type: 18) { _ in [UInt8](repeating: 0x24, count: 20) }
        packets.append(
            SimulatedPacket(
                arrival: TestCapture.start + 400_000_000, sequence: 20, timestamp: 3200, type: 18,
                payload: [0x11, UInt8(index << 1)]))
        packets += (0..<20).map { number in
            SimulatedPacket(
                arrival: TestCapture.start + 1_400_000_000 + Int64(number) * 20_000_000, sequence: 21 + number,
                timestamp: 11_200 + number * 160, type: 18, isMarker: number == 0,
                payload: [UInt8](repeating: 0x24, count: 20))
        }
        let scan = try ScannedCapture(TestCapture(packets), audio: .wav)
        #expect(scan.streams[0].packets.lost == 0 && scan.streams[0].packets.late == 0)
        let evidence = try scan.wave("audio/stream-1.wav").channels[0]
        // The 5 ms by which the codec is late lie before the call's start.
        let heard = [Int16](repeating: 0, count: 40) + (try scan.wave("audio/call-1.wav").channels[0])
        #expect(evidence.count == 14_400 && heard.count == 14_400)
        #expect(evidence[3200..<11_200].allSatisfy { $0 == 0 })
        #expect(evidence[40..<3200] == heard[40..<3200] && evidence[11_200...] == heard[11_200...])
        let power = heard[3200..<11_200].reduce(0) { $0 + Double($1) * Double($1) } / 8000
        #expect(abs(power.squareRoot() / level - 1) < 0.1)
        #expect(try Self.labels(scan, "call-1") == ["0.395000 1.395000 comfort noise"])
        #expect(scan.streams[0].audio?.reason?.hasSuffix("noise where it was heard: 1") == true)
    }
}
