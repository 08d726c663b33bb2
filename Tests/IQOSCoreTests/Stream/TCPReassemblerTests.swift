import TestSupport
import Testing

@testable import IQOSCore

@Suite("RTP over TCP")
struct TCPReassemblerTests {
    private static let packets = (0..<20).map { number in
        WireBytes.rtp(
            sequence: 100 + number, timestamp: 160 * number,
            payload: [UInt8](repeating: UInt8(number), count: 100 + number))
    }

    private static func framed(_ framing: StreamFraming) -> [UInt8] {
        packets.flatMap { packet -> [UInt8] in
            switch framing {
            case .rfc4571: WireBytes.bigEndian16(packet.count) + packet
            case .rtspInterleaved, .rtspInBase64: [0x24, 0] + WireBytes.bigEndian16(packet.count) + packet
            case .turn:
                [0x40, 0] + WireBytes.bigEndian16(packet.count) + packet
                    + [UInt8](repeating: 0, count: (4 - packet.count % 4) % 4)
            case .sip, .skinny, .h323: []
            }
        }
    }

    /// Of the segment that was captured `ms` after the beginning.
    private static func place(ms: Int64 = 0) -> CapturePlace {
        CapturePlace(
            FrameRef(
                arrival: ms * 1_000_000, offset: 0, capturedLength: 0, originalLength: 0, number: 1,
                linkType: .ethernet, interface: 0), file: 0)
    }

    private static func segment(
        _ range: Range<Int>, sequence: UInt32 = 1000, from port: Int = 5000, isSyn: Bool = false
    ) -> TCPSegment {
        TCPSegment(
            flow: Flow(
                source: Address(ipv4: 1), destination: Address(ipv4: 2), sourcePort: UInt16(port),
                destinationPort: 6000),
            sequenceNumber: sequence &+ UInt32(range.lowerBound), acknowledged: nil, isSyn: isSyn, isFinOrReset: false,
            payloadOffset: range.lowerBound, capturedLength: range.count, payloadLength: range.count,
            ipLength: 40 + range.count, dscp: 0, encapsulation: Encapsulation())
    }

    private static func pieces(of count: Int, size: Int) -> [Range<Int>] {
        stride(from: 0, to: count, by: size).map { $0..<min($0 + size, count) }
    }

    private static func found(_ stream: [UInt8], _ ranges: [Range<Int>], sequence: UInt32 = 1000) -> [[UInt8]] {
        var reassembler = TCPReassembler()
        return ranges.flatMap { range in
            reassembler.add(segment(range, sequence: sequence), in: stream.span.bytes, at: Self.place()).map(\.bytes)
        }
    }

    @Test(
        "segments of any size give the packets, also across the wrap of sequence numbers",
        arguments: [StreamFraming.rfc4571, .rtspInterleaved, .turn], [40, 113, 500, 1460])
    func sizes(framing: StreamFraming, size: Int) {
        let stream = Self.framed(framing)
        let found = Self.found(stream, Self.pieces(of: stream.count, size: size), sequence: .max - 700)
        #expect(found == Self.packets)
    }

    @Test(
        "a length that lies takes no more than a few packets with it, and none their times",
        arguments: [[0xFF, 0xFF], [0x7F, 0x00], [0x10, 0x00]] as [[UInt8]], [172, 60])
    func lyingLength(length: [UInt8], size: Int) {
        let packets = (0..<300).map {
            WireBytes.rtp(
                sequence: 100 + $0, timestamp: 160 * $0, payload: [UInt8](repeating: UInt8($0 & 255), count: 158))
        }
        var stream = packets.flatMap { WireBytes.bigEndian16($0.count) + $0 }
        let place = 100 * 172
        stream[place] = length[0]
        stream[place + 1] = length[1]
        var reassembler = TCPReassembler()
        var found: [(bytes: [UInt8], arrival: Int64)] = []
        for range in Self.pieces(of: stream.count, size: size) {
            let at = Self.place(ms: Int64(range.lowerBound))
            found += reassembler.add(Self.segment(range), in: stream.span.bytes, at: at)
                .map { ($0.bytes, $0.place.arrival / 1_000_000) }
        }
        // The packet whose length it was is lost, and nothing else.
        #expect(found.map(\.bytes) == packets.enumerated().filter { $0.offset != 100 }.map(\.element))
        #expect(reassembler.gaps == 1)
        let times = (0..<300).filter { $0 != 100 }.map { Int64(($0 * 172 + 171) / size * size) }
        #expect(found.map(\.arrival) == times)
    }

