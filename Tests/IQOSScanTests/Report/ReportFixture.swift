import IQOSCore
import IQOSScan

/// A result made by hand: good, lossy, late, encrypted and hostile calls, figures that are not known, IPv6.
enum ReportFixture {
    /// 2026-03-14T15:09:26.535897932Z.
    static let start: Int64 = 1_773_500_966_535_897_932

    /// Markup, formulas, control and direction marks, a quote glued to a combining mark, `<` glued to a prepended mark, 60 KB.
    static let hostileTexts = [
        "\"<script>alert(1)</script>\" <sip:mallory@example.org>",
        "=HYPERLINK(\"http://example.org\";\"click\")",
        "+1+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t\u{FEFF}=1+1", "＝1+1",
        "a\u{202E}gpj.exe\u{2066}\u{200F}", "\u{1B}[31mred\u{7}\0\r\n{{generator}} {{{style}}}",
        "x\"\u{301} onmouseover=alert(1) y='\u{301}", "\u{600}<img src=x onerror=alert(2)>", "</style></title></table>",
        "a;=1+1;b,c", "back\\slash \u{2028} line", String(repeating: "ä\"<", count: 15_000),
    ]

    static var result: ScanResult {
        var streams: [StreamReport] = []
        var calls: [CallReport] = []
        addCall(&calls, &streams, seconds: 74, at: 0.5, lossPercent: [0, 0.02], jitter: 0.4, late: 0)
        calls[0].signalling = signalling(
            from: "\"Lucía Fernández\" <sip:lucia@example.org>", to: "<sip:+34910000002@example.org>", status: 200)
        addCall(&calls, &streams, seconds: 186, at: 12.25, lossPercent: [6.5, 0.3], jitter: 3.1, late: 2)
        calls[1].findings = [
            FindingReport(
                code: "burst-loss", severity: .critical,
                message: "For 8 seconds more than a third of the sound from 10.1.0.2 is missing.", startS: 96,
                endS: 104,
                frames: [4817, 5203], evidence: [("lost", 131), ("lost_percent", 34.25)])
        ]
        streams[2].findings = [
            FindingReport(
                code: "one-way-loss", severity: .info, message: "The other direction is clean.", startS: nil, endS: nil,
                frames: [17, 9003], evidence: [])
        ]
        addCall(&calls, &streams, seconds: 63.5, at: 40, lossPercent: [0.4, 0.9], jitter: 24, late: 41, ipv6: true)
        addEncryptedCall(&calls, &streams)
        addHostileCall(&calls, &streams)
        addTimelessCall(&calls, &streams)
        return ScanResult(head: head(streams), streams: streams, calls: calls)
    }

    /// A result of many two-way calls, each stream with one interval, made when asked for.
    static func large(calls: Int) -> ScanResult {
        let template = result
        let pattern = (template.stream(at: 0), template.stream(at: 1), template.call(at: 0))
        return ScanResult(
            head: template.head,
            streamCount: calls * 2,
            stream: { index, body in
                var stream = index % 2 == 0 ? pattern.0 : pattern.1
                stream.id = index + 1
                stream.call = index / 2 + 1
                stream.reverseStream = index % 2 == 0 ? index + 2 : index
                stream.intervals = Array(stream.intervals.prefix(1))
                // A known order of quality: the higher the id, the worse.
                stream.quality.mosLQ = 4.4 - 3 * Double(index) / Double(calls * 2)
                body(&stream)
            },
            callCount: calls,
            call: { index in
                var call = pattern.2
                call.id = index + 1
                call.streams = [2 * index + 1, 2 * index + 2]
                return call
            })
    }

