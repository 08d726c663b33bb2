import Testing

@testable import IQOSCore

@Suite("RTP sender (RFC 3550, 3551)")
struct RTPSenderTests {
    /// One second of sound, one of silence, one of sound.
    private let track =
        [Int16](repeating: 4000, count: 8000) + [Int16](repeating: 0, count: 8000)
        + [Int16](repeating: 4000, count: 8000)

    private func sender(_ change: (inout DirectionPlan) -> Void) -> RTPSender {
        var plan = CallPlan()
        change(&plan.directions[0])
        var identity = SeededGenerator(seed: 1, purpose: .identity)
        return RTPSender(track: track, plan: plan, direction: plan.directions[0], call: 0, identity: &identity)
    }

    @Test("without suppression every slot is sent, and only the first has the marker")
    func continuous() {
        let packets = sender { _ in }.packets
        #expect(packets.count == 150)
        #expect(packets.map(\.isMarker) == [true] + [Bool](repeating: false, count: 149))
    }

    @Test("suppressed silence leaves no hole in the sequence and moves the time on")
    func suppression() {
        let packets = sender { $0.suppressesSilence = true }.packets
        // Sound, 200 ms that follow it, then 800 ms of nothing.
        #expect(packets.count == 50 + 10 + 50)
        #expect(packets.indices.filter { packets[$0].isMarker } == [0, 60])
        #expect(packets[60].sequence == packets[59].sequence + 1)
        #expect(packets[60].timestamp &- packets[59].timestamp == 41 * 160)
    }

    @Test("comfort noise opens the silence with one octet and no marker")
    func comfortNoise() {
        let packets = sender {
            $0.suppressesSilence = true
            $0.sendsComfortNoise = true
        }.packets
        let noise = packets.filter { $0.payloadType == 13 }
        #expect(noise.count == 1)
        #expect(noise[0].sequence == packets[0].sequence + 60)
        #expect(!noise[0].isMarker)
        #expect(noise[0].payloadOctets == 1)
        #expect(packets[61].isMarker)
    }

    @Test("numbers wrap where sixteen and thirty-two bits end")
    func wraps() {
        let sender = sender {
            $0.sequenceStart = 65535
            $0.timestampStart = .max
            $0.ssrc = 0x1122_3344
        }
        let headers = sender.packets.prefix(2).map {
            Array($0.bytes(ssrc: sender.ssrc, track: track, law: .aLaw).prefix(12))
        }
        #expect(headers[0] == [0x80, 0x80, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x11, 0x22, 0x33, 0x44])
        #expect(headers[1] == [0x80, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x9F, 0x11, 0x22, 0x33, 0x44])
    }
}
