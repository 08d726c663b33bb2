import IQOSCore
import TestSupport
import Testing

@testable import IQOSScan

/// Findings of whole captures, made by iqos-call or of sounds with a known flaw, and of clean ones, which have none.
@Suite("Findings of captures")
struct FindingCaptureTests {
    private static func codes(_ scanned: ScannedCapture) -> Set<String> {
        Set(
            scanned.streams.flatMap(\.findings).map(\.code) + scanned.calls.flatMap(\.findings).map(\.code)
                + scanned.result.head.capture.findings.map(\.code))
    }

    private static func codes(
        audio: AudioFormats = [], _ change: (inout CallPlan) -> Void
    ) throws -> Set<String> {
        var plan = CallPlan()
        plan.durationMs = 30_000
        change(&plan)
        return codes(try ScannedCapture(plan.synthesized().file, audio: audio))
    }

    @Test("clean calls have none", arguments: 0..<10)
    func clean(kind: Int) throws {
        let found = try Self.codes(audio: .wav) { plan in
            plan.seed = UInt64(kind) + 1
            plan.ptimeMs = [20, 30, 10, 60][kind % 4]
            plan.law = kind % 2 == 0 ? .muLaw : .aLaw
            plan.hasRTCP = kind % 3 == 0
            plan.hasSIP = kind % 4 == 1
            plan.calls = kind == 5 ? 3 : 1
            for side in 0...1 {
                plan.directions[side].jitterMs = [0, 2, 0.5][kind % 3]
                plan.directions[side].suppressesSilence = kind == 6 || kind == 7
                plan.directions[side].sendsComfortNoise = kind == 7
                plan.directions[side].dtmf = kind == 8 ? "12#" : ""
                plan.directions[side].driftPpm = kind == 9 ? 60 : 0
            }
        }
        #expect(found.isEmpty)
    }

    @Test("losses at random and in bursts are told apart")
    func loss() throws {
        let random = try Self.codes { $0.directions[0].loss = .random(percent: 3) }
        #expect(random.contains("random-loss") && !random.contains("burst-loss") && !random.contains("periodic-loss"))
        let burst = try Self.codes { $0.directions[0].loss = .gilbertElliott(.init(enterBad: 1, leaveBad: 20)) }
        #expect(burst.contains("burst-loss") && !burst.contains("random-loss"))
    }

    @Test("a buffer that is too small is told with one that is large enough")
    func buffer() throws {
        let plan = { (plan: inout CallPlan) in plan.directions[0].jitterMs = 25 }
        #expect(try Self.codes(plan).isSuperset(of: ["late-packets", "jitter-buffer-too-small"]))
        let little = try Self.codes { $0.directions[0].jitterMs = 5 }
        #expect(little.isDisjoint(with: ["late-packets", "jitter-buffer-too-small"]))
    }

    @Test("one direction alone with RTCP from the other side, copies and disorder are told")
    func others() throws {
        let oneWay = try Self.codes {
            $0.isOneWay = true
            $0.hasRTCP = true
        }
        #expect(oneWay.contains("one-way-media"))
        let alone = try Self.codes { $0.isOneWay = true }
        #expect(!alone.contains("one-way-media"))
        #expect(try Self.codes { $0.isMirrorDoubled = true } == ["mirror-duplicates"])
        #expect(try Self.codes { $0.directions[0].duplicatePercent = 5 }.contains("network-duplicates"))
        #expect(try Self.codes { $0.directions[0].reorderPercent = 5 }.contains("reordering"))
    }

    /// A call of two sounds; `nil` leaves a direction out.
    private static func call(
        _ forward: TestSound, _ backward: TestSound?, law: G711 = .muLaw, type: Int? = nil
    ) throws -> ScannedCapture {
        var capture = TestCapture(forward.packets(law, type: type), ssrc: 1)
        if let backward { capture.append(backward.packets(.muLaw), on: TestCapture.Path().reversed, ssrc: 2) }
        capture.sort()
        return try ScannedCapture(capture, audio: .wav)
    }

    private static let voice = TestSound.speech(seconds: 30).noisy(8)
    private static let answer = TestSound.speech(seconds: 30, seed: 9, side: 1).noisy(8)

    @Test("two voices have none")
    func voices() throws {
        #expect(Self.codes(try Self.call(Self.voice, Self.answer)) == [])
    }

    @Test("flaws of the sound are told, each alone")
    func sound() throws {
        let (voice, answer) = (Self.voice, Self.answer)
        #expect(Self.codes(try Self.call(voice.scaled(0.1), answer)) == ["quiet-speech"])
        #expect(Self.codes(try Self.call(voice.scaled(12), answer)).isSuperset(of: ["clipped-speech", "hot-speech"]))
        #expect(Self.codes(try Self.call(voice.noisy(30).shifted(600), answer)) == ["dc-offset"])
        #expect(Self.codes(try Self.call(voice.humming(300, frequency: 50), answer)) == ["hum"])
        #expect(Self.codes(try Self.call(voice, answer, law: .aLaw, type: 0)).contains("law-mismatch"))
    }

    @Test("an echo, a silent direction and dead air are told of the call")
    func conversation() throws {
        let silent = TestSound.silence(seconds: 30).noisy(8)
        let echo = silent.mixed(Self.voice, from: 1600, gain: 0.15)
        #expect(Self.codes(try Self.call(Self.voice, echo)).contains("echo"))
        #expect(Self.codes(try Self.call(Self.voice, silent)).contains("one-way-speech"))
        let pause = TestSound(Array(Self.voice.samples.prefix(8000 * 8)) + [Double](repeating: 0, count: 8000 * 22))
        #expect(Self.codes(try Self.call(pause, pause.scaled(0.9))).contains("dead-air"))
    }

    @Test("the far end's reports say where packets were lost, and how long the way is")
    func reported() throws {
        var plan = CallPlan()
        plan.durationMs = 60_000
        plan.hasRTCP = true
        plan.directions[0].delayMs = 30
        plan.directions[1].delayMs = 20
        plan.directions[0].loss = .random(percent: 5)
        let scanned = try ScannedCapture(plan.synthesized().file)
        for stream in scanned.streams {
            let rtcp = try #require(stream.rtcp)
            // Each delay is from its sender to the capture point, and there again for the other direction's way.
            #expect(abs((rtcp.rttMs?.p50 ?? 0) - 100) < 0.1)
            #expect(rtcp.lossPlace?.lostAfterCapture == 0 && rtcp.lossPlace?.notCaptured == 0)
            #expect(abs((stream.quality.oneWayDelayMs ?? 0) - (50 + 20 + 3.75 + 60 + 5)) < 0.1)
        }
        #expect(Self.codes(scanned).contains("loss-before-capture"))
        // A capture that misses what the receiver has: the loss is its own.
        #expect(!Self.codes(scanned).contains("loss-in-capture"))
    }
}
