extension StreamScanner {
    /// The next frames of a batch as far as they are plain RTP packets: read and looked up some at a time, before the
    /// first of them is taken.
    ///
    /// With thousands of streams alive what is kept of each lies in a distant cache. One after another every packet would
    /// wait for its own stream; asked for together they come in little more than the time of one.
    struct Lookahead {
        static let limit = 64

        /// What a stream knows its next packet by, and keeps of it.
        struct Packet: BitwiseCopyable {
            var hash: UInt64 = 0
            /// The first eight bytes of its RTP header.
            var head: UInt64 = 0
            var arrival: Int64 = 0
            var ssrc: UInt32 = 0
            var frame: UInt32 = 0
            /// See `SteadyRun.context`.
            var context: UInt32 = 0
            /// Place of its stream, plus one; 0 for none.
            fileprivate var found: UInt32 = 0
            var ipLength: UInt16 = 0
            /// Bytes behind the fixed header.
            var payloadLength: UInt16 = 0

            /// Of its stream; `nil` for none.
            ///
            /// Safe to keep: records of a slab never move, and places are asked for within one batch only, while no stream
            /// goes.
            fileprivate(set) var live: UnsafeMutablePointer<Live>?

            /// Types of RTCP are none of a stream's packets, though under its SSRC.
            @inline(__always) var isRTP: Bool {
                RTPHeader.isHeader(
                    UInt32(truncatingIfNeeded: head >> 32), length: RTPHeader.fixedLength + Int(payloadLength))
            }

            /// Of its stream, where `live` is not `nil`.
            @inline(__always) var place: Int { Int(found) &- 1 }
        }

        fileprivate(set) var packets = InlineArray<64, Packet>(repeating: Packet())
        /// Of the frames in their batch: the first of them is at place 0, and so on.
        fileprivate(set) var positions = 0..<0
        /// Bit n: the packet at place n is of a known stream.
        fileprivate var known: UInt64 = 0

        /// Places in `packets` of the frame at a position and of those behind it; `nil` where it is none of them.
        @inline(__always) func places(from position: Int) -> Range<Int>? {
            guard positions.contains(position) else { return nil }
            return position &- positions.lowerBound..<positions.count
        }

        /// Whether a frame is a packet of a known stream.
        @inline(__always) func knows(_ position: Int) -> Bool {
            positions.contains(position) && known &>> UInt64(position &- positions.lowerBound) & 1 != 0
        }

        /// Forgets a batch that has ended.
        mutating func forget() { positions = 0..<0 }
    }

    /// Looks at the frames from a position on, up to the first that can be no stream's next packet.
    @inline(never)
    mutating func lookAhead(_ frames: Span<FrameRef>, from start: Int, in bytes: RawSpan, file: Int) {
        let file = UInt16(truncatingIfNeeded: file)
        let limit = min(Lookahead.limit, frames.count &- start)
        var count = 0
        while count < limit {
            // Safe: not beyond the last frame, nor beyond the room there is.
            let frame = frames[unchecked: start &+ count]
            guard !limitsTime || options.time.contains(frame.arrival),
                let packet = Lookahead.Packet(frame, in: bytes, file: file, hash)
            else { break }
            ahead.packets[unchecked: count] = packet
            count &+= 1
        }
        ahead.positions = start..<start &+ count
        for place in 0..<count {
            // Safe, here and below: there are so many.
            ahead.packets[unchecked: place].found = index.firstFit(ahead.packets[unchecked: place].hash)
        }
        var (known, surprising): (UInt64, UInt64) = (0, 0)
        for place in 0..<count where ahead.packets[unchecked: place].found > 0 {
            let stream = live.pointer(to: ahead.packets[unchecked: place].place)
            guard stream.pointee.hash == ahead.packets[unchecked: place].hash,
                stream.pointee.ssrc == ahead.packets[unchecked: place].ssrc
            else { continue }
            ahead.packets[unchecked: place].live = stream
            known |= 1 &<< UInt64(place)
            surprising |= (stream.pointee.run.awaits(ahead.packets[unchecked: place].head) ? 0 : 1) &<< UInt64(place)
        }
        ahead.known = known
        if surprising != 0 { touch(surprising) }
    }

    /// Asks for what will be needed to measure runs that packets will end.
    ///
    /// - Parameter surprising: Bit n: the one at place n is not what its stream's run awaits.
    @inline(__always) private mutating func touch(_ surprising: UInt64) {
        var any: UInt8 = 0
        var rest = surprising
        while rest != 0 {
            let place = ahead.packets[rest.trailingZeroBitCount].place
            any |= analyzers.touch(place) | live[place].touchRun()
            rest &= rest &- 1
        }
        rest = surprising
        while rest != 0 {
            any |= analyzers.touchDelays(ahead.packets[rest.trailingZeroBitCount].place)
            rest &= rest &- 1
        }
        touched |= any
    }
}

extension StreamScanner.Lookahead.Packet {
    /// - Returns: `nil` for what is surely no next packet of a stream, among that whatever `SteadyRun` does not take.
    @inline(__always)
    fileprivate init?(_ reference: FrameRef, in bytes: RawSpan, file: UInt16, _ hash: StreamHash) {
        // With less payload it may be a keep-alive.
        guard let datagram = PlainDatagram(reference, in: bytes, least: RTPHeader.fixedLength + 2) else { return nil }
        // Safe: the fixed header was just found to be there.
        head = bytes.bigEndian64(uncheckedAt: datagram.payloadOffset)
        ssrc = bytes.bigEndian32(uncheckedAt: datagram.payloadOffset &+ 8)
        // Version 2, and nothing else that the first byte can say, nor a marker.
        guard head >> 55 == 0x8000 >> 7, datagram.payloadLength != Int(head >> 32 & 0xFFFF),
            datagram.payloadLength != RTPHeader.fixedLength + 4
        else { return nil }
        self.hash = hash(addresses: datagram.addresses, ports: datagram.ports, ssrc: ssrc)
        arrival = reference.arrival
        frame = reference.number
        context = SteadyRun.context(file: file, dscp: datagram.dscp)
        ipLength = datagram.ipLength
        payloadLength = UInt16(truncatingIfNeeded: datagram.payloadLength &- RTPHeader.fixedLength)
    }
}
