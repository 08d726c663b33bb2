/// Packets that carry older ones once more, RED (RFC 2198).
///
/// What was captured has of each packet its primary block, and nothing of what came for others: there, what is missing is
/// silence. What was heard has copies of missing packets too, as a receiver has that looks for them until it plays: a
/// copy is in time if the packet that brought it would have been, had it taken longer by the time between the two.
extension StreamPlayer {
    /// What of a packet's payload is the packet's own.
    struct Content {
        /// Of the sound inside.
        var payloadType: UInt8
        var range: Range<Int>
        /// Its blocks do not add up.
        var isBroken = false
        /// It describes the noise of a pause, inside a packet of another type.
        var isNoise = false
    }

    /// The primary block of a packet; its older ones are kept where packets are missing.
    ///
    /// - Parameters:
    ///   - place: Where the jitter buffer plays it.
    ///   - clockRateHz: Of its timestamps, > 0.
    @inline(never) mutating func primary(
        of packet: PacketEvent, _ bytes: RawSpan, _ payload: Range<Int>, _ place: HeardPlace, clockRateHz: Int32
    ) -> Content {
        guard !packet.isSealed, !packet.isOpaque, !payload.isEmpty else {
            return Content(payloadType: packet.payloadType, range: payload)
        }
        guard var blocks = RedundantPayload(bytes, payload, isCut: packet.isCut), !isRedundant(blocks.primaryType)
        else {
            return Content(payloadType: .max, range: payload.lowerBound..<payload.lowerBound, isBroken: !packet.isCut)
        }
        if !packet.isCut {
            while let copy = blocks.nextCopy(in: bytes) {
                keep(copy, of: packet, bytes, place, clockRateHz: clockRateHz)
            }
        }
        return Content(
            payloadType: blocks.primaryType, range: blocks.primary, isNoise: census.isComfortNoise(blocks.primaryType))
    }

    private func isRedundant(_ type: UInt8) -> Bool {
        plan.format(of: type).map { plan.formats[$0].isRedundant } ?? false
    }

    private mutating func keep(
        _ copy: RedundantPayload.Copy, of packet: PacketEvent, _ bytes: RawSpan, _ place: HeardPlace, clockRateHz: Int32
    ) {
        let timestamp = packet.timestamp &- copy.timestampOffset
        guard !copy.range.isEmpty, redundancy?.isAwaited(timestamp) == true, let spare = redundancy?.spare,
            let index = plan.format(of: copy.payloadType), plan.formats[index].codec != nil
        else { return }
        var copyPlace = HeardPlace.late
        let earlier = Int64(copy.timestampOffset) * 1_000_000_000 / Int64(clockRateHz)
        if case .at(let position) = place, spare >= earlier {
            copyPlace = .at(position - Int(copy.timestampOffset) * plan.sampleRateHz / Int(clockRateHz))
        }
        redundancy?.keep(
            RedundantCopies.Copy(
                timestamp: timestamp, payloadType: copy.payloadType, place: copyPlace,
                payload: [UInt8](bytes, copy.range)))
    }

    /// Plays what there is of the packets that are missing before one.
    @inline(never) mutating func recover(before item: SequenceOrder.Item) {
        let (copies, since) = redundancy?.takeCopies(before: item.timestamp) ?? ([], 0)
        var (rest, previous) = (item.missingBefore, since)
        let step = UInt32(clamping: max(1, placement.transit.usualStep))
        for (index, copy) in copies.prefix(item.missingBefore).enumerated() {
            // Those that nothing brought are missing where the timestamps leave room for them.
            let others = rest - min(rest, copies.count - index)
            let ahead = min(others, max(0, Int((copy.timestamp &- previous) / step) - 1))
            heard.miss(lost: ahead)
            let isHeard = play(copy, isLate: false)
            if !isHeard { heard.miss(lost: 1) }
            redundancy?.count(heard: isHeard)
            rest -= ahead + 1
            previous = copy.timestamp
        }
        heard.miss(lost: rest)
    }

    /// Notes a packet that came too late, or plays the copy of it that did not.
    @inline(__always) mutating func missLate(_ item: SequenceOrder.Item) {
        if redundancy == nil || !playCopy(of: item) { heard.missLate() }
    }

    /// - Returns: Whether there was one in time.
    @inline(never) mutating func playCopy(of item: SequenceOrder.Item) -> Bool {
        redundancy?.takeCopy(at: item.timestamp).map { play($0, isLate: true) } ?? false
    }

    private mutating func play(_ copy: RedundantCopies.Copy, isLate: Bool) -> Bool {
        // Nobody plays what is noise under its type.
        guard case .at(let place) = copy.place, !plan.isOtherLaw, let index = plan.format(of: copy.payloadType) else {
            return false
        }
        var sound: [Int16] = []
        let bytes = copy.payload.span.bytes
        let outcome = decodeHeard(bytes, 0..<bytes.byteCount, index, timestamp: copy.timestamp, into: &sound)
        guard outcome.isGood, outcome.hasSound, !sound.isEmpty else { return false }
        let delay = delay(ofFormat: index)
        heard.play(copyAt: place - delay, sound.span, delay: delay, isLate: isLate)
        return true
    }

    /// Decodes a payload for what is heard, which has more of the stream than was captured in place.
    mutating func decodeHeard(
        _ bytes: RawSpan, _ payload: Range<Int>, _ index: Int, timestamp: UInt32, into sound: inout [Int16]
    ) -> PayloadDecoder.Outcome {
        if redundancy?.decoders.isEmpty == true {
            redundancy?.decoders = [PayloadDecoder?](repeating: nil, count: plan.formats.count)
        }
        if case .some(.none) = redundancy?.decoders[index] {
            let fresh = decoder(ofFormat: index)
            redundancy?.decoders[index] = fresh
        }
        return redundancy?.decoders[index]?.decode(bytes, payload, timestamp: timestamp, into: &sound)
            ?? PayloadDecoder.Outcome(isGood: false)
    }
}
