/// What `--export` makes of a stream.
extension ScanSummary {
    /// What of a stream is exported, and how.
    ///
    /// - Parameters:
    ///   - index: In the plan.
    ///   - isOpened: Its packets were decrypted.
    public func exported(_ index: Int, of plan: ListeningPlan, isOpened: Bool) -> ExportedStream {
        let stream = plan.streams[index]
        return exported(self[stream.place], at: stream.place, key: stream.key, isOpened: isOpened)
    }

    private func exported(
        _ analyzer: borrowing StreamAnalyzer, at place: Int, key: StreamKey, isOpened: Bool
    ) -> ExportedStream {
        var exported = ExportedStream(place: place, key: key, payloads: [])
        guard let main = analyzer.census.mainType else { return exported }
        let isSealed = !isOpened && isSealedThroughout(analyzer)
        var types = [main]
        for index in 0..<analyzer.census.count {
            let entry = analyzer.census[index]
            let isMedia =
                entry.packets > entry.keepAlives && !entry.isTelephoneEvent
                && !analyzer.census.isComfortNoise(entry.number)
            if entry.number != main, isMedia { types.append(entry.number) }
            if !isSealed, isRedundant(entry.number, analyzer) { exported.redundantTypes.insert(entry.number) }
        }
        if !exported.redundantTypes.isEmpty {
            // Of blocks whose codec is not known packets are kept as they are.
            types += blockTypes(of: analyzer).filter { type in
                !types.contains(type) && audioFormat(ofType: type, analyzer) != nil
            }
        }
        for type in types {
            let name = isSealed ? nil : codec(ofType: type, analyzer)
            guard type == main || name != "telephone-event" && name != "CN" else { continue }
            let known = isSealed ? nil : audioFormat(ofType: type, analyzer)
            exported.payloads.append(
                ExportedStream.Payloads(
                    payloadType: type,
                    container: PayloadContainer(
                        known?.codec, clockRateHz: known?.clockRateHz ?? 8000, serial: UInt32(place + 1))))
        }
        return exported
    }
}