    private static func head(_ streams: [StreamReport]) -> ScanReport {
        var head = ScanReport()
        head.options = [
            ("buffer_ms", .number(60)), ("min_packets", .integer(5)), ("filter", .null), ("hash", .bool(true)),
            ("host", .list(["10.1.0.1", "2001:db8::1"])), ("audio", .list(["wav"])), ("name", .text("a\"b\\c")),
        ]
        var first = CaptureFileReport(name: "office-2026-03-14.pcapng")
        first.sha256 = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
        first.sizeBytes = 8_812_340
        first.format = "pcapng"
        first.compression = "zstd"
        first.linkTypes = ["EN10MB", "LINUX_SLL2"]
        first.packets = 41_877
        first.firstPacket = start
        first.lastPacket = start + 198_000_000_001
        var second = CaptureFileReport(name: "<b>\u{202E}second.pcap")
        second.complete = false
        second.sizeBytes = 24
        second.unknown.note("sha256", "not asked for")
        second.unknown.note("first_packet", "no packet")
        second.unknown.note("last_packet", "no packet")
        head.capture.files = [first, second]
        head.capture.packets = streams.map(\.packets.captured).reduce(977, +)
        head.capture.start = start
        head.capture.durationS = 198.000000001
        var busy = signalling(from: "<sip:lucia@example.org>", to: hostileTexts[0], status: 486)
        busy.messages[2].summary = "486 Busy Here (INVITE)"
        head.callsWithoutStream = [
            CallWithoutStream(start: start + 60_000_000_000, durationS: 0.34, signalling: busy)
        ]
        head.limits = [("candidates_evicted", 0), ("markers_dropped", 12)]
        head.warnings = [
            WarningReport(code: "truncated-capture", message: "The second capture ends inside a record.", file: 1),
            WarningReport(code: "clock", message: "Frames of one interface carry no time.", file: nil),
        ]
        return head
    }

    private static let g711 = CodecImpairment.published(for: "PCMU").flatMap {
        ListeningQuality($0, losses: 1, expected: 100, burstRatio: 1)
    }

    static func addCall(
        _ calls: inout [CallReport], _ streams: inout [StreamReport], seconds: Double, at startS: Double,
        lossPercent: [Double], jitter: Double, late: Int, ipv6: Bool = false
    ) {
        var call = CallReport()
        call.id = calls.count + 1
        call.start = start + Int64(startS * 1e9)
        call.durationS = seconds
        call.codec = "PCMU"
        let firstID = streams.count + 1
        for (direction, loss) in lossPercent.enumerated() {
            let ends =
                ipv6
                ? ["2001:db8:85a3:8d3:1319:8a2e:370:7348", "2001:db8:ffff:1::2"]
                : ["10.1.0.\(call.id)", "192.168.20.\(call.id)"]
            var stream = StreamReport(
                source: EndpointReport(address: ends[direction], port: 16384 + 2 * call.id),
                destination: EndpointReport(address: ends[1 - direction], port: 20000 + 2 * call.id))
            stream.id = firstID + direction
            stream.ssrc = 0x0A2B_3C00 + UInt32(stream.id)
            stream.call = call.id
            stream.reverseStream = firstID + 1 - direction
            fill(
                &stream, seconds: seconds, startS: startS, lossPercent: loss, jitter: jitter,
                late: late * (1 - direction))
            streams.append(stream)
            call.streams.append(stream.id)
        }
        call.minMosLQ = streams.suffix(2).compactMap(\.quality.minMosLQ).min()
        if ![1, 5].contains(call.id) { call.unknown.note("signalling", "no signalling in the capture") }
        var audio = CallAudioReport()
        var frames = FrameLevels()
        for _ in 0..<500 { frames.add(power: 0.01) }
        audio.conversation = TalkStates(frames, frames, offset: 0).map {
            ConversationReport(talk: $0, longestStartS: 1)
        }
        audio.wav = "audio/call-\(call.id).wav"
        audio.mp3 = call.id == 1 ? "audio/call-1.mp3" : nil
        audio.channels = [
            .init(position: "left", streams: [firstID]), .init(position: "right", streams: [firstID + 1]),
        ]
        audio.sampleRateHz = 8000
        audio.durationS = seconds
        call.audio = audio
        calls.append(call)
    }

