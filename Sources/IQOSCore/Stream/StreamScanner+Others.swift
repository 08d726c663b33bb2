/// All frames but those that a known stream was to bring next.
extension StreamScanner {
    /// Takes frames from a position on, until some of them were just what a known stream was to bring next, or the next
    /// one may be.
    ///
    /// - Returns: Position behind those that were taken.
    @inline(never)
    mutating func ingestOthers(_ frames: Span<FrameRef>, from start: Int, in bytes: RawSpan, file: Int) -> Int {
        var position = start
        // Where calls are nearly all there is, the next frame is expected again: to look far ahead would be for nothing.
        var reach = 1
        while position < frames.count {
            let end = min(position &+ reach, frames.count)
            let found = look(at: frames, position..<end, in: bytes)
            readRTP(found, frames, in: bytes, file: file)
            touch(found)
            position = end
            if ingest(found, frames, in: bytes, file: file) || ahead.knows(position) { break }
            reach = min(2 &* reach, FirstLook.limit)
        }
        return position
    }

    /// Takes a frame that is a packet of a known stream, though not what that was to bring next.
    @inline(never)
    mutating func ingestKnown(_ frame: FrameRef, of place: Int, in bytes: RawSpan, file: Int) {
        noteTime(of: frame)
        _ = ingestRTP(frame, of: place, in: bytes, file: file)
    }

    /// Looks at no more than `FirstLook.limit` frames, and is done with those that are nothing.
    ///
    /// - Returns: How many of `looks` there are, in order of the frames.
    @inline(__always)
    private mutating func look(at frames: Span<FrameRef>, _ range: Range<Int>, in bytes: RawSpan) -> Int {
        let time = options.time
        var (found, nothing) = (0, 0)
        for position in range {
            let frame = frames[position]
            noteTime(of: frame)
            guard time.contains(frame.arrival) else { continue }
            var kind = FirstLook.Kind.unusual
            if let datagram = PlainDatagram(frame, in: bytes) {
                kind = .other
                if datagram.payloadLength >= RTPHeader.fixedLength {
                    // Safe: the fixed header was just found to be there.
                    let head = bytes.bigEndian32(uncheckedAt: datagram.payloadOffset)
                    let body = bytes.bigEndian32(uncheckedAt: datagram.payloadOffset &+ 4)
                    if datagram.payloadLength < Self.unknownLength,
                        firstBytes.isNothing(head, body, ports: datagram.ports)
                    {
                        nothing &+= 1
                        continue
                    }
                    if RTPHeader.isHeader(head, length: datagram.payloadLength) { kind = .rtp }
                }
            }
            looks[found].position = UInt32(truncatingIfNeeded: position)
            looks[found].kind = kind
            looks[found].place = 0
            found &+= 1
        }
        counters.datagrams += nothing
        return found
    }

    @inline(__always) private mutating func noteTime(of frame: FrameRef) {
        if frame.arrival >= latestArrival {
            latestArrival = frame.arrival
        } else if frame.arrival != FrameRef.noArrival {
            counters.timeReversals += 1
        }
    }

    /// Finds the streams of those that are RTP, and reads the packets of those that have none.
    @inline(__always)
    private mutating func readRTP(_ found: Int, _ frames: Span<FrameRef>, in bytes: RawSpan, file: Int) {
        for number in 0..<found where looks[number].kind == .rtp {
            let frame = frames[Int(looks[number].position)]
            let datagram = PlainDatagram(known: frame, in: bytes)
            // Safe: it has the fixed header.
            let ssrc = bytes.bigEndian32(uncheckedAt: datagram.payloadOffset &+ 8)
            let hashed = hash(addresses: datagram.addresses, ports: datagram.ports, ssrc: ssrc)
            if let stream = place(ssrc: ssrc, hashed) {
                looks[number].kind = .known
                looks[number].stream = UInt64(truncatingIfNeeded: stream)
                continue
            }
            looks[number].stream = hashed
            guard !firstBytes.mayEnclose(ports: datagram.ports) else { continue }
            let name = CandidateCache.Name(StreamKey(flow: datagram.flow, ssrc: ssrc))
            looks[number].name = name
            looks[number].place = candidates.place(name)
            if let packet = PacketEvent(bare: datagram, frame, file: file, in: bytes) {
                looks[number].kind = .candidate
                looks[number].packet = packet
            }
        }
    }

