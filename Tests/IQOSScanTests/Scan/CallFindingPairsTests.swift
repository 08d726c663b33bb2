import Foundation
import IQOSCore
import TestSupport
import Testing

@testable import IQOSScan

/// For every finding of the sound, of a call or of the capture one that has it, and a near miss that has it not.
@Suite("Findings of sound, calls and captures, in whole captures")
struct CallFindingPairsTests {
    private static let voice = TestSound.speech(seconds: 30).noisy(8)
    private static let answer = TestSound.speech(seconds: 30, seed: 9, side: 1).noisy(8)

    /// A call of two sounds, the second of which changes.
    private static func sound(
        _ code: String, _ has: TestSound, nearMiss: TestSound, beside other: TestSound = answer
    ) -> FindingPair {
        let capture = { @Sendable (sound: TestSound) in
            TestCapture.call(other.packets(.muLaw), sound.packets(.muLaw)).pcap
        }
        return FindingPair(code, audio: .wav, has: { capture(has) }, nearMiss: { capture(nearMiss) })
    }

    private static let silence = TestSound.silence(seconds: 30).noisy(8)

    private static func paused(seconds: Int) -> TestSound {
        var samples = voice.samples
        for index in 80_000..<80_000 + seconds * 8000 { samples[index] = 0 }
        return TestSound(samples)
    }

    /// The tones of a 5 in a pause of the voice for 100 ms, and an event beside them.
    private static func pressed(event: UInt8) -> [UInt8] {
        var sound = paused(seconds: 2)
        for index in 88_000..<88_800 {
            let time = Double(index) / 8000
            sound.samples[index] = 5000 * sin(2 * .pi * 770 * time) + 5000 * sin(2 * .pi * 1336 * time)
        }
        var packets = sound.packets(.muLaw)
        for (place, packet) in packets[550..<555].enumerated().reversed() {
            let isLast = place == 4
            var press = packet
            press.type = 101
            press.timestamp = packets[550].timestamp
            press.payload = [event, isLast ? 0x8A : 0x0A] + WireBytes.bigEndian16((place + 1) * 160)
            packets.insert(press, at: 551 + place)
        }
        for index in packets.indices { packets[index].sequence = UInt16(100 + index) }
        return TestCapture.call(answer.packets(.muLaw), packets).pcap
    }

    private static let sounds: [FindingPair] = [
        sound("loud-noise", voice.noisy(12_000), nearMiss: voice.noisy(4000)),
        sound("clipped-speech", voice.scaled(12), nearMiss: voice.scaled(2)),
        sound("quiet-speech", voice.scaled(0.1), nearMiss: voice.scaled(0.4)),
        sound("hot-speech", voice.scaled(12), nearMiss: voice.scaled(2)),
        sound("dc-offset", voice.noisy(30).shifted(600), nearMiss: voice.noisy(30).shifted(100)),
        sound("hum", voice.humming(300, frequency: 50), nearMiss: voice.humming(300, frequency: 56)),
        sound("clicks", silence.clicking(8), nearMiss: silence.clicking(5)),
        sound("robotic-speech", voice.repeating(every: 15), nearMiss: voice.repeating(every: 200)),
        FindingPair("doubled-dtmf", audio: .wav, has: { pressed(event: 5) }, nearMiss: { pressed(event: 6) }),
        sound("one-way-speech", silence, nearMiss: answer, beside: voice),
        sound("dead-air", paused(seconds: 12), nearMiss: paused(seconds: 7), beside: paused(seconds: 12)),
        // A voice as quiet as the echo, and another one's.
        sound(
            "echo", silence.mixed(voice, from: 1600, gain: 0.15),
            nearMiss: silence.mixed(answer, from: 1600, gain: 0.15),
            beside: voice),
    ]

