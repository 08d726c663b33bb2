import IQOSCore

/// One element of `calls`.
extension JSONReport {
    static func write(_ call: CallReport, to json: inout JSONWriter) {
        json.object(nil, .block) { json in
            json.integer("id", call.id)
            json.integers("streams", call.streams)
            json.time("start", call.start)
            json.decimal("duration_s", call.durationS)
            json.text("codec", call.codec)
            json.decimal("min_mos_lq", call.minMosLQ)
            write(call.signalling, to: &json)
            write(call.audio, to: &json)
            write(call.findings, to: &json)
            write(call.unknown, to: &json)
        }
    }

    static func write(to json: inout JSONWriter, _ call: CallWithoutStream) {
        json.time("start", call.start)
        json.decimal("duration_s", call.durationS)
        if !call.streams.isEmpty { json.integers("streams", call.streams) }
        write(call.signalling, to: &json)
        write(call.unknown, to: &json)
    }

    private static func write(_ signalling: SignallingReport?, to json: inout JSONWriter) {
        guard let signalling else { return json.null("signalling") }
        json.object("signalling", .block) { json in
            json.text("protocol", signalling.protocol)
            json.text("call_id", signalling.callID)
            if !signalling.otherCallIDs.isEmpty { json.texts("other_call_ids", signalling.otherCallIDs) }
            json.text("from", signalling.from)
            json.text("to", signalling.to)
            json.integer("status", signalling.status)
            json.texts("media", signalling.media)
            json.objects("messages", signalling.messages) { json, message in
                json.decimal("time_s", message.timeS)
                json.text("source", message.source)
                json.text("destination", message.destination)
                json.text("summary", message.summary)
            }
            if !signalling.responseTimes.isEmpty {
                json.objects("response_times", signalling.responseTimes) { json, time in
                    json.text("endpoint", time.endpoint)
                    json.decimal("p50_ms", time.timeMs.p50)
                    json.decimal("min_ms", time.timeMs.min)
                    json.integer("samples", time.timeMs.samples)
                }
            }
            if !signalling.infoKeys.isEmpty {
                json.objects("info_keys", signalling.infoKeys) { json, key in
                    json.decimal("time_s", key.timeS)
                    json.text("source", key.source)
                    json.text("digit", key.digit)
                    if let duration = key.durationMs { json.integer("duration_ms", duration) }
                }
            }
            write(signalling.unknown, to: &json)
        }
    }

    private static func write(_ audio: CallAudioReport?, to json: inout JSONWriter) {
        guard let audio else { return json.null("audio") }
        json.object("audio") { json in
            json.text("wav", audio.wav)
            json.text("mp3", audio.mp3)
            json.text("labels", audio.labels)
            json.objects("channels", audio.channels) { json, channel in
                json.text("position", channel.position)
                json.integers("streams", channel.streams)
            }
            json.integer("sample_rate_hz", audio.sampleRateHz)
            json.decimal("duration_s", audio.durationS)
            write(audio.conversation, to: &json)
            json.text("reason", audio.reason)
            write(audio.unknown, to: &json)
        }
    }

    private static func write(_ conversation: ConversationReport?, to json: inout JSONWriter) {
        guard let conversation else { return json.null("conversation") }
        let talk = conversation.talk
        json.object("conversation") { json in
            json.decimal("seconds", talk.seconds)
            json.decimal("left_percent", talk.leftPercent)
            json.decimal("right_percent", talk.rightPercent)
            json.decimal("double_talk_percent", talk.doubleTalkPercent)
            json.decimal("mutual_silence_percent", talk.mutualSilencePercent)
            json.decimal("longest_mutual_silence_s", talk.longestMutualSilenceS)
            write(conversation.echoOfLeft, as: "echo_of_left", to: &json)
            write(conversation.echoOfRight, as: "echo_of_right", to: &json)
        }
    }

    private static func write(_ echo: EchoSearch.Echo?, as key: StaticString, to json: inout JSONWriter) {
        guard let echo else { return json.null(key) }
        json.object(key) { json in
            json.decimal("delay_ms", echo.delayMs)
            json.decimal("correlation", echo.correlation)
            json.decimal("loss_db", echo.lossDb)
        }
    }
}