    /// Asks for the memory that the first so many of `looks` will need. Nothing else is done here, so that all of it is
    /// waited for at once.
    @inline(__always) private mutating func touch(_ found: Int) {
        var any: UInt64 = 0
        for number in 0..<found { any |= candidates.touch(looks[number].place) }
        touched |= UInt8(truncatingIfNeeded: any)
    }

    /// Takes what was looked at.
    ///
    /// - Returns: Whether a frame was just what a known stream was to bring next.
    @inline(__always)
    private mutating func ingest(_ found: Int, _ frames: Span<FrameRef>, in bytes: RawSpan, file: Int) -> Bool {
        let streams = live.count
        var isExpected = false
        for number in 0..<found {
            if looks[number].kind == .candidate, live.count == streams, ingestFirst(number) { continue }
            let frame = frames[Int(looks[number].position)]
            switch looks[number].kind {
            case .candidate, .rtp: ingestRTP(frame, hash: looks[number].stream, in: bytes, file: file)
            case .known:
                let place = Int(truncatingIfNeeded: looks[number].stream)
                if ingestRTP(frame, of: place, in: bytes, file: file) { isExpected = true }
            case .other: ingestOther(frame, in: bytes, file: file)
            case .unusual: ingestUnusual(frame, in: bytes, file: file)
            }
        }
        return isExpected
    }

    /// Takes the first packet of a candidate, unless it may be anything else.
    ///
    /// - Parameter number: Of the look at it.
    @inline(__always) private mutating func ingestFirst(_ number: Int) -> Bool {
        guard vendors.isEmpty, !isSelective,
            looks[number].packet.ipLength < UInt16(PlainDatagram.ipHeadersLength + Self.unknownLength),
            candidates.addFirst(looks[number].packet, looks[number].name)
        else { return false }
        counters.datagrams += 1
        return true
    }

    /// Takes a datagram that is no RTP.
    @inline(never) private mutating func ingestOther(_ frame: FrameRef, in bytes: RawSpan, file: Int) {
        let datagram = PlainDatagram(known: frame, in: bytes)
        let offset = datagram.payloadOffset
        let end = offset + datagram.payloadLength
        if isRTCP(in: bytes, at: offset, capturedEnd: end) { counters.rtcp += 1 }
        let head = bytes.bigEndian32(at: offset)
        if let head, head >> 30 != 2,
            PacketUnwrapper.mayCarry(ports: datagram.ports, head: head, length: datagram.payloadLength)
                || mayBeClearESP(datagram, in: bytes)
        {
            return ingestUnusual(frame, in: bytes, file: file)
        }
        counters.datagrams += 1
        guard let head else { return }
        if RTCPCompound.isHeader(head), ingestReports(datagram.datagram, frame, in: bytes, file: file) { return }
        if SignallingProtocol.mayBegin(head, in: bytes, at: offset),
            ingestSignalling(datagram.flow, frame, in: bytes, offset..<end, file: file)
        {
            return
        }
        if datagram.payloadLength >= Self.unknownLength {
            ingestUnknown(datagram.datagram, frame, in: bytes, file: file)
        }
    }

    /// Looks at the payload of a packet that its stream was to bring next, and has taken.
    @inline(never)
    mutating func lookAtPayload(of frame: FrameRef, _ place: Int, in bytes: RawSpan, file: Int) {
        let datagram = PlainDatagram(known: frame, in: bytes)
        guard let packet = PacketEvent(datagram, frame, file: file, in: bytes) else { return }
        look(at: packet, of: place, payload: datagram.payload(behind: RTPHeader.fixedLength), in: bytes)
    }

