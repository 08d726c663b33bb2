extension StreamAudioReport {
    /// Takes what was measured in the sound, and notes what could not be.
    mutating func tell(_ measures: SoundMeasures) {
        let frameS = FrameLevels.frameS
        if let speech = measures.level.result {
            activeSpeechLevelDbov = speech.levelDbov
            activityPercent = speech.activityPercent
        } else {
            unknown.note("active_speech_level_dbov", "no sound above the lowest threshold of P.56")
            activityPercent = 0
        }
        levelDbov = measures.level.longTermDbov
        if levelDbov == nil { unknown.note("level_dbov", "digital silence") }
        noiseFloorDbov = measures.frames.noiseFloorDbov
        if noiseFloorDbov == nil { unknown.note("noise_floor_dbov", "digital silence between the words") }
        clippedPercent = measures.clippedPercent
        clippedRuns = measures.clipping.runs
        clicks = measures.faults.clicks
        repeatedPackets = measures.faults.repeatedPackets
        longestSilenceS = Double(measures.frames.longestSilence) * frameS
        dcOffsetPercent = measures.offsetPercent
        humHz = measures.hum.result?.frequencyHz
        humLevelDbov = measures.hum.result?.levelDbov
        let sent = measures.frames.sent
        deadAirPercent = sent == 0 ? 0 : 100 * Double(measures.frames.deadFrames) / Double(sent)
        longestDeadAirS = Double(measures.frames.longestDeadAir) * frameS
        (talkspurts, talkspurtsCut) = measures.talkspurts
        isOtherLaw = measures.law.isMismatch
        if isOtherLaw == nil { unknown.note("other_law", "too little sound") }
    }
}

extension StreamReport {
    /// Takes the sound and what the rules find in it.
    public mutating func hear(_ sound: StreamAudioReport) {
        audio = sound
        unknown.forget("audio")
        if dtmf == nil, sound.start != nil,
            ![DTMFReport.cutReason.description, DTMFReport.sealedReason.description].contains(unknown["dtmf"])
        {
            unknown.forget("dtmf")
            unknown.note("dtmf", "no telephone-events (RFC 4733), and no tones of keys in the sound")
        }
        if let opened = sound.srtp?.authenticated, opened > 0, encrypted != true {
            encrypted = true
            unknown.forget("encrypted")
        }
        findings = FindingRules.findings(of: &self)
        markers.removeAll { $0.kind == .finding }
        mark(findings)
    }

    /// Takes the keys of the stream once those in its sound are known.
    public mutating func hear(_ keys: DTMFReport?) {
        dtmf = keys
        guard keys != nil else { return }
        unknown.forget("dtmf")
    }
}
