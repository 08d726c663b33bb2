import IQOSCore

/// calls.csv: one row a call, columns as `docs/tables.md` describes them.
enum CallTable {
    static func write(_ result: ScanResult, to sink: inout ByteSink) {
        var csv = CSVWriter(sink)
        csv.header(columns)
        for index in 0..<result.callCount where !csv.hasFailed {
            csv.row(result.call(at: index), columns)
        }
        sink = csv.finish()
    }

    static let columns: [CSVColumn<CallReport>] = [
        CSVColumn("id") { $1.integer($0.id) },
        CSVColumn("streams") { $1.integers($0.streams) },
        CSVColumn("start_utc") { $1.time($0.start) },
        CSVColumn("duration_s") { $1.decimal($0.durationS) },
        CSVColumn("codec") { $1.text($0.codec) },
        CSVColumn("min_mos_lq") { $1.decimal($0.minMosLQ) },
        CSVColumn("signalling_protocol") { $1.text($0.signalling?.protocol) },
        CSVColumn("signalling_call_id") { $1.text($0.signalling?.callID) },
        CSVColumn("signalling_from") { $1.text($0.signalling?.from) },
        CSVColumn("signalling_to") { $1.text($0.signalling?.to) },
        CSVColumn("signalling_status") { $1.integer($0.signalling?.status) },
        CSVColumn("audio_wav") { $1.text($0.audio?.wav) },
        CSVColumn("audio_mp3") { $1.text($0.audio?.mp3) },
        CSVColumn("audio_sample_rate_hz") { $1.integer($0.audio?.sampleRateHz) },
        CSVColumn("audio_duration_s") { $1.decimal($0.audio?.durationS) },
        CSVColumn("audio_conversation_left_percent") { $1.decimal($0.audio?.conversation?.talk.leftPercent) },
        CSVColumn("audio_conversation_right_percent") { $1.decimal($0.audio?.conversation?.talk.rightPercent) },
        CSVColumn("audio_conversation_double_talk_percent") {
            $1.decimal($0.audio?.conversation?.talk.doubleTalkPercent)
        },
        CSVColumn("audio_conversation_mutual_silence_percent") {
            $1.decimal($0.audio?.conversation?.talk.mutualSilencePercent)
        },
        CSVColumn("audio_conversation_longest_mutual_silence_s") {
            $1.decimal($0.audio?.conversation?.talk.longestMutualSilenceS)
        },
        CSVColumn("audio_reason") { $1.text($0.audio?.reason) },
        CSVColumn("findings_code") { $1.texts($0.findings.map(\.code)) },
    ]
}
