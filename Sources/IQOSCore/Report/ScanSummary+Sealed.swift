/// When a stream is encrypted, where that changes while it lasts.
extension ScanSummary {
    /// What of a stream is encrypted, behind its first packets and otherwise than these.
    func sealedSpans(of analyzer: borrowing StreamAnalyzer, codec: String?) -> SealedSpans {
        let begins = beginsEncrypted(analyzer, codec: codec)
        var told: [SealedSpans.Turn] = []
        for turn in analyzer.cipherTurns?.list ?? [] {
            let isSealed = PayloadCipher.isEncrypted(
                codec: codec, entropy: turn.bitsPerByte, overhead: turn.overhead - clearTrailer(analyzer))
            guard let isSealed, isSealed != told.last?.isSealed ?? (begins == true) else { continue }
            told.append(SealedSpans.Turn(earliest: turn.earliest, length: turn.length, isSealed: isSealed))
        }
        let others = (0..<analyzer.census.count).map { analyzer.census[$0] }.filter { entry in
            !PayloadCipher.tells(entry.number) && !analyzer.census.isComfortNoise(entry.number)
                && !entry.isTelephoneEvent && !entry.isKeepAlive
        }
        return SealedSpans(
            isSealed: begins == true, told: told, agreed: agreements(of: analyzer), hasOthers: !others.isEmpty,
            isMainOther: analyzer.census.mainType.map { !PayloadCipher.tells($0) } ?? false)
    }

    /// Whether a stream is encrypted from its first packet to its last.
    func isSealedThroughout(_ analyzer: borrowing StreamAnalyzer) -> Bool {
        let codec = codec(of: analyzer)
        return beginsEncrypted(analyzer, codec: codec) == true
            && !sealedSpans(of: analyzer, codec: codec).becomesClear
    }

    /// Where signalling changes what it says of a stream's encryption, between its first packet and its last.
    private func agreements(of analyzer: borrowing StreamAnalyzer) -> [SealedSpans.Turn] {
        guard isAnnounced, let media = signalledMedia(of: analyzer) else { return [] }
        let (flow, first, last) = (analyzer.key.flow, analyzer.first.arrival, analyzer.last.arrival)
        var isSealed = media.isSealed
        var turns: [SealedSpans.Turn] = []
        var offered: Int64?
        for time in signalling.announcementTimes(of: flow, from: max(first, media.since), to: last) {
            guard let media = signalling.media(of: flow, at: time) else { continue }
            // Until the other side agrees, nothing changes.
            guard media.isSealed || media.isClear, media.isSealed != isSealed else {
                offered = media.isSealed == isSealed ? nil : offered ?? time
                continue
            }
            turns.append(SealedSpans.Turn(earliest: time, isSealed: media.isSealed, offered: offered ?? time))
            (isSealed, offered) = (media.isSealed, nil)
        }
        return turns
    }
}
