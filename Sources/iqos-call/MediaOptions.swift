import ArgumentParser
import IQOSCore

/// How many calls, and what they send.
struct MediaOptions: ParsableArguments {
    enum Codec: String, ExpressibleByArgument, CaseIterable {
        case pcmu, pcma
    }

    @Option(parsing: .unconditional, help: ArgumentHelp("Make this many calls.", valueName: "n"))
    var calls = 1

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Length of each call's media, seconds (default: the speech's, else 10).", valueName: "s"))
    var duration: Double?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("From the start of a call to the next, milliseconds.", valueName: "ms"))
    var spacing = 250

    @Option(help: "Encode as pcmu or pcma.")
    var codec = Codec.pcmu

    @Option(
        parsing: .unconditional, help: ArgumentHelp("Put this much sound into a packet, milliseconds.", valueName: "ms")
    )
    var ptime = 20

    @Flag(help: "Signal the calls with SIP and SDP.")
    var sip = false

    @Flag(help: "Send RTCP reports.")
    var rtcp = false

    @Flag(help: "Let the callee send no RTP.")
    var oneWay = false

    @Flag(help: "Send no RTP at all; without --sip and --background this is background traffic only.")
    var noRtp = false

    @Flag(help: "Send nothing in silence (DTX); the first packet of a talkspurt has the marker.")
    var silenceSuppression = false

    @Flag(help: "Open each suppressed silence with a comfort noise packet (RFC 3389).")
    var comfortNoise = false

    @Option(help: ArgumentHelp("Let the caller press these keys (RFC 4733).", valueName: "keys"))
    var dtmf = ""

    @Option(help: ArgumentHelp("Let the callee press these keys.", valueName: "keys"))
    var dtmfBack = ""

    @Option(
        parsing: .unconditional, help: ArgumentHelp("Press the first key at this media time, seconds.", valueName: "s"))
    var dtmfAt = 1.0

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("First sequence number of the caller (default: random).", valueName: "n"),
        transform: whole(0...UInt16.max))
    var sequenceStart: UInt16?

    @Option(
        parsing: .unconditional, help: ArgumentHelp("First sequence number of the callee.", valueName: "n"),
        transform: whole(0...UInt16.max))
    var sequenceStartBack: UInt16?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("First RTP timestamp of the caller (default: random).", valueName: "n"),
        transform: whole(0...UInt32.max))
    var timestampStart: UInt32?

    @Option(
        parsing: .unconditional, help: ArgumentHelp("First RTP timestamp of the callee.", valueName: "n"),
        transform: whole(0...UInt32.max))
    var timestampStartBack: UInt32?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("SSRC of the first call's caller, as 0x… or decimal (default: random).", valueName: "ssrc"),
        transform: SSRC.init)
    var ssrc: SSRC?

    @Option(
        parsing: .unconditional, help: ArgumentHelp("SSRC of the first call's callee.", valueName: "ssrc"),
        transform: SSRC.init)
    var ssrcBack: SSRC?

    func validate() throws {
        try require(1...60_000, calls, "--calls")
        try require(1...180, ptime, "--ptime")
        try require(0...3_600_000, spacing, "--spacing")
        try require(0.1...86_400, duration ?? 1, "--duration")
        try require(0...86_400, dtmfAt, "--dtmf-at")
        for keys in [dtmf, dtmfBack] where !keys.allSatisfy({ "0123456789*#ABCD".contains($0) }) {
            throw ValidationError("--dtmf: \(keys): keys are 0 to 9, *, # and A to D")
        }
        guard silenceSuppression || !comfortNoise else {
            throw ValidationError("--comfort-noise goes with --silence-suppression")
        }
    }

    func apply(to plan: inout CallPlan) {
        plan.calls = noRtp && !sip ? 0 : calls
        plan.spacingMs = spacing
        plan.law = codec == .pcmu ? .muLaw : .aLaw
        plan.ptimeMs = ptime
        plan.hasSIP = sip
        plan.hasRTCP = rtcp && !noRtp
        plan.hasRTP = !noRtp
        plan.isOneWay = oneWay
        for side in 0...1 {
            plan.directions[side].suppressesSilence = silenceSuppression
            plan.directions[side].sendsComfortNoise = comfortNoise
            plan.directions[side].dtmf = side == 0 ? dtmf : dtmfBack
            plan.directions[side].dtmfStartMs = Int(dtmfAt * 1000)
            plan.directions[side].sequenceStart = side == 0 ? sequenceStart : sequenceStartBack
            plan.directions[side].timestampStart = side == 0 ? timestampStart : timestampStartBack
            plan.directions[side].ssrc = side == 0 ? ssrc?.number : ssrcBack?.number
        }
    }
}

/// An SSRC as people write it: `0x11223344` or decimal.
struct SSRC {
    var number: UInt32

    /// - Throws: A usage error for anything else.
    init(_ argument: String) throws {
        guard let number = UInt32(ssrc: argument) else {
            throw ValidationError("must be 0 to 4294967295, or as 0x1a2b3c4d")
        }
        self.number = number
    }
}

/// Refuses a number outside its range, with the option's name.
func require<Number: Comparable>(_ range: ClosedRange<Number>, _ number: Number, _ option: String) throws {
    guard range.contains(number) else {
        throw ValidationError("\(option): \(number): must be \(range.lowerBound) to \(range.upperBound)")
    }
}

/// Reads a whole number of a range, and says which one it is of anything else.
func whole<Number: FixedWidthInteger & Sendable>(
    _ range: ClosedRange<Number>
) -> @Sendable (String) throws -> Number {
    { text in
        guard let number = Number(text), range.contains(number) else {
            throw ValidationError("must be \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }
}
