import IQOSCore

/// Everything that shapes a scan, put together from the options of its stages.
public struct ScanOptions: Sendable {
    public var input: InputOptions
    public var scanner = ScannerOptions()
    /// Sound files to write; only with an output folder.
    public var audio: AudioFormats = [.wav]
    /// What is saved of each stream beside its sound; only with an output folder.
    public var export: [ExportFormat] = []
    /// What stands in for lost packets in the sound of calls.
    public var concealment = ConcealmentMode.plc
    /// Put the calls' MP3 files into the page.
    public var embedAudio = false
    public var csvDialect = CSVDialect.comma
    /// What the page speaks.
    public var language = Language.english
    /// Write report.xlsx; only with an output folder.
    public var workbook = false
    /// What decodes codecs that the core does not.
    public var decoders = AudioDecoders.ofThisMachine
    /// Keys of encrypted streams beside those in captured signalling, and what decrypts.
    public var srtp = SRTPOptions.ofThisMachine
    /// Folder to write, `nil` for none.
    public var output: String?
    /// Replace a folder that is not ours.
    public var force = false

    public init(input: InputOptions) {
        self.input = input
    }

    /// Whether some of the capture is left out on purpose.
    var isSelective: Bool {
        input.filter != nil || scanner.host != nil || scanner.ssrc != nil || scanner.time != .min..<Int64.max
    }

    /// Everything that shapes an output folder, as one text.
    var fingerprint: String {
        described.map { "\($0.key)=\($0.value)" }.joined(separator: " ")
            + " \(audio.rawValue) \(embedAudio) \(csvDialect) \(workbook) \(language.rawValue)" + srtp.fingerprint
    }

    /// What the report says of them, in the order to print.
    var described: [(key: String, value: OptionValue)] {
        let time = scanner.time
        let timeText = { (nanoseconds: Int64, unset: Int64) -> OptionValue in
            nanoseconds == unset ? .null : .text(FigureText.rfc3339(nanoseconds))
        }
        var formats: [String] = []
        if output != nil {
            if audio.contains(.wav) { formats.append("wav") }
            if audio.contains(.mp3) { formats.append("mp3") }
        }
        return [
            ("filter", input.filter.map(OptionValue.text) ?? .null),
            ("host", scanner.host.map { .text($0.description) } ?? .null),
            ("ssrc", scanner.ssrc.map { .text($0.ssrcText) } ?? .null),
            ("from", timeText(time.lowerBound, .min)),
            ("to", timeText(time.upperBound, .max)),
            ("sensitivity", .text(scanner.sensitivity.rawValue)),
            ("pt", .list(scanner.stream.payloadTypes.map(\.text))),
            ("impairment", .list(scanner.stream.quality.given.map(\.text))),
            ("mos_approx", .bool(scanner.stream.quality.approximates)),
            ("compat", .list(scanner.stream.quality.comparesVoIPmonitor ? ["voipmonitor"] : [])),
            ("buffer_mode", .text(scanner.stream.playout.mode.rawValue)),
            ("buffer_ms", .number(scanner.stream.playout.delayMs)),
            ("conceal", .text(concealment.rawValue)),
            ("interval_s", .number(Double(scanner.stream.interval) * 1e-9)),
            ("audio", .list(formats)),
            ("export", .list(output == nil ? [] : export.map(\.rawValue))),
            ("hash", .bool(input.hash)),
        ] + (srtp.keys.isEmpty ? [] : [("srtp_keys", .number(Double(srtp.keys.count)))])
    }
}
