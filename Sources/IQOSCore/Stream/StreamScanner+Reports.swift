/// RTCP on its way into the table, beside how far the streams have come that it is about.
extension StreamScanner {
    /// So long after its last packet a stream stands still, ns.
    private static let stillness: Int64 = 100_000_000

    /// Takes what is no RTP, where it is RTCP.
    ///
    /// - Returns: `false` where it is none, or may be something else.
    @inline(never)
    mutating func ingestReports(_ datagram: Datagram, _ frame: FrameRef, in bytes: RawSpan, file: Int) -> Bool {
        if !vendors.isEmpty, ingestBehindHeader(datagram, frame, in: bytes, file: file) { return true }
        guard
            var compound = RTCPCompound(
                in: bytes, at: datagram.payloadOffset, capturedLength: datagram.capturedLength,
                length: datagram.payloadLength)
        else { return false }
        let range = datagram.payloadOffset..<datagram.payloadOffset + datagram.capturedLength
        let sighting = MessageSighting(arrival: frame.arrival, file: Int32(clamping: file))
        let isEncrypted =
            compound.isChained
            ? compound.form == .encrypted : isCipher(compound, datagram.flow, frame, in: bytes)
        if isEncrypted == true {
            if !reportCopies.take(bytes, range, on: datagram.flow, sighting, isEncrypted: true) {
                reports.addEncrypted(ssrc: compound.firstSSRC, on: datagram.flow)
            }
            return false
        }
        if reportCopies.take(bytes, range, on: datagram.flow, sighting) { return true }
        if datagram.capturedLength < datagram.payloadLength {
            reports.addCut(ssrc: compound.firstSSRC, on: datagram.flow)
            if isEncrypted == nil { return true }
        }
        while let packet = compound.next(in: bytes) {
            RTCPMessage.read(packet, in: bytes) { message in
                let progress = progress(message, datagram.flow, at: frame.arrival)
                reports.add(message, on: datagram.flow, at: frame.arrival, in: bytes, progress: progress)
            }
        }
        return true
    }

    /// Seconds by which the times of a sender may be off and are still believed where nothing else can be checked.
    private static let believed = (timestampS: 30, ntpS: UInt64(86_400))
    /// Seconds from 1900 to 1970.
    private static let ntpOfUnix: UInt64 = 2_208_988_800

    /// Whether RTCP is encrypted whose lengths cannot be checked, for it was cut: a sender's report that tells neither
    /// the time of the capture nor that of the stream is.
    ///
    /// - Returns: `nil` where the stream is not known that would have to tell.
    private func isCipher(_ compound: RTCPCompound, _ flow: Flow, _ frame: FrameRef, in bytes: RawSpan) -> Bool? {
        if compound.form == .encrypted { return true }
        var compound = compound
        guard let packet = compound.next(in: bytes), packet.type == RTCPPacket.Kind.senderReport,
            let info = RTCPSenderInfo(in: bytes, at: packet.body.lowerBound + 4, end: packet.body.upperBound)
        else { return false }
        if frame.arrival != FrameRef.noArrival {
            let due = UInt64(max(0, frame.arrival / 1_000_000_000)) + Self.ntpOfUnix
            let told = info.ntp >> 32
            if max(due, told) - min(due, told) <= Self.believed.ntpS { return false }
        }
        for media in RTCPTable.mediaFlows(of: flow) {
            let key = StreamKey(flow: media, ssrc: compound.firstSSRC)
            guard let place = place(of: key, hash(key)) else { continue }
            let rate = analyzers[place].clockRateHz > 0 ? Int(analyzers[place].clockRateHz) : 90_000
            let ticks = Int(Int32(bitPattern: info.timestamp &- analyzers[place].last.timestamp))
            return abs(ticks) > rate * Self.believed.timestampS
        }
        return nil
    }

    /// Whether anything but its own packets tells that a stream is media: RTCP about it, what shares a port with media
    /// only, or signalling.
    func vouches(for analyzer: borrowing StreamAnalyzer) -> Bool {
        companions[analyzer.key.flow] != nil || tells(of: analyzer)
    }

    /// Whether RTCP is about a stream, or signalling names its address and port.
    func tells(of analyzer: borrowing StreamAnalyzer) -> Bool {
        if reports.place(ofStream: analyzer.key) != nil { return true }
        guard !signalling.isSilent else { return false }
        return signalling.media(of: analyzer.key.flow, from: analyzer.first.arrival, to: analyzer.last.arrival) != nil
    }

    /// How far the stream has come that a report on this flow is about.
    private mutating func progress(
        _ message: RTCPMessage, _ flow: Flow, at arrival: Int64
    ) -> StreamProgress? {
        let (direction, ssrc): (Flow, UInt32)
        switch message {
        case .senderReport(let sender, _): (direction, ssrc) = (flow, sender)
        case .reception(_, let block): (direction, ssrc) = (flow.reversed, block.ssrc)
        default: return nil
        }
        for media in RTCPTable.mediaFlows(of: direction) {
            let key = StreamKey(flow: media, ssrc: ssrc)
            guard let place = place(of: key, hash(key)) else { continue }
            var progress = analyzers[place].progress
            // What waits to be measured is the next numbers, each once.
            let count = live[place].run.count
            progress.expected += count
            progress.unique += count
            let latest = count > 0 ? live[place].times.arrival(count - 1) : analyzers[place].last.arrival
            progress.isStill = arrival &- latest > Self.stillness
            return progress
        }
        return nil
    }
}
