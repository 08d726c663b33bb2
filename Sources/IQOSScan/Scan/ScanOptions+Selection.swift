import IQOSCore

extension ScanOptions {
    /// Why a selection left no stream, by the options that it was made with.
    ///
    /// - Parameters:
    ///   - capture: All of it, whatever was selected.
    ///   - filteredFrames: Frames that `--filter` left.
    /// - Returns: `nil` where nothing was selected, or there was nothing to select from.
    func emptySelection(_ capture: CaptureReport, filteredFrames: Int) -> String? {
        guard isSelective, capture.packets > 0 else { return nil }
        if let filter = input.filter, filteredFrames == 0 { return "no frame matches --filter '\(filter)'" }
        let (from, to) = (scanner.time.lowerBound, scanner.time.upperBound)
        if let start = capture.start, let end = capture.files.compactMap(\.lastPacket).max() {
            if from > end {
                return "no packet is as late as --from wants: the last one is of \(FigureText.rfc3339(end))"
            }
            if to <= start {
                return "no packet is as early as --to wants: the first one is of \(FigureText.rfc3339(start))"
            }
        }
        let chosen = [
            scanner.host.map { "--host \($0)" }, scanner.ssrc.map { "--ssrc \($0.ssrcText)" },
            from == .min ? nil : "--from \(FigureText.rfc3339(from))",
            to == .max ? nil : "--to \(FigureText.rfc3339(to))", input.filter.map { "--filter '\($0)'" },
        ]
        return "no stream matches \(chosen.compactMap(\.self).joined(separator: " "))"
    }

    /// What to do where `--filter` left out frames because of their VLAN tags; `nil` where it did not.
    func tagHint(_ tagged: Int, of frames: Int) -> String? {
        guard tagged > 0, let filter = input.filter else { return nil }
        return
            "\(tagged) of \(frames) frames carry VLAN tags, which the expression must name: --filter 'vlan and (\(filter))'"
    }
}
