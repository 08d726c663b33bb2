/// Packets whose payload is more than bytes to look up.
extension StreamPlayer {
    /// Puts a packet whose payload is more than bytes to look up, or no sound, where it belongs.
    @inline(never) mutating func renderOther(
        _ item: SequenceOrder.Item, _ bytes: RawSpan, _ payload: Range<Int>
    ) {
        if let index = plan.format(of: item.payloadType), plan.formats[index].codec != nil {
            return render(item, bytes, payload, index)
        }
        if item.isEvent { return passEvent(item) }
        if item.isCut || item.isBroken { return placeUndecodable(item) }
        guard census.isComfortNoise(item.payloadType), case .at(let position) = item.place,
            let noise = ComfortNoise(payload: bytes, payload)
        else { return }
        heard.begin(noise, at: position)
    }

    /// Puts a packet whose payload a decoder has to be asked about where it belongs in both tracks.
    private mutating func render(
        _ item: SequenceOrder.Item, _ bytes: RawSpan, _ payload: Range<Int>, _ index: Int
    ) {
        if decoders.isEmpty { decoders = [PayloadDecoder?](repeating: nil, count: plan.formats.count) }
        if decoders[index] == nil { decoders[index] = decoder(ofFormat: index) }
        guard decoders[index] != nil else { return }
        // A local of its own: tracks and measures change while it is read.
        var sound: [Int16] = []
        swap(&sound, &samples)
        defer { swap(&sound, &samples) }
        var outcome =
            decoders[index]?.decode(bytes, payload, timestamp: item.timestamp, into: &sound) ?? PayloadDecoder.Outcome()
        let delay = delay(ofFormat: index)
        if let skipped = evidence.place(
            timestamp: item.timestamp, arrival: item.arrival, samples: sound.count, anchor: anchor,
            clockRateHz: plan.formats[index].clockRateHz,
            note: Self.note(on: item, isGood: outcome.isGood, payload), delay: delay, repeated: outcome.repeated)
        {
            if evidence.waits {
                wait(sound.span)
            } else {
                evidence.append(sound.span.extracting(droppingFirst: skipped))
                measures.add(sound.span.extracting(droppingFirst: skipped))
            }
        }
        if item.payloadType != soundType { begin(item.payloadType) }
        if redundancy != nil {
            if item.isLate, playCopy(of: item) { return }
            outcome = decodeHeard(bytes, payload, index, timestamp: item.timestamp, into: &sound)
        }
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

    /// The decoder of a format from its first packet on; `nil` where there is none.
    func decoder(ofFormat index: Int) -> PayloadDecoder? {
        let format = plan.formats[index]
        return format.codec.flatMap { codec in
            library.decoder(of: codec, sampleRateHz: format.sampleRateHz).map { decoder in
                PayloadDecoder(
                    codec, decoder, clockRateHz: Int(format.clockRateHz), sampleRateHz: format.sampleRateHz,
                    trackRateHz: plan.sampleRateHz)
            }
        }
    }

    /// Samples of the track by which decoding puts the sound off.
    func delay(ofFormat index: Int) -> Int {
        let format = plan.formats[index]
        return format.delay * max(1, plan.sampleRateHz / max(1, format.sampleRateHz))
    }

    /// Notes a packet of an event, which is silent in both tracks.
    mutating func passEvent(_ item: SequenceOrder.Item) {
        evidence.passEvent(item.arrival)
        if case .at(let position) = item.place { heard.passEvent(at: position) }
    }

    /// Marks the place of a packet that cannot be decoded: not all of it was captured, or its blocks do not add up.
    private mutating func placeUndecodable(_ item: SequenceOrder.Item) {
        guard let index = plan.format(of: item.markerAndType & 0x7F),
            plan.formats[index].codec != nil || plan.formats[index].isRedundant
        else { return }
        let note: TrackMark.Note = item.isCut ? .cut : .undecodable
        _ = evidence.place(
            timestamp: item.timestamp, arrival: item.arrival, samples: 0, anchor: anchor,
            clockRateHz: plan.formats[index].clockRateHz, note: note)
        switch item.place {
        case .at: heard.missSound(note)
        case .late: missLate(item)
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
}