    /// Fills figures that agree with each other: unique + lost = expected, captured = unique + duplicates + stray.
    static func fill(
        _ stream: inout StreamReport, seconds: Double, startS: Double, lossPercent: Double, jitter: Double, late: Int
    ) {
        var random = UInt64(stream.id) &* 0x9E37_79B9_7F4A_7C15
        func next() -> Double {
            random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Double(random >> 40) / Double(1 << 24)
        }
        stream.encapsulation = ["ethernet", "vlan:42", stream.source.address.contains(":") ? "ipv6" : "ipv4"]
        stream.detection.evidence = ["sequence +1 in 498 of 499 steps", "timestamp +160 at every step of 20 ms"]
        stream.encrypted = false
        stream.codec = "PCMU"
        stream.ptimeMs = 20
        stream.clockRateHz = 8000
        stream.firstPacket = start + Int64(startS * 1e9)
        stream.lastPacket = start + Int64((startS + seconds) * 1e9)
        stream.firstFrame = 17
        stream.lastFrame = 9000 + stream.id
        stream.durationS = seconds
        stream.dscp = [46]
        var time = 0.0
        while time < seconds {
            let length = min(5, seconds - time)
            let expected = Int(length * 50)
            let isBurst = lossPercent > 1 && (time >= 80 && time < 95)
            let share = lossPercent / 100 * (isBurst ? 5 : 1) * (0.4 + 1.2 * next())
            let lost = min(expected, Int(share * Double(expected)))
            let lateHere = late > 0 ? Int(Double(late) * next() * length / 5) / 6 : 0
            let missing = 100 * Double(lost + lateHere) / Double(max(expected, 1))
            let mos = max(1.05, 4.41 - 0.24 * missing)
            stream.intervals.append(
                IntervalReport(
                    startS: startS + time, durationS: length, packets: expected - lost, lost: lost, late: lateHere,
                    jitterMs: jitter * (0.5 + next()), mosLQ: mos))
            for index in 0..<(lost + lateHere) {
                let at = startS + time + length * next()
                stream.markers.append(MarkerReport(kind: index < lost ? .lost : .late, startS: at, endS: at + 0.02))
            }
            stream.packets.expected += expected
            stream.packets.lost += lost
            stream.packets.late = (stream.packets.late ?? 0) + lateHere
            time += 5
        }
        stream.markers.sort { $0.startS < $1.startS }
        stream.packets.unique = stream.packets.expected - stream.packets.lost
        stream.packets.duplicates = 2
        stream.packets.stray = 1
        stream.packets.outOfOrder = 3
        stream.packets.captured = stream.packets.unique + 3
        stream.payloadTypes = [
            PayloadTypeReport(
                number: 0, codec: "PCMU", clockRateHz: 8000, channels: 1, packets: stream.packets.captured,
                source: .static)
        ]
        stream.segments = [
            SegmentReport(
                firstSequence: 65530, lastSequence: 1200, packets: stream.packets.unique, lost: stream.packets.lost,
                startS: startS)
        ]
        stream.jitterMs = JitterReport(mean: jitter, max: jitter * 2.2, last: jitter * 0.8)
        stream.jitterRFC3550Ms = stream.jitterMs
        stream.deltaMs = DeltaReport(min: 0.012345678, mean: 20.01, max: 20 + 5 * jitter)
        stream.ipdvMs = InterpacketVariationReport(p05: -1.5 * jitter, p95: 2 * jitter, meanAbsolute: jitter)
        stream.reordering = late > 0 ? ReorderingReport(meanExtent: 1.5, maxExtent: 3, meanMs: 12.5, maxMs: 41) : nil
        stream.delayVariationMs = DelayVariationReport(
            p50: jitter / 2, p95: jitter * 2, p99: jitter * 3, p999: jitter * 3.5, max: jitter * 4)
        stream.loss.longestRun = lossPercent > 1 ? 9 : 1
        stream.loss.bursts = lossPercent > 1 ? 3 : 0
        stream.loss.burstDensityPercent = lossPercent > 1 ? 31.25 : 0
        stream.loss.gapDensityPercent = lossPercent / 3
        stream.loss.meanBurstPackets = lossPercent > 1 ? 12.5 : 0
        stream.loss.meanGapPackets = 320
        stream.loss.meanBurstMs = 20 * stream.loss.meanBurstPackets
        stream.loss.meanGapMs = 6400
        stream.loss.burstRatio = lossPercent > 1 ? 2.4 : 1
        stream.bandwidthKbps = BandwidthReport(mean: 80, max: 81.6)
        let mean = stream.intervals.compactMap(\.mosLQ).reduce(0, +) / Double(max(stream.intervals.count, 1))
        stream.quality.mosLQ = mean
        stream.quality.rFactor = 93.2 - (4.41 - mean) * 30
        stream.quality.minMosLQ = stream.intervals.compactMap(\.mosLQ).min()
        stream.quality.overTime = ScoresOverTime(
            stream.intervals.compactMap { interval in interval.mosLQ.map { ($0, interval.durationS) } })
        if stream.id == 1 {
            stream.rtcp = rtcp
            stream.quality.mosCQ = mean - 0.05
            stream.quality.mosCQWithEcho = mean - 0.25
            stream.quality.mosVoIPmonitor = mean - 0.125
            stream.quality.inputs = g711?.inputs
            stream.packets.lateOverflow = 0
            stream.quality.oneWayDelayMs = 130
            stream.quality.delaySource = "rtcp"
        } else {
            for key: StaticString in ["mos_cq", "one_way_delay_ms", "delay_source"] {
                stream.quality.unknown.note(key, "the delay is not known")
            }
        }
        stream.quality.unknown.note("mos_lq_over_time", "no interval has a score")
        stream.smallestBufferMs = SmallestBufferReport(latePercent1: 20, latePercent01: 35)
        var audio = StreamAudioReport()
        audio.wav = "audio/stream-\(stream.id).wav"
        audio.start = stream.firstPacket
        audio.sampleRateHz = 8000
        audio.durationS = seconds
        audio.codecDelayMs = 1.375
        audio.overlappedPackets = 0
        (audio.clicks, audio.repeatedPackets) = (0, 3)
        if stream.id == 1 {
            audio.srtp = SRTPReport(
                suite: "AES_CM_128_HMAC_SHA1_80", keySource: "sdp", authenticated: 99, refused: 1)
        }
        for key: StaticString in [
            "active_speech_level_dbov", "activity_percent", "clipped_percent", "longest_silence_s",
        ] {
            audio.unknown.note(key, "not measured yet")
        }
        stream.audio = audio
        stream.unknown.note("clock_drift_ppm", "call shorter than 120 s")
        stream.unknown.note("clock_drift_uncertainty_ppm", "call shorter than 120 s")
        stream.unknown.note("rtcp", "not measured yet")
        stream.unknown.note("dtmf", "not measured yet")
    }

    static var rtcp: RTCPReport {
        var rtcp = RTCPReport()
        rtcp.senderReports = 14
        rtcp.receiverReports = 13
        rtcp.cname = "ana@10.1.0.1"
        rtcp.reportedLost = 2
        rtcp.reportedLostPercent = 0.05
        rtcp.reportedJitterMs = 1.5
        rtcp.reportedJitterMaxMs = 3
        rtcp.rttToReceiverMs = RTCPReport.RoundTripReport(p50: 40, min: 38, samples: 12)
        rtcp.rttToSenderMs = RTCPReport.RoundTripReport(p50: 20, min: 19, samples: 13)
        rtcp.rttMs = RTCPReport.RoundTripReport(p50: 60, min: 57, samples: 12)
        rtcp.sent = RTCPReport.Sent(packets: 3600, numbers: 3600)
        rtcp.lossPlace = RTCPReport.LossPlace(expected: 3600, lostBeforeCapture: 1, lostAfterCapture: 1, notCaptured: 0)
        rtcp.unknown.note("voip_metrics", "no VoIP metrics in an extended report")
        return rtcp
    }
}