    @Test("a long frame that is whole is one, and one that is open at the end is counted")
    func longFrames() {
        let packets = (0..<12).map {
            WireBytes.rtp(
                sequence: 100 + $0, timestamp: 9000 * $0,
                payload: [UInt8](repeating: UInt8($0), count: $0 < 6 ? 160 : 20_000))
        }
        let stream = packets.flatMap { WireBytes.bigEndian16($0.count) + $0 }
        #expect(Self.found(stream, Self.pieces(of: stream.count, size: 1460)) == packets)
        var reassembler = TCPReassembler()
        for range in Self.pieces(of: stream.count - 5000, size: 1460) {
            _ = reassembler.add(Self.segment(range), in: stream.span.bytes, at: Self.place())
        }
        #expect(reassembler.gaps == 0)
        _ = reassembler.finish()
        #expect(reassembler.gaps == 1)
    }

    /// An answer of the receiver, `ms` after the beginning.
    private static func answer(_ acknowledged: Int, ms: Int64, to reassembler: inout TCPReassembler) {
        var segment = segment(0..<0)
        segment.flow = segment.flow.reversed
        segment.acknowledged = 1000 + UInt32(acknowledged)
        let none: [UInt8] = []
        _ = reassembler.add(segment, in: none.span.bytes, at: Self.place(ms: ms))
    }

    @Test("what the receiver has and the capture has not is told once, whatever else is acknowledged")
    func unseen() {
        let stream = Self.framed(.rfc4571)
        var reassembler = TCPReassembler()
        for range in [0..<300, 300..<700, 1000..<1200] {
            _ = reassembler.add(Self.segment(range), in: stream.span.bytes, at: Self.place())
        }
        Self.answer(700, ms: 1, to: &reassembler)
        Self.answer(1200, ms: 2, to: &reassembler)
        #expect(reassembler.unseenGaps == 0, "it may yet come: captures have packets out of order")
        for ms in [300, 400, 500] as [Int64] { Self.answer(1200, ms: ms, to: &reassembler) }
        #expect(reassembler.unseenGaps == 1 && reassembler.unseenBytes == 300)
    }

    @Test("a loss that the receiver waits for, and a segment captured late, are none of the capture's")
    func seen() {
        let stream = Self.framed(.rfc4571)
        var lossy = TCPReassembler()
        for range in [0..<700, 1000..<1200] {
            _ = lossy.add(Self.segment(range), in: stream.span.bytes, at: Self.place())
        }
        for ms in [1, 300, 600] as [Int64] { Self.answer(700, ms: ms, to: &lossy) }
        _ = lossy.add(Self.segment(700..<1000), in: stream.span.bytes, at: Self.place(ms: 700))
        for ms in [701, 1000] as [Int64] { Self.answer(1200, ms: ms, to: &lossy) }
        #expect(lossy.unseenGaps == 0)
        var late = TCPReassembler()
        for range in [0..<700, 1000..<1200] {
            _ = late.add(Self.segment(range), in: stream.span.bytes, at: Self.place())
        }
        Self.answer(1200, ms: 1, to: &late)
        _ = late.add(Self.segment(700..<1000), in: stream.span.bytes, at: Self.place(ms: 2))
        for ms in [3, 1000] as [Int64] { Self.answer(1200, ms: ms, to: &late) }
        #expect(late.unseenGaps == 0)
    }

    @Test("a connection that begins like one of ours at a segment captured late is none of the capture's losses")
    func lateBeginning() {
        let stream = Self.framed(.rfc4571)
        var reassembler = TCPReassembler()
        // 114 bytes on is where the second packet begins.
        for range in [229..<345, 0..<114, 345..<700] {
            _ = reassembler.add(Self.segment(range), in: stream.span.bytes, at: Self.place())
        }
        for ms in [1, 300, 600] as [Int64] { Self.answer(700, ms: ms, to: &reassembler) }
        #expect(reassembler.unseenGaps == 0)
    }

    @Test("segments out of order and sent again change nothing")
    func disorder() {
        let stream = Self.framed(.rfc4571)
        var ranges = Self.pieces(of: stream.count, size: 200)
        ranges.swapAt(3, 5)
        ranges.insert(ranges[2], at: 4)
        ranges.insert(300..<700, at: 8)
        #expect(Self.found(stream, ranges) == Self.packets)
    }

    @Test(
        "a capture that begins in the middle of a packet loses that one alone, whatever the size of the segments",
        arguments: [StreamFraming.rfc4571, .rtspInterleaved, .turn], [100, 173, 500, 1460])
    func middle(framing: StreamFraming, size: Int) {
        let stream = Array(Self.framed(framing)[50...])
        let found = Self.found(stream, Self.pieces(of: stream.count, size: size))
        #expect(found.count == Self.packets.count - 1, "\(found.count)")
        #expect(found == Array(Self.packets[1...]))
    }

