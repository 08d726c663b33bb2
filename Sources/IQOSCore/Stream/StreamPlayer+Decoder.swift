/// Packets whose payload is more than bytes to look up.
extension StreamPlayer {
    /// Puts a packet whose payload a decoder has to be asked about where it belongs in both tracks.
    @inline(never) mutating func render(
        _ item: SequenceOrder.Item, _ bytes: RawSpan, _ payload: Range<Int>, _ codec: AudioCodec, _ index: Int
    ) {
        let format = plan.formats[index]
        if decoders.isEmpty { decoders = [PayloadDecoder?](repeating: nil, count: plan.formats.count) }
        if decoders[index] == nil, let decoder = library.decoder(of: codec, sampleRateHz: format.sampleRateHz) {
            decoders[index] = PayloadDecoder(
                codec, decoder, clockRateHz: Int(format.clockRateHz), sampleRateHz: format.sampleRateHz,
                trackRateHz: plan.sampleRateHz)
        }
        guard decoders[index] != nil else { return }
        // A local of its own: tracks and measures change while it is read.
        var sound: [Int16] = []
        swap(&sound, &samples)
        defer { swap(&sound, &samples) }
        let outcome =
            decoders[index]?.decode(bytes, payload, timestamp: item.timestamp, into: &sound) ?? PayloadDecoder.Outcome()
        let delay = format.delay * max(1, plan.sampleRateHz / max(1, format.sampleRateHz))
        let end = evidence.track.end
        if let skipped = evidence.place(
            timestamp: item.timestamp, arrival: item.arrival, samples: sound.count, anchor: anchor,
            clockRateHz: format.clockRateHz, note: Self.note(on: item, isGood: outcome.isGood, payload),
            delay: delay, repeated: outcome.repeated)
        {
            measures.skip(evidence.track.end - end)
            evidence.append(sound.span.extracting(droppingFirst: max(0, skipped)))
            measures.add(sound.span.extracting(droppingFirst: max(0, skipped)))
        }
        if item.payloadType != soundType { begin(item.payloadType) }
        switch item.place {
        case .at(let place):
            let position = place - delay
            guard outcome.isGood && !payload.isEmpty && !item.isCut || outcome.hasSound else {
                return heard.missSound(Self.note(on: item, isGood: outcome.isGood, payload))
            }
            if !outcome.isGood { heard.mark(.undecodable, at: position, count: sound.count) }
            // The sound of a pause is not in the packet: noise goes on, or there is none.
            if let before = outcome.samplesBeforePause { sound.removeLast(max(0, sound.count - before)) }
            if !sound.isEmpty || outcome.samplesBeforePause == nil {
                heard.play(at: position, sound.span, delay: delay)
            }
            if item.isCut { heard.missSound(.cut) }
            if let noise = outcome.noise { heard.begin(noise, at: position + sound.count) }
        case .late: heard.missLate()
        case .nowhere: break
        }
    }

    /// Marks the place of a packet that cannot be decoded because not all of it was captured.
    @inline(never) mutating func placeCut(_ item: SequenceOrder.Item) {
        guard let index = plan.format(of: item.markerAndType & 0x7F), plan.formats[index].codec != nil else { return }
        _ = evidence.place(
            timestamp: item.timestamp, arrival: item.arrival, samples: 0, anchor: anchor,
            clockRateHz: plan.formats[index].clockRateHz, note: .cut)
        switch item.place {
        case .at: heard.missSound(.cut)
        case .late: heard.missLate()
        case .nowhere: break
        }
    }

    /// Marks where sound of another payload type begins.
    @inline(never) mutating func begin(_ type: UInt8) {
        if soundType != nil { evidence.noteType(type) }
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

    static func copy(_ bytes: RawSpan, _ range: Range<Int>) -> [UInt8] {
        var own: [UInt8] = []
        own.append(bytes, range)
        return own
    }
}
