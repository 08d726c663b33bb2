import IQOSCore

/// The values of one stream's part of a call.
struct PageStream {
    private let stream: StreamReport
    private let detail: PageDetail
    private let say: Wording
    /// All figures.
    let groups: [FigureGroup]

    init(_ stream: StreamReport, of call: CallReport, files: [String], _ detail: PageDetail, _ say: Wording) {
        self.detail = detail
        self.say = say
        self.stream = stream
        groups = StreamFigures(stream, of: call, files: files, say).groups
    }

    var id: Int { stream.id }

    /// - Parameters:
    ///   - startS: Start of the call, seconds from `capture.start`.
    ///   - durationS: Length of the call.
    ///   - inside: Paths of the sound files that are inside the page.
    func values(startS: Double, durationS: Double?, _ inside: Set<String>) -> PageValues {
        let band = QualityBand(mosLQ: stream.quality.mosLQ)
        let chart = durationS.flatMap { StreamChart(stream, startS: startS, durationS: $0, detail, say) }
        return [
            "id": stream.id, "mos": FigureText.mos(stream.quality.mosLQ), "band": band.rawValue,
            "meaning": stream.quality.reason.map { say(sentence: $0) } ?? say(band.meaning),
            "source": FigureText.endpoint(stream.source), "destination": FigureText.endpoint(stream.destination),
            "findings": stream.findings.map { $0.pageValues(say, callStartS: startS) },
            "hasFindings": !stream.findings.isEmpty,
            "chart": chart?.html ?? "<p class=\"unknowns\">\(say(.noFigures))</p>",
            "curve": CurveChart(stream.playoutCurve)?.svg(say) ?? false as Any,
            "histogram": HistogramChart(stream.deltaHistogram, bars: detail.bars)?.svg(say) ?? false as Any,
            "evidence": evidence, "tables": tables(startS),
            "links": PageLinks.values([stream.audio?.wav, stream.audio?.mp3], without: inside),
        ]
    }

    private var evidence: [String] {
        let verdict = say(stream.detection.verdict == .confirmed ? .confirmed : .probable)
        return [verdict] + stream.detection.evidence.prefix(detail.evidence).map { say(sentence: $0) }
    }

    /// Times are the call's, as on its axis.
    private func tables(_ startS: Double) -> String {
        var types = PageTable(say, .payloadTypes, [.number, .codec, .clock, .packetsColumn, .by])
        // A single one is a figure.
        types.add(stream.payloadTypes.count > 1 ? stream.payloadTypes : [], limit: 20) { type in
            [
                String(type.number), type.codec ?? FigureText.none,
                type.clockRateHz.map { say.count($0) + " Hz" } ?? FigureText.none,
                say.count(type.packets), say(type.source.phrase),
            ]
        }
        var segments = PageTable(say, .segments, [.from, .to, .packetsColumn, .lost, .startsAt])
        // A single segment is the stream itself.
        segments.add(stream.segments.count > 1 ? stream.segments : [], limit: 20) { segment in
            [
                String(segment.firstSequence), String(segment.lastSequence), say.count(segment.packets),
                say.count(segment.lost), seconds(segment.startS.map { $0 - startS }),
            ]
        }
        var digits = PageTable(say, .dtmf, [.digit, .at, .held, .sentAs])
        digits.add(stream.dtmf?.events ?? [], limit: 20) { event in
            [
                event.digit, seconds(event.startS - startS),
                event.durationMs.map { say.milliseconds($0) } ?? FigureText.none, event.source,
            ]
        }
        var curve = PageTable(say, .groupCurve, [.buffer, .late])
        // More points are drawn, with their ends in words.
        curve.add(stream.playoutCurve.count == 1 ? stream.playoutCurve : [], limit: 1) { point in
            [say.milliseconds(point.bufferMs), say.percent(point.latePercent)]
        }
        var markers = PageTable(say, .worthListening, [.what, .from, .to])
        markers.add(stream.markers, limit: detail.markers) { marker in
            [say(marker.kind.phrase), seconds(marker.startS - startS), seconds(marker.endS - startS)]
        }
        return [types, segments, digits, curve, markers, intervals(startS)].map { $0.html(in: "group") }.joined()
    }

    private func intervals(_ startS: Double) -> PageTable {
        let size = IntervalGroup.size(stream.intervals, atMost: detail.rows)
        var table = PageTable(
            say, .intervals, [.fromSeconds, .packetsShort, .lostShort, .lateShort, .jitterMs, .variationMs, .mos],
            remark: size > 1 ? say(.intervalsTogether, say.count(size)) : nil)
        for group in IntervalGroup.all(stream.intervals, atMost: detail.rows) {
            table.add([
                say.fixed(group.startS - startS, decimals: 2), say.count(group.packets), say.count(group.lost),
                group.late.map(say.count) ?? FigureText.none,
                group.jitterMs.map { say.fixed($0, decimals: 1) } ?? FigureText.none,
                group.delayVariationMs.map { say.fixed($0, decimals: 1) } ?? FigureText.none,
                FigureText.mos(group.mosLQ),
            ])
        }
        return table
    }

    private func seconds(_ value: Double?) -> String {
        value.map { say.fixed($0, decimals: 2) + " s" } ?? FigureText.none
    }
}
