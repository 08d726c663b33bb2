import Foundation
import TestSupport
import Testing

@testable import IQOSCore

@Suite("Emulated captures")
struct CallSynthesizerTests {
    /// A plan by name, so that a failing case can be read.
    struct Case: CustomTestStringConvertible, Sendable {
        var testDescription: String
        var plan: CallPlan

        init(_ name: String, _ change: (inout CallPlan) -> Void) {
            testDescription = name
            plan = CallPlan()
            plan.durationMs = 3000
            change(&plan)
        }
    }

    static func both(_ plan: inout CallPlan, _ change: (inout DirectionPlan) -> Void) {
        for side in 0...1 { change(&plan.directions[side]) }
    }

    static let cases = [
        Case("clean") { _ in },
        Case("SIP, RTCP, IPv6, pcapng") {
            $0.hasSIP = true
            $0.hasRTCP = true
            $0.isIPv6 = true
            $0.format = .pcapng
        },
        Case("random loss across the wrap") {
            both(&$0) {
                $0.loss = .random(percent: 8)
                $0.sequenceStart = 65480
                $0.timestampStart = 4_294_960_000
            }
        },
        Case("bursts, jitter, reordering, duplicates") {
            both(&$0) {
                $0.loss = .gilbertElliott(.init(enterBad: 3, leaveBad: 30))
                $0.jitterMs = 15
                $0.reorderPercent = 4
                $0.duplicatePercent = 4
            }
            $0.format = .pcapNanoseconds
        },
        Case("mirror, VLAN, background, three calls") {
            $0.isMirrorDoubled = true
            $0.vlan = 42
            $0.backgroundPerSecond = 20
            $0.calls = 3
            $0.law = .aLaw
        },
        Case("silence suppression, keys, drift") {
            both(&$0) {
                $0.suppressesSilence = true
                $0.sendsComfortNoise = true
                $0.dtmf = "42#"
                $0.driftPpm = 250
                $0.loss = .random(percent: 5)
            }
            $0.ptimeMs = 30
        },
    ]

    private func make(_ plan: CallPlan) -> (file: [UInt8], truth: CaptureTruth) {
        let made = CallSynthesizer.capture(plan) {
            Conversation.tracks(seed: plan.seed, call: $0, samples: plan.samplesPerSide)
        }
        var file: [UInt8] = []
        plan.format.write(made.frames) { file += $0 }
        return (file, made.truth)
    }

    @Test("the same plan gives the same bytes and another seed gives others", arguments: cases)
    func determinism(_ item: Case) {
        let first = make(item.plan)
        let second = make(item.plan)
        #expect(first.file == second.file)
        #expect(first.truth.text(captureName: "a") == second.truth.text(captureName: "a"))
        var other = item.plan
        other.seed += 1
        #expect(make(other).file != first.file)
    }

    @Test("every frame is in order of time and has right checksums", arguments: cases)
    func frames(_ item: Case) {
        let frames = WireFrame.all(inCapture: make(item.plan).file)
        #expect(zip(frames, frames.dropFirst()).allSatisfy { $0.arrival <= $1.arrival })
        #expect(frames.allSatisfy { $0.vlan == item.plan.vlan.map { Int($0) } })
        // ARP has neither ports nor sums.
        #expect(frames.allSatisfy { $0.source.isEmpty || ($0.isHeaderSumRight && $0.isUDPSumRight) })
    }

    @Test("the truth is what a plain reading of the file finds", arguments: cases)
    func truth(_ item: Case) throws {
        let (file, truth) = make(item.plan)
        let frames = WireFrame.all(inCapture: file)
        #expect(truth.frames == frames.count)
        let text = Data(truth.text(captureName: "call.pcap").utf8)
        let root = try #require(try JSONSerialization.jsonObject(with: text) as? [String: Any])
        let told = try #require(root["streams"] as? [[String: Any]])
        #expect(told.count == truth.streams.count)
        for (stream, told) in zip(truth.streams, told) {
            let found = frames.filter {
                $0.sourcePort == Int(stream.source.port) && WireRTP($0.payload)?.ssrc == stream.sender.ssrc
            }
            let counts = try #require(told["packets"] as? [String: Int])
            let first = try #require(told["first_sequence"] as? Int)
            // A call of three seconds is far shorter than half a wrap.
            let extended = found.compactMap { WireRTP($0.payload) }
                .map { first + Int(Int16(truncatingIfNeeded: $0.sequence - first)) }
            let unique = Set(extended)
            let expected = try #require(unique.max()) - (try #require(unique.min())) + 1
            #expect(counts["captured"] == found.count)
            #expect(counts["unique"] == unique.count)
            #expect(counts["duplicates"] == found.count - unique.count)
            #expect(counts["expected"] == expected)
            #expect(counts["lost_visible"] == expected - unique.count)
            #expect(counts["lost_sent"] == stream.sender.packets.count - unique.count)
            #expect(told["first_frame"] as? Int == found.first?.number)
            #expect(told["last_frame"] as? Int == found.last?.number)
            #expect(told["first_packet_ns"] as? Int == found.first?.arrival)
            #expect(told["last_packet_ns"] as? Int == found.last?.arrival)
        }
        let ssrcs = Set(frames.compactMap { $0.sourcePort == 53 ? nil : WireRTP($0.payload)?.ssrc })
        #expect(ssrcs.isSuperset(of: truth.streams.map(\.sender.ssrc)))
    }

    @Test("a decoded stream is the track that was said")
    func sound() {
        let plan = CallPlan()
        let tracks = Conversation.tracks(seed: 1, call: 0, samples: plan.samplesPerSide)
        let frames = WireFrame.all(inCapture: make(plan).file)
        for side in 0...1 {
            let payload = frames.filter { $0.sourcePort == [16384, 20000][side] }.flatMap {
                WireRTP($0.payload)?.payload ?? []
            }
            #expect(payload == tracks[side].map { G711.muLaw.encode($0) })
        }
    }

    @Test("one-way calls have one stream, and no RTP means none")
    func directions() {
        var plan = CallPlan()
        plan.isOneWay = true
        plan.hasRTCP = true
        #expect(make(plan).truth.streams.count == 1)
        plan.hasRTP = false
        plan.hasRTCP = false
        plan.hasSIP = true
        let silent = make(plan)
        #expect(silent.truth.streams.isEmpty)
        #expect(WireFrame.all(inCapture: silent.file).count == 7)
    }

    @Test("every frame of a doubling mirror port comes twice")
    func mirror() {
        var plan = CallPlan()
        let once = make(plan).truth.frames
        plan.isMirrorDoubled = true
        #expect(make(plan).truth.frames == 2 * once)
    }

    @Test("drift stretches the send times and nothing else", arguments: [-200.0, 80])
    func drift(ppm: Double) {
        var plan = CallPlan()
        plan.durationMs = 60_000
        plan.directions[0].driftPpm = ppm
        plan.format = .pcapNanoseconds
        let arrivals = WireFrame.all(inCapture: make(plan).file).filter { $0.sourcePort == 16384 }.map(\.arrival)
        let elapsed = Double(arrivals[arrivals.count - 1] - arrivals[0]) / 1e9
        // 2999 packet times of the sender's clock.
        let media = 2999 * 0.02
        #expect(abs((media / elapsed - 1) * 1e6 - ppm) < 0.1)
    }
}
