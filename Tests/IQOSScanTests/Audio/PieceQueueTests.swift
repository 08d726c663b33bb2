import Testing

@testable import IQOSCore
@testable import IQOSScan

@Suite("Pieces that wait to be mixed")
struct PieceQueueTests {
    @Test("what was taken away is let go although something always waits, and the order is kept")
    func letGo() {
        var track = SampleTrackPieces()
        var queue = PieceQueue()
        queue.append(track.pieces(3))
        var taken = 0
        for _ in 0..<1000 {
            queue.append(track.pieces(2))
            for _ in 0..<2 {
                #expect(queue.first?.position == taken)
                queue.dropFirst()
                taken += 1
            }
            #expect(queue.kept <= 2 * 5)
        }
        for _ in 0..<3 { queue.dropFirst() }
        #expect(queue.first == nil && queue.kept == 0)
    }

    /// Pieces of a sample each.
    private struct SampleTrackPieces {
        private var position = 0

        mutating func pieces(_ count: Int) -> [SoundPiece] {
            defer { position += count }
            return (position..<position + count).map { SoundPiece([0], position: $0) }
        }
    }
}