    private static func steady(
        _ count: Int = 1500, type: Int = 0, ptimeMs: Int = 20, startMs: Int64 = 0, sequence: Int = 100
    ) -> [SimulatedPacket] {
        SimulatedPacket.steady(
            count * 20 / ptimeMs, type: type, step: ptimeMs * 8, spacing: Int64(ptimeMs) * 1_000_000,
            start: TestCapture.start + startMs * 1_000_000, firstSequence: sequence, payloadBytes: ptimeMs * 8)
    }

    private static let directions: [FindingPair] = [
        FindingPair("one-way-media", has: { try oneWay(hasRTCP: true) }, nearMiss: { try oneWay(hasRTCP: false) }),
        FindingPair("wrong-destination", 4444, nearMiss: 4000) { port in
            var hosts = SignalledHosts()
            hosts.sentPort = port
            return hosts.capture()
        },
        FindingPair("fax", "200 OK", nearMiss: "488 Not Acceptable Here") { status in
            SignalledHosts().capture { capture in
                let path = TestCapture.Path(SignalledHosts.caller, SignalledHosts.callee, from: 5060, to: 5060)
                let answer = status == "200 OK" ? SignalledHosts.image(SignalledHosts.callee, 6000) : ""
                SignalledHosts.reinvite(
                    &capture, path, SignalledHosts.image(SignalledHosts.caller, 4000), answer, status: status, at: 5)
            }
        },
        FindingPair("late-media", 1001, nearMiss: 1000) { TestCapture.call(steady(), steady(startMs: Int64($0))) },
        FindingPair("early-end", 1399, nearMiss: 1400) { TestCapture.call(steady(), steady($0)) },
        FindingPair("codec-differs", 8, nearMiss: 0) { TestCapture.call(steady(), steady(type: $0)) },
        // Beside a stream that lasts, a short one of the same direction ends nothing.
        FindingPair("early-end", 1000, nearMiss: 1500) { length in
            var capture = TestCapture.call(steady(), steady(length))
            capture.append(steady(100, startMs: 4000, sequence: 9000), on: TestCapture.Path().reversed, ssrc: 3)
            capture.sort()
            return capture
        },
        FindingPair("ptime-differs", 30, nearMiss: 20) { TestCapture.call(steady(), steady(ptimeMs: $0)) },
        FindingPair("dscp-differs", 46, nearMiss: 34) { codePoint in
            var capture = TestCapture()
            capture.append(steady(), ssrc: 1) { _ in codePoint }
            capture.append(steady(), on: TestCapture.Path().reversed, ssrc: 2) { _ in 0 }
            capture.sort()
            return capture
        },
        // Four packets are 80 ms, three 60.
        FindingPair("handover-loss", 504, nearMiss: 503) { first in
            var capture = TestCapture.call(Array(steady()[..<500]), steady())
            capture.append(Array(steady()[first...]), on: TestCapture.Path(0x0A05_0005), ssrc: 1)
            capture.sort()
            return capture
        },
        // One after the other, and side by side.
        FindingPair("ssrc-restart", 29_600, nearMiss: 29_300) { start in
            var capture = TestCapture.call(steady(), steady(3000))
            capture.append(steady(startMs: Int64(start), sequence: 30_000), ssrc: 3)
            capture.sort()
            return capture
        },
        // A second call on the same ports, with the SSRC of the first or one of its own.
        FindingPair("successive-calls", 1, nearMiss: 9) { ssrc in
            SignalledHosts().capture { capture in
                let (path, first) = (
                    TestCapture.Path(SignalledHosts.caller, SignalledHosts.callee, from: 5060, to: 5060),
                    capture.frames.count
                )
                SignalledHosts.reinvite(
                    &capture, path, SignalledHosts.sdp(SignalledHosts.caller, 4000),
                    SignalledHosts.sdp(SignalledHosts.callee, 6000), at: 20, number: 1)
                for index in first..<capture.frames.count {
                    let callID = capture.frames[index].bytes.firstRange(of: Array("1@a.example".utf8))
                    if let callID { capture.frames[index].bytes[callID.lowerBound] += 1 }
                }
                SignalledHosts.media(
                    from: SignalledHosts.caller, 4000, to: SignalledHosts.callee, 6000, ssrc: ssrc, startS: 21, for: 10,
                    firstSequence: 9000, in: &capture)
            }
        },
    ]

