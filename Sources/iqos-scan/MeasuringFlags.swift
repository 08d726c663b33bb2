import ArgumentParser
import IQOSCore
import IQOSScan

/// How to measure.
struct MeasuringFlags: ParsableArguments {
    @Option(help: .told("Simulate a jitter buffer of this delay, ms, or adaptive.", valueName: "ms"))
    var buffer = BufferArgument(options: PlayoutOptions())

    @Option(help: .told("Let plc, silence, repeat or noise stand in for lost packets.", valueName: "mode"))
    var conceal = ConcealmentMode.plc

    @Option(help: .told("Length of an interval, s.", valueName: "s"))
    var interval = 5.0

    @Option(help: .told("Call something RTP less or more readily.", valueName: "level"))
    var sensitivity = Sensitivity.normal

    @Option(
        help: .told("Settle a dynamic payload type, 96=opus/48000/2; may be repeated.", valueName: "type"))
    var pt: [PayloadMapping] = []

    @Option(
        help: .told(
            "Score a codec with this Ie and Bpl, opus=10/20 or opus=13/4.3/wb; may be repeated.", valueName: "codec"))
    var impairment: [ImpairmentMapping] = []

    @Flag(
        name: .customLong("mos-approx"),
        help: .told("Score codecs without published Ie or Bpl with those of their nearest relative."))
    var mosApprox = false

    @Option(help: .told("Add the score of another program's formula, voipmonitor.", valueName: "program"))
    var compat: Compatibility?

    @Option(
        name: .customLong("srtp-key"),
        help: .told("Decrypt with this key, [SSRC=]SUITE:KEY or @file; may be repeated.", valueName: "key"))
    var srtpKeys: [String] = []

    @Flag(name: .customLong("no-hash"), help: .told("Leave out the SHA-256 of the captures."))
    var noHash = false

    @Option(
        name: .customLong("max-spool"),
        help: .told("Keep at most this much of standard input for the sound, 8g or 500m.", valueName: "size"))
    var maxSpool = SizeArgument(bytes: 8_000_000_000)

    func validate() throws {
        guard (0...10_000).contains(buffer.options.delayMs) else {
            throw ValidationError("--buffer takes 0 to 10000 ms, or adaptive.")
        }
        guard Set(pt.map(\.payloadType)).count == pt.count else {
            throw ValidationError("--pt is given twice for one payload type.")
        }
        guard Set(impairment.map(\.codec)).count == impairment.count else {
            throw ValidationError("--impairment is given twice for one codec.")
        }
        _ = try SRTPKeyFlag.keys(srtpKeys)
        guard interval >= 0.1, interval <= 86_400 else { throw ValidationError("--interval takes 0.1 to 86400 s.") }
    }
}

/// Whether the calls are good enough, for pipelines.
struct GateFlags: ParsableArguments {
    @Option(
        name: .customLong("fail-below"),
        help: .told("Exit with 3 if any stream's MOS-LQ is below this.", valueName: "mos"))
    var failBelow: Double?

    @Flag(
        name: .customLong("fail-unknown"), help: .told("Exit with 3 also if a MOS-LQ is unknown or there is no stream.")
    )
    var failUnknown = false

    func validate() throws {
        if let failBelow, !(1...5).contains(failBelow) { throw ValidationError("--fail-below takes 1 to 5.") }
    }

    /// What misses the gate; `nil` where nothing does.
    struct Miss {
        /// Streams; captures of many scans. None where the capture has no stream at all.
        var count = 0
        /// The first of them: id of a stream, or name of a capture.
        var first = ""
        var mosLQ: Double?
    }

    func miss(of result: ScanResult) -> Miss? {
        guard failBelow != nil || failUnknown else { return nil }
        if result.streamCount == 0 { return failUnknown ? Miss() : nil }
        return miss(
            (0..<result.streamCount).lazy.map { result.stream(at: $0) }.map { (String($0.id), $0.quality.mosLQ) })
    }

    /// The same over many scans; captures that could not be read are no matter of quality.
    func miss(of entries: [EachEntry]) -> Miss? {
        guard failBelow != nil || failUnknown else { return nil }
        return miss(
            entries.lazy.filter { $0.failure == nil }.map { entry in
                let isUnknown = entry.streams == 0 || entry.unrated > 0
                return (entry.file, failUnknown && isUnknown ? nil : entry.worstStreamMosLQ)
            })
    }

    private func miss(_ scores: some Sequence<(name: String, mosLQ: Double?)>) -> Miss? {
        var miss = Miss()
        for (name, score) in scores where score.map({ $0 < failBelow ?? 1 }) ?? failUnknown {
            if miss.count == 0 { (miss.first, miss.mosLQ) = (name, score) }
            miss.count += 1
        }
        return miss.count > 0 ? miss : nil
    }
}

extension Sensitivity: ExpressibleByArgument {}
extension ConcealmentMode: ExpressibleByArgument {}

extension PayloadMapping: ExpressibleByArgument {
    public init?(argument: String) {
        self.init(argument)
    }
}

extension ImpairmentMapping: ExpressibleByArgument {
    public init?(argument: String) {
        self.init(argument)
    }
}

/// What `--compat` takes.
enum Compatibility: String, ExpressibleByArgument, CaseIterable {
    case voipmonitor
}

/// What `--buffer` takes.
struct BufferArgument: ExpressibleByArgument {
    var options: PlayoutOptions

    init(options: PlayoutOptions) { self.options = options }

    init?(argument: String) {
        if argument == PlayoutOptions.Mode.adaptive.rawValue {
            options = .adaptive
        } else {
            guard let delayMs = Double(argument) else { return nil }
            options = PlayoutOptions(delayMs: delayMs)
        }
    }

    var defaultValueDescription: String { "60" }
}

/// A number of bytes with an optional k, m, g or t (powers of ten).
struct SizeArgument: ExpressibleByArgument {
    var bytes: Int

    init(bytes: Int) { self.bytes = bytes }

    init?(argument: String) {
        let factors: [Character: Int] = ["k": 1000, "m": 1_000_000, "g": 1_000_000_000, "t": 1_000_000_000_000]
        let factor = argument.lowercased().last.flatMap { factors[$0] }
        guard let number = Int(factor == nil ? argument : String(argument.dropLast())), number >= 0 else { return nil }
        let (product, overflow) = number.multipliedReportingOverflow(by: factor ?? 1)
        guard !overflow else { return nil }
        bytes = product
    }

    var defaultValueDescription: String { "8g" }
}