    @Test("what was lost behind the last segment costs its packets alone, and is told at the end")
    func openGap() {
        let stream = Self.framed(.rfc4571)
        var reassembler = TCPReassembler()
        var found: [[UInt8]] = []
        for (index, range) in Self.pieces(of: stream.count, size: 250).enumerated() where index != 4 {
            found += reassembler.add(Self.segment(range), in: stream.span.bytes, at: Self.place(ms: Int64(index)))
                .map(\.bytes)
        }
        let before = found.count
        let rest = reassembler.finish().flatMap(\.packets)
        found += rest.map(\.bytes)
        let missing = Self.packets.indices.filter { !found.contains(Self.packets[$0]) }
        #expect(before < 10 && (1...4).contains(missing.count), "\(missing)")
        #expect(reassembler.gaps == 1)
        // Each in its own time: nothing that would fill the gap came.
        #expect(rest.first?.place == Self.place(ms: 5) && rest.last?.place == Self.place(ms: 9))
    }

    @Test("behind a damaged frame the next one is found")
    func damaged() {
        var stream = Self.framed(.rfc4571)
        let tenth = Self.packets[..<10].reduce(0) { $0 + 2 + $1.count }
        for index in tenth..<tenth + 30 { stream[index] = 0x55 }
        let found = Self.found(stream, Self.pieces(of: stream.count, size: 400))
        #expect(found.count == Self.packets.count - 1)
    }

    @Test("an indication of TURN and ChannelData are told apart on one connection")
    func turnWrappers() {
        let packet = WireBytes.rtp(sequence: 1, timestamp: 1)
        let data = WireBytes.bigEndian16(packet.count) + packet
        let indication =
            [0, 0x17, 0, 176] + WireBytes.bigEndian32(0x2112_A442) + [UInt8](repeating: 7, count: 12)
            + [0, 0x13] + data
        let stream = indication + [0x40, 1] + data
        var reassembler = TCPReassembler()
        let found = reassembler.add(Self.segment(0..<stream.count), in: stream.span.bytes, at: Self.place())
        #expect(found.map(\.wrapper) == [.turnData, .turnChannel])
    }

    @Test("a lost segment costs its packets, not those behind the limit of what is held")
    func gap() {
        let packet = WireBytes.bigEndian16(172) + WireBytes.rtp(sequence: 1, timestamp: 1)
        let stream = [UInt8]((0..<4000).flatMap { _ in packet })
        var ranges = Self.pieces(of: stream.count, size: 174 * 8)
        ranges.remove(at: 10)
        let found = Self.found(stream, ranges)
        #expect(found.count == 4000 - 8)
    }

    @Test("a web connection is not followed")
    func foreign() {
        let stream = [UInt8]([0x17, 3, 3, 4, 0]) + [UInt8](repeating: 0x80, count: 2000)
        #expect(Self.found(stream, Self.pieces(of: stream.count, size: 500)).isEmpty)
    }

    @Test("a connection that takes the ports of one that was looked through is followed from its beginning")
    func portsAgain() {
        let earlier =
            [UInt8]("HTTP/1.1 200 OK\r\nContent-Length: 4000\r\n\r\n".utf8) + [UInt8](repeating: 0x41, count: 60)
        let stream = Self.framed(.rtspInterleaved)
        var reassembler = TCPReassembler()
        let first = reassembler.add(Self.segment(0..<earlier.count), in: earlier.span.bytes, at: Self.place())
        #expect(first.isEmpty)
        _ = reassembler.add(
            Self.segment(0..<0, sequence: 7_000_000, isSyn: true), in: earlier.span.bytes, at: Self.place())
        let found = Self.pieces(of: stream.count, size: 700).flatMap { range in
            reassembler.add(Self.segment(range, sequence: 7_000_001), in: stream.span.bytes, at: Self.place())
        }
        #expect(found.map(\.bytes) == Self.packets)
    }

    @Test("connections that push others out before they were looked through are counted")
    func newcomers() {
        let page = [UInt8](repeating: 0x41, count: 100)
        var reassembler = TCPReassembler()
        for port in 0..<TCPSearches.limit {
            _ = reassembler.add(Self.segment(0..<100, from: 1024 + port), in: page.span.bytes, at: Self.place())
        }
        #expect(reassembler.searchesDropped == 0)
        for port in 0..<30 {
            _ = reassembler.add(Self.segment(0..<100, from: 30_000 + port), in: page.span.bytes, at: Self.place())
        }
        #expect(reassembler.searchesDropped == 30)
    }

    @Test("random bytes at any size of segment neither trap nor hold more than the limit", arguments: 0..<20)
    func hostile(seed: UInt64) {
        var random = SeededRandom(Int(seed))
        let framing = [StreamFraming.rfc4571, .rtspInterleaved, .turn][Int(seed % 3)]
        var stream = Self.framed(framing)
        for _ in 0..<30 { stream[random.below(stream.count)] = UInt8(truncatingIfNeeded: random.next()) }
        let found = Self.found(stream, Self.pieces(of: stream.count, size: 1 + random.below(300)))
        #expect(found.reduce(0) { $0 + $1.count } <= stream.count)
    }
}
