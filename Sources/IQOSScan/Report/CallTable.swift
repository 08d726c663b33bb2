import IQOSCore

/// One row a call, columns as `docs/tables.md` describes them.
enum CallTable: ReportTable {
    static let name = "calls"

    static func forEachRow(of result: ScanResult, _ body: (CallReport) -> Bool) {
        for index in 0..<result.callCount {
            guard body(result.call(at: index)) else { return }
        }
    }

    static let columns: [TableColumn<CallReport>] = [
        TableColumn("id") { .integer($0.id) },
        TableColumn("streams") { .integers($0.streams) },
        TableColumn("start_utc") { .time($0.start) },
        TableColumn("duration_s") { .decimal($0.durationS) },
        TableColumn("codec") { .text($0.codec) },
        TableColumn("min_mos_lq") { .decimal($0.minMosLQ) },
        TableColumn("signalling_protocol") { .text($0.signalling?.protocol) },
        TableColumn("signalling_call_id") { .text($0.signalling?.callID) },
        TableColumn("signalling_from") { .text($0.signalling?.from) },
        TableColumn("signalling_to") { .text($0.signalling?.to) },
        TableColumn("signalling_status") { .integer($0.signalling?.status) },
        TableColumn("audio_wav") { .text($0.audio?.wav) },
        TableColumn("audio_mp3") { .text($0.audio?.mp3) },
        TableColumn("audio_sample_rate_hz") { .integer($0.audio?.sampleRateHz) },
        TableColumn("audio_duration_s") { .decimal($0.audio?.durationS) },
        TableColumn("audio_conversation_left_percent") { .decimal($0.audio?.conversation?.talk.leftPercent) },
        TableColumn("audio_conversation_right_percent") { .decimal($0.audio?.conversation?.talk.rightPercent) },
        TableColumn("audio_conversation_double_talk_percent") {
            .decimal($0.audio?.conversation?.talk.doubleTalkPercent)
        },
        TableColumn("audio_conversation_mutual_silence_percent") {
            .decimal($0.audio?.conversation?.talk.mutualSilencePercent)
        },
        TableColumn("audio_conversation_longest_mutual_silence_s") {
            .decimal($0.audio?.conversation?.talk.longestMutualSilenceS)
        },
        TableColumn("audio_reason") { .text($0.audio?.reason) },
        TableColumn("findings_code") { .texts($0.findings.map(\.code)) },
    ]
}
