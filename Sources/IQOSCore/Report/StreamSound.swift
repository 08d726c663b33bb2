/// What is to be said of the sound that was made of one stream, at its end.
///
/// A class, because it is large, never changes and is passed on often.
public final class StreamSound: Sendable {
    /// Place of the stream in the report.
    public let place: Int
    /// Sound was captured.
    public let hasEvidence: Bool
    /// Sound was heard.
    let isHeard: Bool
    /// Without file names.
    let report: StreamAudioReport
    /// Keys heard in the sound.
    let tones: [DTMFReport.Event]
    let sampleRateHz: Int
    /// Timestamps that could not be followed.
    let timestampJumps: Int
    /// Sound behind a long silence was left out of what was captured, and of what was heard.
    let isCutOff: (captured: Bool, heard: Bool)
    /// No key opened a packet, and not all could be tried.
    let isSearchCutShort: Bool
    /// Share of the time with speech, percent; 0 where its level is nobody's voice.
    let activityPercent: Double
    let key: StreamKey
    /// What decrypting it has shown; `nil` where it was not decrypted.
    let opened: OpenedStream?
    private let heardLength: Int
    private let heardRateHz: Double

    /// - Parameter player: At its end.
    public init(_ player: StreamPlayer, _ plan: ListeningPlan, in summary: ScanSummary) {
        place = player.place
        key = player.plan.key
        hasEvidence = player.hasEvidence
        isHeard = player.isHeard && !player.isMostlyCut
        sampleRateHz = player.sampleRateHz
        timestampJumps = player.evidence.timestampJumps
        isCutOff = (player.evidence.isCutOff, player.heard.isCutOff || player.isLeftOut)
        isSearchCutShort = player.cipher.map { $0.isCutShort && $0.mismatch != nil } ?? false
        heardLength = player.heardLength
        heardRateHz = player.heardRate(fileRateHz: 1)
        // P.56 finds a level in noise too: what is that quiet is nobody's voice.
        activityPercent =
            player.measures.level.result.map {
                $0.levelDbov >= FindingThresholds.inaudibleDbov ? $0.activityPercent : 0
            } ?? 0
        if let cipher = player.cipher, cipher.authenticated > 0 {
            // The usual length is that of most packets, some of which may be clear.
            let isMostlySealed = 2 * cipher.authenticated > player.packetsDecoded
            opened = OpenedStream(
                overheadBytes: isMostlySealed ? cipher.overheadBytes : 0,
                isWhole: cipher.refused == 0 && cipher.cut == 0,
                presses: player.keysInside.presses.presses)
        } else {
            opened = nil
        }
        tones = player.hasEvidence ? Self.tones(of: player, startS: summary.offsetS(player.evidence.start)) : []
        report = Self.report(of: player, plan, in: summary)
    }

    /// Frames of a file that what was heard fills.
    func heardFrames(fileRateHz: Int) -> Int {
        StreamPlayer.frames(heardLength, rate: heardRateHz / Double(fileRateHz))
    }

    /// What the rules find in the stream at a place in time; sound has no part in these.
    public func placedFindings(in summary: ScanSummary) -> [FindingReport] {
        var findings: [FindingReport] = []
        let summary = opened == nil ? summary : summary.knowing([self])
        summary.withStream(at: place) { report in findings = report.findings.filter { $0.startS != nil } }
        return findings
    }

    private static func tones(of player: StreamPlayer, startS: Double?) -> [DTMFReport.Event] {
        guard let startS else { return [] }
        let rate = Double(player.sampleRateHz)
        return (player.evidence.track.digits?.digits ?? []).compactMap { digit in
            KeyPresses.key(of: digit.event).map { key in
                DTMFReport.Event(
                    digit: String(key), startS: startS + Double(digit.start) / rate,
                    durationMs: Double(digit.count) * 1000 / rate, source: "inband")
            }
        }
    }

    private static func report(
        of player: StreamPlayer, _ plan: ListeningPlan, in summary: ScanSummary
    ) -> StreamAudioReport {
        var report = StreamAudioReport()
        report.srtp = player.cipher?.report
        guard player.hasEvidence else {
            report.reason = summary.silenceReason(player.place, player: player, plan)
            return report
        }
        report.start = player.evidence.start
        report.sampleRateHz = player.sampleRateHz
        report.durationS = Double(player.evidenceLength) / Double(player.sampleRateHz)
        report.codecDelayMs = player.plan.codecDelayMs
        report.overlappedPackets = player.evidence.overlapped
        report.tell(player.measures)
        report.noisePercent = player.evidence.track.digits?.noise.percent
        var remarks = remarks(on: player)
        if player.plan.isOtherLaw {
            report.isOtherLaw = true
            report.unknown.forget("other_law")
            remarks.insert(fittingLawRemark, at: 0)
        } else if report.isOtherLaw == true {
            remarks.insert(otherLawRemark, at: 0)
        }
        if !remarks.isEmpty { report.reason = remarks.joined(separator: "; ") }
        return report
    }

    private static func remarks(on player: StreamPlayer) -> [String] {
        var remarks: [String] = []
        if player.packetsCut > 0 { remarks.append("packets cut by the snap length: \(player.packetsCut)") }
        if let cipher = player.cipher, !cipher.isClear, cipher.refused > 0 {
            remarks.append("packets that fail authentication, not decoded: \(cipher.refused)")
        }
        if player.cipher == nil, player.packetsSealed > 0 {
            remarks.append("encrypted packets without a key, not decoded: \(player.packetsSealed)")
        }
        if player.packetsSilent > 0 {
            remarks.append("packets of other payload types, silence here: \(player.packetsSilent)")
        }
        if player.packetsEmpty > 0 { remarks.append("packets without a payload: \(player.packetsEmpty)") }
        if player.payloadsMalformed > 0 {
            remarks.append("payloads with a length or content that their codec has not: \(player.payloadsMalformed)")
        }
        if player.framesRefused > 0 { remarks.append("frames that could not be decoded: \(player.framesRefused)") }
        if player.pauses > 0 {
            remarks.append(
                "payloads that end with a pause, silence here and noise where it was heard: \(player.pauses)")
        }
        if let redundancy = player.redundancy, redundancy.missingFound > 0 {
            remarks.append(
                "missing packets that later ones carry again (RFC 2198), silence here: \(redundancy.missingFound), "
                    + "in time to be heard: \(redundancy.missingHeard)")
        }
        if player.evidence.timestampJumps > 0 {
            remarks.append("timestamp jumps placed by arrival: \(player.evidence.timestampJumps)")
        }
        if player.evidence.isCutOff { remarks.append(cutOffRemark) }
        return remarks
    }

    private static let fittingLawRemark =
        "decoded by the companding law that fits, not by that of its payload type, under which it is noise"
    private static let otherLawRemark = "decoded by the law of its payload type, which does not fit: the sound is noise"
    static let cutOffRemark = "sound after a silence of more than a month is left out"
}
