import TestSupport
import Testing

@testable import IQOSCore

@Suite("Evidence of sequence numbers")
struct SequenceEvidenceTests {
    private static func evidence(
        _ numbers: [Int], timestamps: ((Int) -> Int)? = nil, lengths: ((Int) -> Int)? = nil
    ) -> SequenceEvidence {
        var evidence = SequenceEvidence()
        for (index, number) in numbers.enumerated() {
            evidence.add(
                PacketEvent(
                    arrival: 0, sequenceNumber: UInt16(truncatingIfNeeded: number),
                    timestamp: UInt32(truncatingIfNeeded: timestamps?(index) ?? index * 160),
                    payloadLength: UInt16(lengths?(index) ?? 160)))
        }
        return evidence
    }

    @Test("three packets in order are RTP, two never are")
    func three() {
        #expect(Self.evidence([7, 8, 9]).isRTP())
        for count in 0...2 {
            for sensitivity in Sensitivity.allCases { #expect(!Self.evidence(Array(0..<count)).isRTP(sensitivity)) }
        }
    }

    @Test("wraps advance")
    func wrap() {
        let evidence = Self.evidence([65534, 65535, 0, 1])
        #expect(evidence.plusOne == 3 && evidence.isRTP())
    }

    @Test("steps are counted by the rule's limits")
    func limits() {
        let evidence = Self.evidence([1000, 1001, 1021, 1042, 1092, 1143, 1093, 1041])
        #expect(evidence.steps == 7 && evidence.plusOne == 1 && evidence.advancing == 2)
        // +1, +20, +21, +50 and -50 are near; +51 and -52 are not.
        #expect(evidence.near == 5)
    }

    @Test(
        "steps are those within each of two rows of numbers that come between each other",
        arguments: [120, 150, 20_000])
    func twoRows(apart: Int) {
        let numbers = (0..<60).map { $0 % 2 == 0 ? 100 + $0 / 2 : 100 + $0 / 2 + apart }
        let evidence = Self.evidence(numbers, timestamps: { numbers[$0] * 160 })
        #expect(evidence.steps == 59 && evidence.plusOne == 58 && evidence.isRTP())
        // Rows whose timestamps are not as far apart are of two counters.
        #expect(!Self.evidence(numbers, timestamps: { $0 * 160 }).isRTP())
        #expect(!Self.evidence(numbers, timestamps: { _ in 7 }).isRTP())
        // Three rows are none, nor is a row between numbers of any kind.
        #expect(!Self.evidence((0..<60).map { 100 + $0 / 3 + $0 % 3 * 5000 }).isRTP())
        #expect(!Self.evidence((0..<60).map { $0 % 2 == 0 ? 7 : $0 * 7919 % 65536 }).isRTP())
    }

    @Test("repeated packets make no step, other packets with the number do")
    func repeated() {
        let same = Self.evidence([5, 5, 5], timestamps: { _ in 9 })
        #expect(same.steps == 0 && same.packets == 3 && !same.isRTP())
        #expect(Self.evidence([5, 5, 5]).steps == 2)
        #expect(Self.evidence([5, 5, 5], timestamps: { _ in 9 }, lengths: { 100 + $0 }).steps == 2)
    }

    @Test("25 % of +1 are enough and so are 50 % of +1 to +20; less is not")
    func shares() {
        // Steps of +30 are near but do not advance.
        func evidence(plusOne: Int, plusTen: Int, others: Int, far: Int) -> SequenceEvidence {
            let steps = [1, 10, 30, 5000]
            let counts = [plusOne, plusTen, others, far]
            var number = 0
            return Self.evidence(
                [0]
                    + zip(steps, counts).flatMap { step, count in
                        (0..<count).map { _ in
                            number += step
                            return number
                        }
                    })
        }
        #expect(evidence(plusOne: 25, plusTen: 0, others: 75, far: 0).isRTP())
        #expect(!evidence(plusOne: 24, plusTen: 0, others: 76, far: 0).isRTP())
        #expect(evidence(plusOne: 0, plusTen: 50, others: 50, far: 0).isRTP())
        #expect(!evidence(plusOne: 0, plusTen: 49, others: 51, far: 0).isRTP())
        #expect(evidence(plusOne: 60, plusTen: 0, others: 0, far: 40).isRTP())
        #expect(!evidence(plusOne: 59, plusTen: 0, others: 0, far: 41).isRTP())
    }

    @Test("numbers that stand still are never RTP: DNS flags, NFS, counters elsewhere", arguments: [3, 10, 1000])
    func constant(count: Int) {
        for sensitivity in Sensitivity.allCases {
            #expect(!Self.evidence([Int](repeating: 0x8180, count: count)).isRTP(sensitivity))
        }
    }

    @Test("a length field is no sequence number where it is one in every packet")
    func lengthField() throws {
        func event(_ length: Int, number: Int) throws -> PacketEvent {
            let payload = WireBytes.rtp(
                sequence: number, timestamp: 7, payload: [UInt8](repeating: 0, count: length - 12))
            let flow = Flow(source: Address(ipv4: 1), destination: Address(ipv4: 2), sourcePort: 1, destinationPort: 2)
            let datagram = Datagram(
                flow: flow, payloadOffset: 0, capturedLength: length, payloadLength: length, ipLength: length + 28,
                dscp: 0, encapsulation: Encapsulation())
            let read = RTPHeader(in: payload.span.bytes, at: 0, capturedLength: length, length: length)
            let frame = FrameRef(
                arrival: 0, offset: 0, capturedLength: 0, originalLength: 0, number: 1, linkType: .raw, interface: 0)
            return PacketEvent(try #require(read), in: datagram, frame: frame, file: 0, bytes: payload.span.bytes)
        }
        var all = SequenceEvidence()
        for length in 20..<40 { all.add(try event(length, number: length)) }
        #expect(all.plusOne == 19 && !all.isRTP())
        var allButOne = all
        allButOne.add(try event(41, number: 40))
        #expect(allButOne.isRTP())
    }

    @Test("random numbers are not RTP", arguments: 0..<50)
    func random(seed: Int) {
        var random = SeededRandom(seed)
        #expect(!Self.evidence((0..<20).map { _ in random.below(65536) }).isRTP(.high))
    }

    @Test("low sensitivity asks for more packets in better order, high for less order")
    func sensitivity() {
        #expect(!Self.evidence([1, 2, 3, 4]).isRTP(.low) && Self.evidence([1, 2, 3, 4, 5]).isRTP(.low))
        let loose = [0, 1, 40, 80, 120, 160]
        #expect(!Self.evidence(loose).isRTP() && Self.evidence(loose).isRTP(.high))
    }
}
