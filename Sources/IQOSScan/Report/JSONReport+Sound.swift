import IQOSCore

/// The sound of one element of `streams`.
extension JSONReport {
    /// Only streams that were decrypted, or were to be, have it.
    private static func write(_ srtp: SRTPReport, to json: inout JSONWriter) {
        json.object("srtp") { json in
            json.text("suite", srtp.suite)
            json.text("key_source", srtp.keySource)
            json.integer("authenticated_packets", srtp.authenticated)
            json.integer("refused_packets", srtp.refused)
            write(srtp.unknown, to: &json)
        }
    }

    static func write(_ audio: StreamAudioReport?, to json: inout JSONWriter) {
        guard let audio else { return json.null("audio") }
        json.object("audio") { json in
            json.text("wav", audio.wav)
            json.text("mp3", audio.mp3)
            json.text("labels", audio.labels)
            json.time("start", audio.start)
            json.integer("sample_rate_hz", audio.sampleRateHz)
            json.decimal("duration_s", audio.durationS)
            json.decimal("codec_delay_ms", audio.codecDelayMs)
            json.decimal("active_speech_level_dbov", audio.activeSpeechLevelDbov)
            json.decimal("activity_percent", audio.activityPercent)
            json.decimal("clipped_percent", audio.clippedPercent)
            json.decimal("longest_silence_s", audio.longestSilenceS)
            json.decimal("level_dbov", audio.levelDbov)
            json.decimal("noise_floor_dbov", audio.noiseFloorDbov)
            json.integer("clipped_runs", audio.clippedRuns)
            if let clicks = audio.clicks { json.integer("clicks", clicks) }
            if let repeated = audio.repeatedPackets { json.integer("repeated_packets", repeated) }
            json.decimal("dc_offset_percent", audio.dcOffsetPercent)
            json.integer("hum_hz", audio.humHz)
            json.decimal("hum_level_dbov", audio.humLevelDbov)
            json.decimal("dead_air_percent", audio.deadAirPercent)
            json.decimal("longest_dead_air_s", audio.longestDeadAirS)
            json.integer("talkspurts", audio.talkspurts)
            json.integer("talkspurts_cut", audio.talkspurtsCut)
            json.flag("other_law", audio.isOtherLaw)
            json.integer("overlapped_packets", audio.overlappedPackets)
            if let srtp = audio.srtp { write(srtp, to: &json) }
            json.text("reason", audio.reason)
            write(audio.unknown, to: &json)
        }
    }
}
