/// The RTCP of one call: compound packets of both sides with right NTP, LSR and DLSR (RFC 3550 §6).
struct RTCPSender: Sendable {
    /// One participant, as its reports and those about it need it.
    struct Side: Sendable {
        var ssrc: UInt32
        var canonicalName: String
        var direction: DirectionPlan
        /// RTP timestamp of the media start.
        var firstTimestamp: UInt32
        /// Capture clock at the sender, ns since 1970 UTC.
        var mediaStart: Int64
        var packets: [SentPacket]
        /// When each of `packets` left, ns since 1970 UTC.
        var sendTimes: [Int64]
        /// Capture times of what arrived, network copies included, with the index into `packets`; in order of time.
        var arrivals: [(time: Int64, packet: Int)]

        /// From this side to the capture point or back, ns.
        var delay: Int64 { Int64(direction.delayMs * 1e6) }
    }

    /// A compound packet, and when its side sends it.
    struct Report: Sendable {
        var side: Int
        var sentAt: Int64
        var payload: [UInt8]
    }

    /// Between reports before randomisation, ns (RFC 3550 §6.2).
    private static let interval = 5e9
    /// e - 3/2, which makes up for timer reconsideration (RFC 3550 §6.3.1).
    private static let compensation = 1.21828

    private let sides: [Side]
    /// Times at which each side reports; the last one says BYE.
    private let times: [[Int64]]

    init(sides: [Side], end: Int64, seed: UInt64, call: Int) {
        self.sides = sides
        times = sides.indices.map { index in
            var generator = SeededGenerator(seed: seed, purpose: .rtcp, call: call, side: index)
            var times: [Int64] = []
            var time = sides[index].mediaStart + Self.wait(Self.interval / 2, &generator)
            while time < end {
                times.append(time)
                time += Self.wait(Self.interval, &generator)
            }
            return times + [end]
        }
    }

    private static func wait(_ interval: Double, _ generator: inout SeededGenerator) -> Int64 {
        Int64(interval * generator.uniform(in: 0.5...1.5) / compensation)
    }

    /// All compound packets, side after side, each in order of time.
    func reports() -> [Report] {
        sides.indices.flatMap { reports(ofSide: $0) }
    }

    private func reports(ofSide index: Int) -> [Report] {
        let side = sides[index]
        let other = sides[1 - index]
        var statistics: ReceptionStatistics?
        var heard = 0
        var sent = 0
        var octets = 0
        return times[index].map { time in
            while sent < side.packets.count, side.sendTimes[sent] <= time {
                octets += side.packets[sent].payloadOctets
                sent += 1
            }
            // What passed the capture point still has this side's own delay before it.
            while heard < other.arrivals.count, other.arrivals[heard].time + side.delay <= time {
                let arrival = other.arrivals[heard]
                let packet = other.packets[arrival.packet]
                if statistics == nil { statistics = ReceptionStatistics(firstSequence: packet.sequence) }
                statistics?.add(packet, arrival: arrival.time + side.delay)
                heard += 1
            }
            let echo = lastReportHeard(bySide: index, at: time)
            let block = statistics?.block(ssrc: other.ssrc, lastReport: echo.lastReport, delay: echo.delay)
            var payload =
                sent > 0
                ? senderReport(of: side, at: time, packets: sent, octets: octets, block: block)
                : receiverReport(of: side, block: block)
            payload += sourceDescription(of: side)
            if time == times[index].last { payload += goodbye(of: side) }
            return Report(side: index, sentAt: time, payload: payload)
        }
    }

    /// LSR and DLSR: middle 32 bits of the other side's last sender report, and its age in 1/65536 s; 0 without one.
    private func lastReportHeard(bySide index: Int, at time: Int64) -> (lastReport: UInt32, delay: UInt32) {
        let other = sides[1 - index]
        let way = other.delay + sides[index].delay
        guard let firstSent = other.sendTimes.first,
            let sentAt = times[1 - index].last(where: { $0 >= firstSent && $0 + way <= time })
        else { return (0, 0) }
        let age = time - (sentAt + way)
        return (
            UInt32(truncatingIfNeeded: Self.ntp(sentAt) >> 16), UInt32(truncatingIfNeeded: age * 65536 / 1_000_000_000)
        )
    }

    /// Seconds since 1900 in 32.32 fixed point (RFC 5905 §6).
    static func ntp(_ time: Int64) -> UInt64 {
        let (seconds, nanoseconds) = time.quotientAndRemainder(dividingBy: 1_000_000_000)
        return UInt64(seconds + 2_208_988_800) << 32 | UInt64(nanoseconds) << 32 / 1_000_000_000
    }

    private func senderReport(of side: Side, at time: Int64, packets: Int, octets: Int, block: [UInt8]?) -> [UInt8] {
        let elapsed = Double(time - side.mediaStart) / Double(RTPClock.nanosecondsPerTick)
        let ticks = Int64(elapsed * (1 + side.direction.driftPpm * 1e-6))
        var body: [UInt8] = []
        body.appendBigEndian(side.ssrc)
        body.appendBigEndian(Self.ntp(time))
        body.appendBigEndian(side.firstTimestamp &+ UInt32(truncatingIfNeeded: ticks))
        body.appendBigEndian(UInt32(truncatingIfNeeded: packets))
        body.appendBigEndian(UInt32(truncatingIfNeeded: octets))
        return packet(type: 200, count: block == nil ? 0 : 1, body: body + (block ?? []))
    }

    private func receiverReport(of side: Side, block: [UInt8]?) -> [UInt8] {
        var body: [UInt8] = []
        body.appendBigEndian(side.ssrc)
        return packet(type: 201, count: block == nil ? 0 : 1, body: body + (block ?? []))
    }

    /// SDES with the CNAME; the chunk ends with one to four zero octets, up to the 32-bit boundary (RFC 3550 §6.5).
    private func sourceDescription(of side: Side) -> [UInt8] {
        var body: [UInt8] = []
        body.appendBigEndian(side.ssrc)
        let name = Array(side.canonicalName.utf8.prefix(255))
        body += [1, UInt8(name.count)] + name
        body += [UInt8](repeating: 0, count: 4 - body.count % 4)
        return packet(type: 202, count: 1, body: body)
    }

    private func goodbye(of side: Side) -> [UInt8] {
        var body: [UInt8] = []
        body.appendBigEndian(side.ssrc)
        return packet(type: 203, count: 1, body: body)
    }

    /// Common header (RFC 3550 §6.4.1); `body` is a multiple of four octets.
    private func packet(type: UInt8, count: UInt8, body: [UInt8]) -> [UInt8] {
        var bytes: [UInt8] = [0x80 | count, type]
        bytes.appendBigEndian(UInt16(body.count / 4))
        return bytes + body
    }
}
