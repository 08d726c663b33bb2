import ArgumentParser
import IQOSCore
import IQOSScan

/// How to measure.
struct MeasuringFlags: ParsableArguments {
    @Option(
        parsing: .unconditional,
        help: .told("Simulate a jitter buffer of this delay, ms, or adaptive.", valueName: "ms"))
    var buffer = BufferArgument(options: PlayoutOptions())

    @Option(help: .told("Let plc, silence, repeat or noise stand in for lost packets.", valueName: "mode"))
    var conceal = ConcealmentMode.plc

    @Option(parsing: .unconditional, help: .told("Length of an interval, s.", valueName: "s"))
    var interval = 5.0

    @Option(help: .told("Call something RTP less or more readily.", valueName: "level"))
    var sensitivity = Sensitivity.normal

    @Option(
        help: .told("Settle a dynamic payload type, 96=opus/48000/2; may be repeated.", valueName: "type"),
        transform: PayloadMapping.init(given:))
    var pt: [PayloadMapping] = []

    @Option(
        help: .told(
            "Score a codec with this Ie and Bpl, opus=10/20 or opus=13/4.3/wb; may be repeated.", valueName: "codec"),
        transform: ImpairmentMapping.init(given:))
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
        name: .customLong("max-spool"), parsing: .unconditional,
        help: .told(
            "Keep at most this much of standard input for the sound, 500m or 2g; a larger one ends with 73. (default: 8g)",
            valueName: "size"),
        transform: SizeArgument.init)
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

extension Sensitivity: ExpressibleByArgument {}
extension ConcealmentMode: ExpressibleByArgument {}

extension PayloadMapping {
    /// - Throws: A usage error for what could settle nothing.
    init(given text: String) throws {
        guard let mapping = PayloadMapping(text) else {
            throw ValidationError("it takes TYPE=CODEC/RATE or TYPE=CODEC/RATE/CHANNELS with a TYPE of 35-63 or 96-127")
        }
        guard mapping.hasKnownName else { throw ValidationError(unknownCodec) }
        self = mapping
    }
}

extension ImpairmentMapping {
    /// - Throws: A usage error for what could score nothing.
    init(given text: String) throws {
        guard let mapping = ImpairmentMapping(text), mapping.impairment.lossRobustness != nil else {
            throw ValidationError("it takes CODEC=IE/BPL or CODEC=IE/BPL/SCALE with a SCALE of nb, wb or fb")
        }
        guard mapping.hasKnownName else { throw ValidationError(unknownCodec) }
        self = mapping
    }
}

private let unknownCodec =
    "no codec is registered by this name: PCMU, G729, AMR-WB, opus ... are, and one of your own begins with x-"

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
struct SizeArgument: CustomStringConvertible {
    var bytes: Int

    init(bytes: Int) { self.bytes = bytes }

    /// - Throws: A usage error for anything else.
    init(_ argument: String) throws {
        let factors: [Character: Int] = ["k": 1000, "m": 1_000_000, "g": 1_000_000_000, "t": 1_000_000_000_000]
        let factor = argument.lowercased().last.flatMap { factors[$0] }
        let number = Int(factor == nil ? argument : String(argument.dropLast()))
        guard let number, number >= 0, case (let bytes, false) = number.multipliedReportingOverflow(by: factor ?? 1)
        else {
            throw ValidationError(
                "it takes 0 or more bytes, in k, m, g or t where one of them stands behind the number")
        }
        self.bytes = bytes
    }

    var description: String {
        bytes > 0 && bytes % 1_000_000_000 == 0 ? "\(bytes / 1_000_000_000)g" : String(bytes)
    }
}
