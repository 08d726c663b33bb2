/// Where a stream's packets lie on the sender's RTP clock: what `stream-ID.wav` shows (REPORT).
///
/// Packets come in order of sequence numbers. A segment, a timestamp that runs back, or one that would make more than
/// an hour of silence is placed by its arrival. Jumps that would do so together only add up to that hour.
struct EvidenceTrack: Sendable {
    /// Silence that a timestamp may make at most, seconds.
    static let longestSilenceS = 3600

    private let sampleRateHz: Int
    /// Capture time of sample 0, ns since 1970 UTC; 0 before the first packet.
    private(set) var start: Int64 = 0
    private(set) var track = SampleTrack()
    /// Packets that lie over earlier sound, in whole or in part.
    private(set) var overlapped = 0
    /// Timestamps that could not be followed, because they ran back or far ahead: placed by arrival.
    private(set) var timestampJumps = 0
    /// Sound after a silence of more than `longestSilenceS` by the wall clock was left out.
    private(set) var isCutOff = false
    private var previousTimestamp: UInt32 = 0
    private var position = 0
    private var isAnchored = false

    init(sampleRateHz: Int) {
        self.sampleRateHz = sampleRateHz
    }

    /// Notes a segment cut: the next packet is placed by its arrival.
    mutating func cut() {
        isAnchored = false
    }

    /// Where the next packet in sequence order goes, and how many of its samples lie over earlier sound.
    ///
    /// - Parameters:
    ///   - samples: Samples the packet has.
    ///   - anchor: First packet of the segment to arrive, by which the segment is placed.
    /// - Returns: Samples to leave out at its beginning; `nil` where all of it is left out.
    mutating func place(
        timestamp: UInt32, arrival: Int64, samples: Int, anchor: (timestamp: UInt32, arrival: Int64),
        spool: inout SampleSpool
    ) -> Int? {
        guard !isCutOff else { return nil }
        let longest = Self.longestSilenceS * sampleRateHz
        let step = Int(Int32(bitPattern: timestamp &- previousTimestamp))
        if !isAnchored {
            placeSegment(timestamp: timestamp, anchor: anchor)
        } else if step < -sampleRateHz || position + step - track.end > longest {
            position = samplePosition(arrival)
            timestampJumps += 1
        } else if step > sampleRateHz, position + step - samplePosition(arrival) > longest {
            // Jumps below the limit add up: behind an hour of them no sound moves any more.
            position = max(track.end, samplePosition(arrival))
            timestampJumps += 1
        } else {
            position += step
        }
        isAnchored = true
        previousTimestamp = timestamp
        guard position - track.end <= longest else {
            isCutOff = true
            return nil
        }
        track.skip(to: position, spool: &spool)
        let covered = track.end - position
        if covered > 0, samples > 0 { overlapped += 1 }
        return covered < samples ? covered : nil
    }

    /// Appends the samples of the packet that was placed last.
    mutating func append(
        _ bytes: RawSpan, _ range: Range<Int>, decodedBy table: [Int16], spool: inout SampleSpool
    ) {
        track.append(bytes, range, decodedBy: table, spool: &spool)
    }

    mutating func finish(_ spool: inout SampleSpool) {
        track.flush(into: &spool)
    }

    private mutating func placeSegment(timestamp: UInt32, anchor: (timestamp: UInt32, arrival: Int64)) {
        let ahead = Int(Int32(bitPattern: anchor.timestamp &- timestamp))
        if track.isEmpty, track.end == 0, start == 0 {
            start = anchor.arrival &- Int64(ahead) * 1_000_000_000 / Int64(sampleRateHz)
            position = 0
        } else {
            position = samplePosition(anchor.arrival) - ahead
        }
    }

    private func samplePosition(_ arrival: Int64) -> Int {
        Int((Double(arrival &- start) * 1e-9 * Double(sampleRateHz)).rounded())
    }
}
