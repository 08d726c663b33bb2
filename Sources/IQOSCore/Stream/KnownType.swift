/// What a payload type is to a player, looked up once for a run of packets.
struct KnownType: Sendable {
    var number: UInt8
    var clockRateHz: Int32
    var hasCodec = false
    var isWaveform = false
    /// Its payloads are blocks of other types (RFC 2198).
    var isRedundant = false
    /// The law, where samples are looked up byte by byte at the track's own rate.
    var law: G711?
    /// The law that its payloads make sense under: what was captured is decoded by it.
    var fittingLaw: G711?

    /// No packet has it.
    static let none = KnownType(number: .max, clockRateHz: 0)

    private init(number: UInt8, clockRateHz: Int32) {
        self.number = number
        self.clockRateHz = clockRateHz
    }

    @inline(never) init(_ payloadType: UInt8, of plan: StreamPlan) {
        guard let index = plan.format(of: payloadType) else {
            let staticRate = CodecTable.clockRateHz(ofStaticPayloadType: payloadType)
            self.init(number: payloadType, clockRateHz: staticRate == 0 ? plan.clockRateHz : staticRate)
            return
        }
        let format = plan.formats[index]
        self.init(number: payloadType, clockRateHz: format.clockRateHz)
        hasCodec = format.codec != nil
        isWaveform = format.codec?.isWaveform ?? false
        isRedundant = format.isRedundant
        law = format.law(atRateHz: plan.sampleRateHz)
        fittingLaw = plan.isOtherLaw ? law?.other : law
    }
}