    private static func oneWay(hasRTCP: Bool) throws -> [UInt8] {
        var plan = CallPlan()
        (plan.isOneWay, plan.hasRTCP) = (true, hasRTCP)
        return try plan.synthesized().file
    }

    private static let captures: [FindingPair] = [
        // Streams of five pairs of hosts lose the same second; or all of one host.
        FindingPair("capture-gaps", false, nearMiss: true) { isOneHost in
            var capture = TestCapture()
            for call in 0..<5 {
                let path = TestCapture.Path(
                    isOneHost ? 0x0A00_0001 : 0x0A00_0001 + call, 0x0A01_0001 + call, from: 4000 + call * 2)
                let packets = SimulatedPacket.steady(
                    1000, start: TestCapture.start + Int64(call) * 1_700_000, lost: Set(400..<420))
                capture.append(packets, on: path, ssrc: 1000 + call)
            }
            capture.sort()
            return capture
        },
        FindingPair("capture-drops", has: { dropped(1) }, nearMiss: { dropped(0) }),
        FindingPair("capture-unseen", true, nearMiss: false) { connection(isAcknowledged: $0) },
        FindingPair("capture-cut", 50, nearMiss: 54) { length in
            var capture = TestCapture.minute()
            for index in capture.frames.indices {
                capture.frames[index].bytes = Array(capture.frames[index].bytes.prefix(length))
            }
            return capture
        },
        FindingPair("time-reversals", 1, nearMiss: 0) { swaps in
            var capture = TestCapture.minute()
            for _ in 0..<swaps { capture.frames.swapAt(700, 701) }
            return capture
        },
    ]

    private static func dropped(_ frames: UInt64) -> [UInt8] {
        var file = PcapngFile()
        file.section()
        file.interface(resolution: 9)
        for frame in TestCapture.minute().frames { file.enhancedPacket(ticks: UInt64(frame.arrival), frame.bytes) }
        file.statistics(dropped: frames)
        return file.bytes
    }

    /// RTP over TCP (RFC 4571) without one segment, which the receiver has, or waits for until it comes again.
    private static func connection(isAcknowledged: Bool) -> TestCapture {
        let path = TestCapture.Path()
        let missing = 100
        var capture = TestCapture()
        func append(_ segment: Int, ms: Int) {
            let rtp = WireBytes.rtp(sequence: 100 + segment, timestamp: segment * 160)
            let bytes = WireBytes.bigEndian16(rtp.count) + rtp
            capture.append(
                connection: bytes, arrival: TestCapture.start + Int64(ms) * 1_000_000, on: path,
                sequence: 1 + segment * bytes.count)
        }
        let length = 2 + WireBytes.rtp(sequence: 100, timestamp: 0).count
        for segment in 0..<300 where segment != missing { append(segment, ms: segment * 20) }
        if !isAcknowledged { append(missing, ms: 3011) }
        for segment in stride(from: 5, to: 300, by: 5) {
            let isWaiting = !isAcknowledged && segment > missing && segment * 20 < 3011
            var header = WireBytes.tcp(path.destinationPort, path.sourcePort, sequence: 1, [])
            header.replaceSubrange(8..<12, with: WireBytes.bigEndian32(1 + (isWaiting ? missing : segment) * length))
            let packet = WireBytes.ipv4(path.destination, path.source, header, protocolNumber: 6)
            capture.append(
                frame: WireBytes.ethernet(packet), arrival: TestCapture.start + Int64(segment * 20 + 1) * 1_000_000)
        }
        capture.sort()
        return capture
    }

    static let pairs = sounds + directions + captures

    @Test("each is told, and a near miss is not", arguments: pairs)
    func told(pair: FindingPair) throws {
        try pair.check()
    }
}
