/// Known streams: how they are found again, opened, and given their packets.
extension StreamScanner {
    /// 64 bits under a seed that nobody knows stand for the whole key.
    @inline(__always) func place(of key: StreamKey, _ hashed: UInt64) -> Int? {
        place(ssrc: key.ssrc, hashed)
    }

    @inline(__always) func place(ssrc: UInt32, _ hashed: UInt64) -> Int? {
        index.find(hashed) { live[$0].hash == hashed && live[$0].ssrc == ssrc }
    }

    /// Adds a packet to a known stream, compared with the one of its number where that may have come.
    ///
    /// - Parameters:
    ///   - header: Of `packet`, which need not be a bare one.
    ///   - end: One past the last captured byte of its datagram, an offset into `bytes`.
    ///   - frame: Whose bytes these are; `nil` where they were put together.
    mutating func add(
        _ packet: PacketEvent, to place: Int, _ header: RTPHeader, in bytes: RawSpan, capturedUpTo end: Int,
        of frame: FrameRef?
    ) {
        if header.isCryptex { analyzers[place].noteCryptex() }
        add(packet, to: place, payload: header.payload(capturedUpTo: end), in: bytes, of: frame)
    }

    /// The same for a packet whose captured payload is known.
    mutating func add(
        _ packet: PacketEvent, to place: Int, payload: Range<Int>, in bytes: RawSpan, of frame: FrameRef?
    ) {
        if live[place].mayRepeat(packet) {
            compare(packet, with: place, payload: payload, in: bytes, of: frame)
        } else {
            append(packet, to: place, payload: payload, in: bytes)
        }
    }

    /// Adds a packet to a known stream, with a sample of its payload while that is worth anything.
    mutating func append(_ packet: PacketEvent, to place: Int, payload: Range<Int>, in bytes: RawSpan) {
        // As on the short way: what is looked at must not depend on the way a packet goes.
        if live[place].run.isFull(before: packet) { flush(place) }
        look(at: packet, of: place, payload: payload, in: bytes)
        append(packet, to: place)
    }

    /// Looks at the payload of a stream's packet while that is worth anything.
    ///
    /// Copies say nothing, and would take the turns of others.
    mutating func look(at packet: PacketEvent, of place: Int, payload: Range<Int>, in bytes: RawSpan) {
        guard !packet.isRepeated else { return live[place].settle(packet.payloadType) }
        let turn = live[place].takeTurn(packet.payloadType)
        if turn.looks {
            let next = analyzers[place].sample(
                bytes, offset: payload.lowerBound, length: payload.count, type: packet.payloadType)
            live[place].look(at: next)
            if PayloadCipher.isDynamic(packet.payloadType),
                analyzers[place].look(at: packet, bytes, offset: payload.lowerBound)
            {
                live[place].payloadsSampled = .max
            }
        }
        if turn.sketches {
            analyzers[place].sketch(packet, bytes, offset: payload.lowerBound, length: payload.count)
        }
        live[place].settle(packet.payloadType)
    }

    mutating func append(_ packet: PacketEvent, to place: Int) {
        if live[place].take(packet) { return }
        touched |= analyzers.touch(place)
        flush(place)
        if live[place].take(packet) { return }
        if !signalling.isSilent { announce(packet, to: place) }
        live[place].begin(analyzers[place].ingest(packet, log: &log), after: packet)
        if analyzers[place].isLookedAtAgain { lookAnew(at: place) }
    }

    /// Measures the packets that were kept.
    @inline(never) mutating func flush(_ place: Int) {
        analyzers[place].ingest(live[place].run, &live[place].times, log: &log)
        live[place].empty()
        if analyzers[place].isLookedAtAgain { lookAnew(at: place) }
    }

    /// Has payloads of a stream looked at once more.
    @inline(never) private mutating func lookAnew(at place: Int) {
        analyzers[place].isLookedAtAgain = false
        live[place].lookAnew()
    }

    /// Tells a stream what signalling says of the packet that it is about to measure, where that is worth anything.
    @inline(never) private mutating func announce(_ packet: PacketEvent, to place: Int) {
        guard analyzers[place].wantsClock(of: packet),
            let media = signalling.media(of: analyzers[place].key.flow, at: packet.arrival)
        else { return }
        analyzers[place].take(media.clocks, log: &log)
    }

    /// Opens the stream of a candidate that has behaved like RTP.
    @inline(never)
    mutating func open(
        _ key: StreamKey, _ hashed: UInt64, encapsulation: Encapsulation, _ history: [PacketEvent]
    ) {
        guard let first = history.first else { return }
        guard live.count < Self.streamLimit else {
            counters.streamsRefused += 1
            return
        }
        index.insert(hashed, place: live.count, hashes: { live[$0].hash })
        live.append(Live(hash: hashed, ssrc: key.ssrc, first: first))
        analyzers.append(
            StreamAnalyzer(key: key, encapsulation: encapsulation, first: first, options: options.stream))
        watch.forgetPackets(of: key.flow)
        for (number, earlier) in history.enumerated() {
            var packet = earlier
            packet.isRepeated = history[..<number].contains { $0.isSameNumber(as: packet) }
            append(packet, to: live.count - 1)
        }
    }

    func isSelected(_ key: StreamKey) -> Bool {
        if let host = options.host, key.flow.source != host, key.flow.destination != host { return false }
        if let ssrc = options.ssrc, key.ssrc != ssrc { return false }
        return true
    }
}
