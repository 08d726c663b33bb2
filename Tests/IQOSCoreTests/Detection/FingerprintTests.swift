import TestSupport
import Testing

@testable import IQOSCore

@Suite("Payloads that go on as the SSRC begins")
struct FingerprintTests {
    private static func silence(type: Int, byte: UInt8, lost: Set<Int> = []) -> TestCapture {
        let packets = SimulatedPacket.steady(300, type: type, lost: lost).map { packet in
            var packet = packet
            packet.payload = [UInt8](repeating: byte, count: 160)
            return packet
        }
        return TestCapture(packets, ssrc: Int(byte) * 0x0101_0101)
    }

    @Test(
        "silence under an SSRC of the same bytes is sound",
        arguments: [(0, 0xFF), (8, 0xD5), (0, 0x7F)] as [(Int, UInt8)])
    func silence(type: Int, byte: UInt8) {
        #expect(Self.silence(type: type, byte: byte).scanned().streams.map(\.packets.captured) == [300])
        let lossy = Self.silence(type: type, byte: byte, lost: [1, 5, 6, 7, 30]).scanned().streams
        #expect(lossy.map(\.packets.captured) == [295] && lossy.map(\.packets.lost) == [5])
    }

    /// What stands in the place of the timestamp, packets apart by so many ms.
    private enum Pieces: CaseIterable {
        case nothing, number, offset, slowNumber, filling

        func timestamp(_ number: Int) -> Int {
            switch self {
            case .nothing: 0
            case .number: number
            case .offset: number * 1400
            case .slowNumber: number * 64
            case .filling: 0x2020_2020
            }
        }

        var spacing: Int64 { self == .slowNumber ? 100 : 1 }
    }

    @Test("pieces of filling that are numbered are none, whatever stands beside the number", arguments: Pieces.allCases)
    private func filling(pieces: Pieces) {
        for type in [0, 32, 96] {
            let packets = (0..<300).map { number in
                SimulatedPacket(
                    arrival: TestCapture.start + Int64(number) * pieces.spacing * 1_000_000, sequence: number,
                    timestamp: pieces.timestamp(number), type: type, payload: [UInt8](repeating: 0x20, count: 1400))
            }
            #expect(TestCapture(packets, ssrc: 0x2020_2020).scanned().streams.isEmpty)
        }
    }
}
