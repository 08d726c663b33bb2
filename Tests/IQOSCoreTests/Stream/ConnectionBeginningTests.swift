import TestSupport
import Testing

@testable import IQOSCore

/// A length, a `$` header or half of a line in a segment of its own, as two calls of write() send it.
@Suite("Connections that begin with little")
struct ConnectionBeginningTests {
    private static let packets = (0..<100).map { number in
        WireBytes.rtp(
            sequence: 100 + number, timestamp: 160 * number, ssrc: 0x1122_3344,
            payload: (0..<160).map { UInt8(truncatingIfNeeded: 0xE0 + ($0 * 7 + number) % 31) })
    }

    /// Ethernet, IPv4 and a TCP header with SYN.
    private static func opening(_ path: TestCapture.Path, sequence: Int) -> [UInt8] {
        var frame = WireBytes.ethernet(
            WireBytes.ipv4(
                path.source, path.destination,
                WireBytes.tcp(path.sourcePort, path.destinationPort, sequence: sequence, []), protocolNumber: 6))
        frame[14 + 20 + 13] = 2
        return frame
    }

    /// One direction of a connection: what was written, each piece in a segment of its own.
    private static func capture(
        _ pieces: [[UInt8]], isOpened: Bool = true, on path: TestCapture.Path = TestCapture.Path()
    ) -> TestCapture {
        var capture = TestCapture()
        if isOpened { capture.append(frame: opening(path, sequence: 999), arrival: TestCapture.start) }
        var sequence = 1000
        for (number, piece) in pieces.enumerated() {
            let arrival = TestCapture.start + Int64(number + 1) * 10_000_000
            capture.append(connection: piece, arrival: arrival, on: path, sequence: sequence)
            sequence += piece.count
        }
        return capture
    }

    private static func split(_ message: [UInt8], at cuts: [Int]) -> [[UInt8]] {
        let ends = cuts.filter { $0 > 0 && $0 < message.count } + [message.count]
        return zip([0] + ends, ends).map { Array(message[$0..<$1]) }
    }

    @Test(
        "RTP in each framing is whole, wherever segments are cut and whether the beginning was captured",
        arguments: [[1], [2], [4], [12], [13], [2, 14], [80], []], [true, false])
    func packets(cuts: [Int], isOpened: Bool) {
        let framings: [([UInt8]) -> [UInt8]] = [
            { WireBytes.bigEndian16($0.count) + $0 }, { [0x24, 0] + WireBytes.bigEndian16($0.count) + $0 },
            { [0x40, 0] + WireBytes.bigEndian16($0.count) + $0 },
        ]
        for framing in framings {
            let pieces = Self.packets.flatMap { Self.split(framing($0), at: cuts) }
            let found = Self.capture(pieces, isOpened: isOpened).scanned().streams
            #expect(found.map(\.packets.captured) == [100] && found.map(\.packets.lost) == [0])
        }
    }

    @Test("the same in frames of other kinds than plain ones")
    func tagged() {
        let pieces = Self.packets.flatMap { Self.split(WireBytes.bigEndian16($0.count) + $0, at: [2]) }
        var capture = Self.capture(pieces)
        for index in capture.frames.indices {
            capture.frames[index].bytes.insert(contentsOf: [0x81, 0, 0, 42], at: 12)
            capture.frames[index].originalLength += 4
        }
        #expect(capture.scanned().streams.map(\.packets.captured) == [100])
    }

    private static let invite = Array(
        "INVITE sip:bob@10.0.0.2 SIP/2.0\r\nCall-ID: 1@a\r\nCSeq: 1 INVITE\r\nContent-Length: 0\r\n\r\n".utf8)

    private static func methods(_ pieces: [[UInt8]], isOpened: Bool) -> [String] {
        capture(pieces, isOpened: isOpened, on: TestCapture.Path(from: 40_000, to: 5060)).scanned().summary
            .callsWithoutStream.listed.flatMap { $0.signalling.messages.map(\.summary) }
    }

    @Test(
        "a request of SIP has its whole method, wherever its first line is cut",
        arguments: [[1], [3], [6], [7], [12], [13, 20], [32], [33], [40], [1, 2, 3, 4, 5]], [true, false])
    func methods(cuts: [Int], isOpened: Bool) {
        #expect(Self.methods(Self.split(Self.invite, at: cuts), isOpened: isOpened) == ["INVITE"])
    }

    @Test("line ends that keep a connection open do not hide the request behind them", arguments: [true, false])
    func keepAlive(isOpened: Bool) {
        let lineEnds = Array("\r\n\r\n".utf8)
        #expect(Self.methods([lineEnds] + Self.split(Self.invite, at: [1]), isOpened: isOpened) == ["INVITE"])
    }

    @Test("a message of Skinny in two segments is one", arguments: [1, 4, 8, 12, 20])
    func skinny(cut: Int) {
        func message(_ id: Int, _ words: [Int]) -> [UInt8] {
            ([4 + 4 * words.count, 0, id] + words).flatMap { WireBytes.bigEndian32($0).reversed() }
        }
        let stream = message(0x111, [12, 1, 77]) + message(0x111, [5, 1, 77])
        var reassembler = PacketUnwrapper()
        var found: [SignallingProtocol?] = []
        for frame in Self.capture(Self.split(stream, at: [cut])).frames {
            let reference = FrameRef(
                arrival: frame.arrival, offset: 0, capturedLength: UInt32(frame.bytes.count),
                originalLength: UInt32(frame.bytes.count), number: 1, linkType: .ethernet, interface: 0)
            found += reassembler.packets(of: reference, in: frame.bytes.span.bytes, file: 0).map(\.signalling)
        }
        #expect(found == [.skinny, .skinny])
    }

    @Test("a flood of connections that begin with a byte is bounded, and told")
    func flood() {
        var capture = TestCapture()
        for number in 0..<2000 {
            let path = TestCapture.Path(0x0A00_0001, 0x0A00_0002 + number / 500, from: 2000 + number, to: 80)
            capture.append(frame: Self.opening(path, sequence: 999), arrival: TestCapture.start)
            capture.append(connection: [0], arrival: TestCapture.start, on: path, sequence: 1000)
        }
        let outcome = capture.scanned()
        #expect(outcome.streams.isEmpty && outcome.carried.connectionsDropped == 0)
        #expect(outcome.carried.searchesDropped > 1000)
    }

    @Test("a page that begins with few bytes is nothing, and those of its connection are not looked for in vain")
    func page() {
        var random = SeededRandom(3)
        let header = [Array("GE".utf8), Array("T / HTTP/1.1\r\nHost: a\r\n\r\n".utf8)]
        let pieces = header + (0..<60).map { _ in random.bytes(900) }
        let outcome = Self.capture(pieces, on: TestCapture.Path(from: 40_000, to: 80)).scanned()
        #expect(outcome.streams.isEmpty && outcome.carried == CarriageCounters())
    }
}
