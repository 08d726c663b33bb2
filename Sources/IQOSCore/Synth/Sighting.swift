/// An RTP packet in the capture.
struct Sighting: Sendable, Equatable {
    /// Capture time as the file says it, ns since 1970 UTC.
    var arrival: Int64
    /// Number of the frame, from 1.
    var frame: Int
    /// Index among the packets that the stream sent.
    var packet: Int
}

/// Jitter of one stream, ms.
struct JitterTruth: Sendable, Equatable {
    var mean = 0.0
    var max = 0.0
    var last = 0.0

    /// RFC 3550 §6.4.1 over unique packets in order of arrival.
    ///
    /// - Parameter isMediaOnly: Leaves out events and comfort noise, and the difference to the first packet after one.
    init(of arrivals: [(packet: SentPacket, arrival: Int64)], isMediaOnly: Bool) {
        var previous: (packet: SentPacket, arrival: Int64)?
        var jitter = 0.0
        var sum = 0.0
        var count = 0
        for current in arrivals {
            if isMediaOnly, !current.packet.isAudio {
                previous = nil
                continue
            }
            if let previous {
                let elapsed = Double(current.arrival - previous.arrival) / Double(RTPClock.nanosecondsPerTick)
                let media = Double(Int32(bitPattern: current.packet.timestamp &- previous.packet.timestamp))
                jitter += (abs(elapsed - media) - jitter) / 16
                sum += jitter
                count += 1
                max = Swift.max(max, jitter / Double(RTPClock.ticksPerMs))
            }
            previous = current
        }
        last = jitter / Double(RTPClock.ticksPerMs)
        mean = count == 0 ? 0 : sum / Double(count) / Double(RTPClock.ticksPerMs)
    }
}

/// Packets that a fixed jitter buffer cannot play: too late, or so early that it is full.
struct LatenessTruth: Sendable, Equatable {
    static let bufferMs = 60
    /// Sound that the buffer holds beyond its delay.
    static let capacityMs = 500
    /// After so many late packets in a row the next one sets a new schedule.
    private static let patience = 10

    /// Extended sequence numbers, in order of arrival.
    private(set) var late: [Int] = []

    /// Plays unique packets in order of arrival; events and comfort noise are not played and never late.
    ///
    /// The schedule hangs on the first packet, and anew on a marker (unless it comes out of order), on the first sound
    /// after comfort noise, and on the packet after ten late ones in a row.
    init(of arrivals: [(packet: SentPacket, arrival: Int64)]) {
        var anchor: (arrival: Int64, timestamp: UInt32)?
        var highest = Int.min
        var inARow = 0
        var isAfterNoise = false
        for (packet, arrival) in arrivals {
            defer { highest = max(highest, packet.sequence) }
            guard packet.isAudio else {
                if case .comfortNoise = packet.content { isAfterNoise = true }
                continue
            }
            let isTalkspurt = (packet.isMarker || isAfterNoise) && packet.sequence > highest
            isAfterNoise = false
            guard let current = anchor, !isTalkspurt, inARow < Self.patience else {
                anchor = (arrival, packet.timestamp)
                inARow = 0
                continue
            }
            let ticks = Int64(Int32(bitPattern: packet.timestamp &- current.timestamp))
            let deadline =
                current.arrival + Int64(Self.bufferMs) * 1_000_000 + ticks * RTPClock.nanosecondsPerTick
            if arrival > deadline || deadline - arrival > Int64(Self.bufferMs + Self.capacityMs) * 1_000_000 {
                late.append(packet.sequence)
                inARow += 1
            } else {
                inARow = 0
            }
        }
    }
}
