import Foundation
import IQOSCore
import TestSupport

/// One direction of a call: a sender whose clock is `ppm` fast, with clicks at given times of the wall clock.
struct ClickSender: Sendable {
    /// The sender begins anew, at once: with another timestamp, other numbers, or as another source altogether.
    struct Cut: Sendable {
        enum Kind: Sendable { case timestamp, numbers, source }

        var atS: Double
        var kind: Kind
    }

    var ppm = 0.0
    var ptimeMs = 20
    /// Wall time, s, in which nothing is sent; the timestamp goes on or stays behind by that time.
    var pauses: [Range<Double>] = []
    var stopsClockInPauses = false
    /// Comfort noise opens each pause, and each silence of less than 20 s.
    var sendsNoise = false
    /// Lengths of talkspurts and of the silence behind each, s; silence is not sent.
    var talkS = 2
    var silenceS = 0
    var cuts: [Cut] = []
    var lossPercent = 0.0
    /// Mean of the exponential delay on top, ms.
    var jitterMs = 0.0
    /// What the first packet of a talkspurt waits beyond that, ms; those behind it keep their order.
    var heldMs = 0.0
    var ssrc = 1
    var seed = 1

    /// What packets have beyond the count of the first one's source.
    private struct Offsets {
        var sequence = 0
        var timestamp = 0
        var source = 0

        init(_ cuts: some Sequence<Cut>) {
            for cut in cuts {
                timestamp += 1_000_003_337
                if cut.kind != .timestamp { sequence += 20_011 }
                if cut.kind == .source { source += 1 }
            }
        }
    }

    /// Adds packets of `seconds` with a click at each of `clicks`, s after `TestCapture.start`.
    func append(
        to capture: inout TestCapture, seconds: Double, clicks: [Double], on path: TestCapture.Path = .init()
    ) {
        var random = SeededRandom(seed)
        var (sequence, held, next) = (0, 0, 0)
        var isAfterPause = true
        let rate = 8000 * (1 + ppm * 1e-6)
        let size = ptimeMs * 8
        var last = Int64.min
        for slot in 0..<Int(seconds * rate) / size {
            let (begin, end) = (Double(slot * size) / rate, Double((slot + 1) * size) / rate)
            while let click = clicks[next...].first, click < begin { next += 1 }
            let inside = clicks[next...].prefix { $0 < end }
            let isSilent = Int(begin) % (talkS + silenceS) >= talkS && inside.isEmpty
            let isPaused = isSilent || pauses.contains { $0.contains(begin) }
            if isPaused, isAfterPause || !sendsNoise || isSilent && silenceS >= 20 {
                if stopsClockInPauses, !isSilent { held += size }
                isAfterPause = true
                continue
            }
            var packet = SimulatedPacket(
                arrival: 0, sequence: sequence, timestamp: slot * size - held, type: isPaused ? 13 : 0,
                isMarker: isAfterPause && !isPaused, payload: isPaused ? [90] : [UInt8](repeating: 0xFF, count: size))
            for click in inside {
                let place = min(size - 4, max(0, Int(((click - begin) * rate).rounded())))
                for index in 0..<4 { packet.payload[place + index] = index < 2 ? 0x80 : 0x00 }
            }
            let offsets = Offsets(cuts.filter { $0.atS <= begin })
            packet.sequence &+= UInt16(truncatingIfNeeded: offsets.sequence)
            packet.timestamp &+= UInt32(truncatingIfNeeded: offsets.timestamp)
            // A packet leaves when its sound is complete, and packets keep their order.
            let first = packet.isMarker ? heldMs * 1e6 : 0
            let wait = isPaused ? 0 : first - jitterMs * log(1 - random.fraction()) * 1e6
            last = max(last + 1000, TestCapture.start + Int64((end * 1e9).rounded()) + Int64(wait))
            packet.arrival = last
            // Those with a click are not lost, nor those behind: concealment repeats clicks.
            let isNearClick = !inside.isEmpty || next > 0 && clicks[next - 1] >= begin - 0.1
            if random.fraction() * 100 >= lossPercent || isNearClick || isPaused {
                capture.append([packet], on: path, ssrc: ssrc + 1000 * offsets.source)
            }
            sequence += 1
            if isPaused, stopsClockInPauses, !isSilent { held += size }
            isAfterPause = isPaused
        }
    }
}
