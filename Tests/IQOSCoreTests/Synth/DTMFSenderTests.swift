import Testing

@testable import IQOSCore

@Suite("Telephone events (RFC 4733)")
struct DTMFSenderTests {
    private func packets(keys: String, ptimeMs: Int, silent: Bool = false) -> [SentPacket] {
        var plan = CallPlan()
        plan.ptimeMs = ptimeMs
        plan.directions[0].dtmf = keys
        plan.directions[0].dtmfStartMs = 500
        plan.directions[0].suppressesSilence = silent
        var identity = SeededGenerator(seed: 1, purpose: .identity)
        let track = [Int16](repeating: silent ? 0 : 3000, count: 8000 * 5)
        return RTPSender(track: track, plan: plan, direction: plan.directions[0], call: 0, identity: &identity).packets
    }

    private func events(_ packets: [SentPacket]) -> [(packet: SentPacket, event: TelephoneEvent)] {
        packets.compactMap { packet in
            if case .event(let event) = packet.content { (packet, event) } else { nil }
        }
    }

    @Test("codes are those of table 7")
    func codes() {
        let codes = "0123456789*#ABCD".map { DTMFSender.code(of: $0) }
        #expect(codes == (0...15).map { UInt8($0) })
        #expect(DTMFSender.code(of: "a") == nil)
        #expect(DTMFSender.code(of: "٣") == nil)
    }

    @Test("the packets of a key keep every rule", arguments: [10, 20, 30, 60], [false, true])
    func rules(ptimeMs: Int, silent: Bool) {
        let sent = packets(keys: "7*D", ptimeMs: ptimeMs, silent: silent)
        let keys = Dictionary(grouping: events(sent), by: \.packet.timestamp).sorted { $0.key < $1.key }.map(\.value)
        #expect(keys.map { $0[0].event.code } == [7, 10, 15])
        for key in keys {
            #expect(key.map(\.packet.isMarker) == [true] + [Bool](repeating: false, count: key.count - 1))
            #expect(key.map(\.event.isEnd).suffix(3) == [true, true, true])
            #expect(key.count { $0.event.isEnd } == 3)
            let growing = key.dropLast(2).map(\.event.duration)
            #expect(zip(growing, growing.dropFirst()).allSatisfy { $0 < $1 })
            #expect(growing.first == UInt16(ptimeMs * 8))
            #expect(Set(key.suffix(3).map(\.event.duration)).count == 1)
            #expect(key.allSatisfy { $0.packet.payloadType == 101 })
        }
    }

    @Test("events share the sequence numbers of the sound and its time line")
    func sharedSequence() {
        let sent = packets(keys: "12", ptimeMs: 20)
        #expect(zip(sent, sent.dropFirst()).allSatisfy { $1.sequence == $0.sequence + 1 })
        let start = sent[0].timestamp
        for packet in sent where packet.isAudio {
            #expect(packet.timestamp &- start == UInt32(packet.sendTick))
        }
        // Half a second is 25 packets: the first event stands where the 26th packet of sound would.
        #expect(events(sent).first?.packet.timestamp == start &+ 25 * 160)
    }

    // Event 7, end bit, volume 10, duration 800 (0x0320).
    @Test("the payload has its fields in place")
    func payload() {
        #expect(TelephoneEvent(code: 7, isEnd: true, duration: 800).payload == [7, 0x8A, 0x03, 0x20])
        #expect(TelephoneEvent(code: 11, isEnd: false, duration: 160).payload == [11, 0x0A, 0x00, 0xA0])
    }

    @Test("a key that would not end within the call is not pressed")
    func tooLate() {
        let sender = DTMFSender(digits: "123", startMs: 4500, ptimeMs: 20, slots: 250)
        #expect(sender.keys.map(\.digit) == ["1", "2"])
    }
}
