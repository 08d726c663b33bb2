import Testing

@testable import IQOSCore

@Suite("When a stream is encrypted, packet by packet")
struct SealedSpansTests {
    private static func packet(_ arrival: Int64, _ type: UInt8, _ length: UInt16) -> PacketEvent {
        PacketEvent(arrival: arrival, sequenceNumber: 0, timestamp: 0, payloadType: type, payloadLength: length)
    }

    @Test("what payloads tell begins with the first packet of that length, whatever was agreed")
    func told() {
        let agreed = [SealedSpans.Turn(earliest: 5, isSealed: true)]
        var spans = SealedSpans(
            isSealed: false, told: [SealedSpans.Turn(earliest: 20, length: 170, isSealed: true)], agreed: agreed)
        #expect(spans.firstSealed == 20 && !spans.becomesClear && !spans.isEmpty)
        for (arrival, length, isSealed) in [(10, 160, false), (20, 160, false), (21, 170, true), (22, 160, true)] {
            spans.follow(Self.packet(Int64(arrival), 0, UInt16(length)))
            #expect(spans.isSealed(0, isSound: true) == isSealed && spans.isSealed(13, isSound: false) == isSealed)
            #expect(spans.isSealed(96, isSound: true) && !spans.isAgreedClear(0, isSound: true))
        }
        // Keys that are agreed and not used make nothing encrypted.
        #expect(SealedSpans(isSealed: false, agreed: agreed).firstSealed == nil)
        #expect(SealedSpans(isSealed: false, agreed: agreed, hasOthers: true).firstSealed == 5)
    }

    @Test("what was agreed to be clear is that once packets are no more as long as they were")
    func agreed() {
        let clear = SealedSpans.Turn(earliest: 20, isSealed: false, offered: 15)
        let start = SealedSpans(isSealed: true, agreed: [clear], hasOthers: true, isMainOther: true)
        for (lengths, expected) in [
            ([30, 30, 30, 20], [false, false, false, true]), ([30, 31, 32, 33], [false, false, true, true]),
            ([30, 20, 20, 20], [false, false, true, true]),
        ] {
            var spans = start
            for (place, length) in lengths.enumerated() {
                spans.follow(Self.packet([10, 16, 21, 22][place], 18, UInt16(length)))
                #expect(spans.isAgreedClear(18, isSound: true) == expected[place], "\(lengths) \(place)")
                #expect(spans.isSealed(18, isSound: true) != expected[place])
            }
        }
    }
}
