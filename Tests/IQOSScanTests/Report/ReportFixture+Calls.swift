import IQOSCore
import IQOSScan

/// The calls that are unlike the others.
extension ReportFixture {
    static func addEncryptedCall(_ calls: inout [CallReport], _ streams: inout [StreamReport]) {
        addCall(&calls, &streams, seconds: 31, at: 90, lossPercent: [0], jitter: 1, late: 0)
        let position = streams.count - 1
        var stream = streams[position]
        stream.reverseStream = nil
        stream.encrypted = nil
        stream.codec = nil
        stream.payloadTypes[0] = PayloadTypeReport(
            number: 111, codec: nil, clockRateHz: nil, channels: nil, packets: stream.packets.captured, source: .unknown
        )
        stream.jitterMs = nil
        stream.jitterRFC3550Ms = nil
        stream.delayVariationMs = nil
        stream.ipdvMs = nil
        stream.packets.late = nil
        stream.unknown.note("late", "clock rate unknown")
        stream.clockRateHz = nil
        stream.intervals = stream.intervals.map { interval in
            var bare = interval
            bare.late = nil
            bare.jitterMs = nil
            bare.mosLQ = nil
            return bare
        }
        stream.quality.mosLQ = nil
        stream.quality.rFactor = nil
        stream.quality.minMosLQ = nil
        stream.quality.reason = "codec not known"
        for key: StaticString in ["r_factor", "mos_lq", "min_mos_lq"] {
            stream.quality.unknown.note(key, "codec not known")
        }
        for key: StaticString in [
            "codec", "clock_rate_hz", "jitter_ms", "jitter_rfc3550_ms", "jitter_ticks", "jitter_rfc3550_ticks",
            "delay_variation_ms", "ipdv_ms", "packets",
        ] {
            stream.unknown.note(key, "dynamic payload type without signalling")
        }
        stream.unknown.note("encrypted", "payload looks random, which compressed sound does too")
        stream.audio = StreamAudioReport()
        stream.audio?.reason = "codec not known"
        for key: StaticString in [
            "start", "sample_rate_hz", "duration_s", "active_speech_level_dbov", "activity_percent", "clipped_percent",
            "longest_silence_s", "overlapped_packets",
        ] {
            stream.audio?.unknown.note(key, "codec not known")
        }
        streams[position] = stream
        calls[3].codec = nil
        calls[3].minMosLQ = nil
        calls[3].unknown.note("codec", "codec not known")
        calls[3].unknown.note("min_mos_lq", "codec not known")
        calls[3].audio = CallAudioReport()
        calls[3].audio?.reason = "codec not known"
        calls[3].audio?.unknown.note("sample_rate_hz", "codec not known")
        calls[3].audio?.unknown.note("duration_s", "codec not known")
    }

    static func addHostileCall(_ calls: inout [CallReport], _ streams: inout [StreamReport]) {
        addCall(&calls, &streams, seconds: 12, at: 120, lossPercent: [2, 2], jitter: 2, late: 1)
        var signalling = Self.signalling(from: hostileTexts[0], to: hostileTexts[1], status: 487)
        signalling.callID = hostileTexts[9]
        signalling.messages = hostileTexts.enumerated().map { index, text in
            .init(timeS: 120 + Double(index), source: "10.1.0.5:5060", destination: text, summary: text)
        }
        calls[4].signalling = signalling
        calls[4].findings = hostileTexts.map { text in
            FindingReport(
                code: text, severity: .warning, message: text, startS: nil, endS: nil, frames: [],
                evidence: [("x", -0.0)])
        }
        let position = streams.count - 2
        streams[position].codec = hostileTexts[10]
        streams[position].wrapper = hostileTexts[2]
        streams[position].detection.evidence = hostileTexts
        streams[position].dtmf = DTMFReport(
            digits: "5#", events: [.init(digit: "5", startS: 121, durationMs: 100, source: "rfc4733")])
        streams[position].playoutCurve = [PlayoutCurvePoint(bufferMs: 20, latePercent: 12.5)]
    }

    static func addTimelessCall(_ calls: inout [CallReport], _ streams: inout [StreamReport]) {
        addEncryptedCallShape(&calls, &streams)
        let position = streams.count - 1
        streams[position].detection.verdict = .probable
        streams[position].firstPacket = nil
        streams[position].lastPacket = nil
        streams[position].durationS = nil
        streams[position].deltaMs = nil
        streams[position].ptimeMs = nil
        streams[position].intervals = []
        streams[position].markers = []
        streams[position].bandwidthKbps = nil
        streams[position].segments[0].startS = nil
        streams[position].audio = nil
        for key: StaticString in [
            "first_packet", "last_packet", "duration_s", "delta_ms", "ptime_ms", "bandwidth_kbps", "audio",
        ] {
            streams[position].unknown.note(key, "frames carry no time")
        }
        calls[5].start = nil
        calls[5].durationS = nil
        calls[5].audio = nil
        for key: StaticString in ["start", "duration_s", "audio"] { calls[5].unknown.note(key, "frames carry no time") }
    }

    /// A one-way call whose time figures are then taken away.
    static func addEncryptedCallShape(_ calls: inout [CallReport], _ streams: inout [StreamReport]) {
        addCall(&calls, &streams, seconds: 0.08, at: 150, lossPercent: [0], jitter: 1, late: 0)
        let position = streams.count - 1
        streams[position].reverseStream = nil
        streams[position].jitterMs = nil
        streams[position].jitterRFC3550Ms = nil
        streams[position].delayVariationMs = nil
        streams[position].ipdvMs = nil
        streams[position].packets.late = nil
        streams[position].unknown.note("late", "frames carry no time")
        streams[position].quality.mosLQ = nil
        streams[position].quality.rFactor = nil
        streams[position].quality.minMosLQ = nil
        streams[position].quality.reason = "frames carry no time"
        for key: StaticString in ["r_factor", "mos_lq", "min_mos_lq"] {
            streams[position].quality.unknown.note(key, "frames carry no time")
        }
        for key: StaticString in [
            "jitter_ms", "jitter_rfc3550_ms", "jitter_ticks", "jitter_rfc3550_ticks", "delay_variation_ms", "ipdv_ms",
            "packets",
        ] {
            streams[position].unknown.note(key, "frames carry no time")
        }
        calls[5].minMosLQ = nil
        calls[5].unknown.note("min_mos_lq", "frames carry no time")
    }

    static func signalling(from: String, to: String, status: Int) -> SignallingReport {
        var signalling = SignallingReport()
        signalling.callID = "3848276298220188511@example.org"
        signalling.from = from
        signalling.to = to
        signalling.status = status
        signalling.messages = [
            .init(timeS: 0.1, source: "10.1.0.1:5060", destination: "192.168.20.1:5060", summary: "INVITE"),
            .init(timeS: 0.18, source: "192.168.20.1:5060", destination: "10.1.0.1:5060", summary: "180 Ringing"),
            .init(timeS: 0.44, source: "192.168.20.1:5060", destination: "10.1.0.1:5060", summary: "200 OK"),
        ]
        return signalling
    }
}
