/// Sound of the evidence that has to wait for what belongs before it.
extension StreamPlayer {
    /// Keeps the sound of a packet of G.711 in its place.
    @inline(never) mutating func wait(
        _ sound: Span<Int16>, _ bytes: RawSpan, _ payload: Range<Int>, law: G711, fitting: G711
    ) {
        wait(
            sound,
            WaitingSound.Piece(
                position: 0, time: 0, samples: [], fullScale: Clipping.fullScale(of: fitting),
                payload: [UInt8](bytes, payload), law: law, isDecoded: law == fitting))
    }

    /// The same of any other packet.
    @inline(never) mutating func wait(_ sound: Span<Int16>) {
        wait(sound, WaitingSound.Piece(position: 0, time: 0, samples: [], fullScale: Int32(Int16.max)))
    }

    private mutating func wait(_ sound: Span<Int16>, _ packet: WaitingSound.Piece) {
        evidence.wait(sound, packet)
        settle()
    }

    /// Puts what need not wait any more behind the sound before it.
    mutating func settle(isLast: Bool = false) {
        for piece in evidence.takeSettled(isLast: isLast) {
            measures.skip(piece.position - evidence.track.end)
            evidence.append(piece)
            measures.add(piece.samples.span, fullScale: piece.fullScale)
            guard !piece.payload.isEmpty else { continue }
            measures.note(
                piece.payload.span.bytes, 0..<piece.payload.count, law: piece.law, isDecoded: piece.isDecoded)
        }
    }
}
