/// Packets whose payload is more than bytes to look up.
extension StreamPlayer {
    /// Puts a packet whose payload a decoder has to be asked about where it belongs in both tracks.
    @inline(never) mutating func render(
        _ item: SequenceOrder.Item, _ bytes: RawSpan, _ payload: Range<Int>, _ codec: AudioCodec, _ index: Int,
        spool: inout SampleSpool
    ) {
        let format = plan.formats[index]
        if decoders.isEmpty { decoders = [PayloadDecoder?](repeating: nil, count: plan.formats.count) }
        if decoders[index] == nil, let decoder = library.decoder(of: codec, sampleRateHz: format.sampleRateHz) {
            decoders[index] = PayloadDecoder(
                codec, decoder, sampleRateHz: format.sampleRateHz, trackRateHz: plan.sampleRateHz)
        }
        guard decoders[index] != nil else { return }
        let outcome = decoders[index]?.decode(bytes, payload, into: &samples) ?? PayloadDecoder.Outcome()
        let end = evidence.track.end
        if let skipped = evidence.place(
            timestamp: item.timestamp, arrival: item.arrival, samples: samples.count, anchor: anchor,
            clockRateHz: format.clockRateHz, note: Self.note(on: item, isGood: outcome.isGood, payload), spool: &spool)
        {
            measures.skip(evidence.track.end - end)
            evidence.append(samples[max(0, skipped)...], spool: &spool)
            measures.add(samples[max(0, skipped)...])
        }
        if item.payloadType != soundType { begin(item.payloadType, spool: &spool) }
        switch item.place {
        case .at(let position):
            // The sound of a pause is not in the packet: noise goes on, or there is none.
            if let before = outcome.samplesBeforePause { samples.removeLast(max(0, samples.count - before)) }
            if !samples.isEmpty || outcome.samplesBeforePause == nil {
                heard.play(at: position, samples, spool: &spool)
            }
            if let noise = outcome.noise { heard.begin(noise, at: position + samples.count, spool: &spool) }
        case .late: heard.missLate()
        case .nowhere: break
        }
    }

    /// Marks the place of a packet that cannot be decoded because not all of it was captured.
    @inline(never) mutating func placeCut(_ item: SequenceOrder.Item, spool: inout SampleSpool) {
        guard let index = plan.format(of: item.markerAndType & 0x7F), plan.formats[index].codec != nil else { return }
        _ = evidence.place(
            timestamp: item.timestamp, arrival: item.arrival, samples: 0, anchor: anchor,
            clockRateHz: plan.formats[index].clockRateHz, note: .cut, spool: &spool)
    }

    /// Marks where sound of another payload type begins.
    @inline(never) mutating func begin(_ type: UInt8, spool: inout SampleSpool) {
        if soundType != nil { evidence.noteType(type, spool: &spool) }
        soundType = type
    }

    /// What is to be said of a packet in its place.
    @inline(__always) static func note(
        on item: SequenceOrder.Item, isGood: Bool, _ payload: Range<Int>
    ) -> TrackMark.Note {
        if item.isCut { return .cut }
        if payload.isEmpty { return .emptyPayload }
        if !isGood { return .undecodable }
        return item.isLate ? .late : .none
    }
}