    /// Takes RTP of a known stream.
    ///
    /// - Returns: Whether it was just what the stream was to bring next.
    @inline(never)
    private mutating func ingestRTP(_ frame: FrameRef, of place: Int, in bytes: RawSpan, file: Int) -> Bool {
        let datagram = PlainDatagram(known: frame, in: bytes)
        guard let packet = PacketEvent(bare: datagram, frame, file: file, in: bytes) else {
            return ingestListed(datagram, frame, of: place, in: bytes, file: file)
        }
        counters.datagrams += 1
        let payload = datagram.payload(behind: RTPHeader.fixedLength)
        if !live[place].isCompared, live[place].take(packet) {
            if !live[place].isSampled { look(at: packet, of: place, payload: payload, in: bytes) }
            return true
        }
        add(packet, to: place, payload: payload, in: bytes, of: frame)
        return false
    }

    /// The same for a packet that has more than the fixed header, or hardly any payload.
    private mutating func ingestListed(
        _ datagram: PlainDatagram, _ frame: FrameRef, of place: Int, in bytes: RawSpan, file: Int
    ) -> Bool {
        let end = datagram.payloadOffset + datagram.payloadLength
        guard
            let header = RTPHeader(
                in: bytes, at: datagram.payloadOffset, capturedLength: datagram.payloadLength,
                length: datagram.payloadLength)
        else { return false }
        counters.datagrams += 1
        let packet = PacketEvent(
            header, frame, capturedEnd: end, datagramLength: datagram.payloadLength, ipLength: datagram.ipLength,
            dscp: datagram.dscp, file: file, bytes: bytes)
        if live[place].isSampled, !header.isOpaque, live[place].take(packet) { return true }
        add(packet, to: place, header, in: bytes, capturedUpTo: end, of: frame)
        return false
    }

    /// Takes RTP of no stream that was known when it was looked at.
    ///
    /// - Parameter hashed: Of the stream that it would be of.
    @inline(never)
    private mutating func ingestRTP(_ frame: FrameRef, hash hashed: UInt64, in bytes: RawSpan, file: Int) {
        let datagram = PlainDatagram(known: frame, in: bytes)
        guard let packet = PacketEvent(datagram, frame, file: file, in: bytes),
            let ssrc = bytes.bigEndian32(at: datagram.payloadOffset + 8)
        else { return }
        if let place = place(ssrc: ssrc, hashed) {
            _ = ingestRTP(frame, of: place, in: bytes, file: file)
            return
        }
        // VXLAN with a group, LISP with a nonce and GRE with a check sum begin as RTP does, and so may ESP.
        if FrameDecoder.isTunnelPort(datagram.flow.sourcePort, or: datagram.flow.destinationPort)
            || mayBeClearESP(datagram, in: bytes)
        {
            return ingestUnusual(frame, in: bytes, file: file)
        }
        counters.datagrams += 1
        if !vendors.isEmpty, ingestBehindHeader(datagram.datagram, frame, in: bytes, file: file) { return }
        let key = StreamKey(flow: datagram.flow, ssrc: ssrc)
        guard !isSelective || isSelected(key) else { return }
        if let history = candidates.add(packet, key: key) {
            open(key, hashed, encapsulation: datagram.datagram.encapsulation, history)
        } else if datagram.payloadLength >= Self.unknownLength {
            ingestUnknown(datagram.datagram, frame, in: bytes, file: file, isLikeRTP: true)
        }
    }

    @inline(__always) private func mayBeClearESP(_ datagram: PlainDatagram, in bytes: RawSpan) -> Bool {
        FrameDecoder.isESP(ports: datagram.ports)
            && FrameDecoder.mayBeClear(bytes, end: datagram.payloadOffset + datagram.payloadLength)
    }
}
