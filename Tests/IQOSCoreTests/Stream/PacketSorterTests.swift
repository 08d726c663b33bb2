import TestSupport
import Testing

@testable import IQOSCore

@Suite("Packets sorted by stream")
struct PacketSorterTests {
    /// What a stream's runs hold, read back by their chain from a file that all runs were appended to.
    private static func packets(_ file: [UInt8], last: PacketSorter.Run) -> [(sequence: UInt16, bytes: [UInt8])] {
        var (bodies, run) = ([ArraySlice<UInt8>](), last)
        while run.offset >= 0 {
            let start = run.offset + PacketSorter.Run.headerBytes
            bodies.append(file[start..<start + run.count])
            run = PacketSorter.Run(header: Array(file[run.offset..<start]).span.bytes)
        }
        return bodies.reversed().flatMap { body -> [(UInt16, [UInt8])] in
            let bytes = Array(body)
            var (packets, offset) = ([(UInt16, [UInt8])](), 0)
            while let head = PacketSorter.head(in: bytes.span.bytes, at: offset) {
                let start = offset + MemoryLayout<PacketSorter.Head>.size
                packets.append((head.packet.sequenceNumber, Array(bytes[start..<start + Int(head.byteCount)])))
                offset = start + Int(head.byteCount)
            }
            return packets
        }
    }

    @Test("each stream's packets come back whole and in order, however often they were sorted", arguments: 0..<20)
    func roundTrip(seed: Int) {
        var random = SeededRandom(seed)
        var sorter = PacketSorter(streams: 7)
        var file: [UInt8] = []
        var expected = [[(sequence: UInt16, bytes: [UInt8])]](repeating: [], count: 7)
        for _ in 0..<random.below(6) {
            for _ in 0..<random.below(200) {
                // The last stream has none.
                let stream = random.below(6)
                let bytes = random.bytes(random.below(300))
                let number = UInt16(truncatingIfNeeded: expected[stream].count)
                let packet = PacketEvent(arrival: 1, sequenceNumber: number, timestamp: 2)
                sorter.add(
                    packet, ofStream: stream, bytes.span.bytes, 0..<bytes.count, payload: 0..<bytes.count,
                    isWhole: true)
                expected[stream].append((number, bytes))
            }
            sorter.sort()
            file += sorter.runs
            sorter.runsWereWritten()
        }
        for stream in 0..<7 {
            let found = Self.packets(file, last: sorter.lastRuns[stream])
            #expect(found.count == expected[stream].count)
            #expect(zip(found, expected[stream]).allSatisfy { $0.sequence == $1.sequence && $0.bytes == $1.bytes })
        }
    }

    @Test("what is collected is bounded: it is to be sorted when 4 MB are there")
    func bound() {
        var sorter = PacketSorter(streams: 1)
        let bytes = [UInt8](repeating: 1, count: 1400)
        var count = 0
        while !sorter.isFull {
            sorter.add(
                PacketEvent(arrival: 1, sequenceNumber: 2, timestamp: 3), ofStream: 0, bytes.span.bytes, 0..<1400,
                payload: 0..<1400, isWhole: true)
            count += 1
        }
        #expect(count * 1400 < 4 << 20)
        sorter.sort()
        #expect(!sorter.isFull && sorter.runs.count > count * 1400)
    }
}
