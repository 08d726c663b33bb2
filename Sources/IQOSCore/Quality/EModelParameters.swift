/// The inputs of the E-model with the default values of ITU-T G.107 table 2; symbols of the standard in brackets.
public struct EModelParameters: Sendable, Equatable {
    /// Send loudness rating (SLR), dB.
    public var sendLoudness = 8.0
    /// Receive loudness rating (RLR), dB.
    public var receiveLoudness = 2.0
    /// Sidetone masking rating (STMR), dB.
    public var sidetoneMasking = 15.0
    /// D-value of the telephone, send side (Ds).
    public var sendSideFactor = 3.0
    /// D-value of the telephone, receive side (Dr).
    public var receiveSideFactor = 3.0
    /// Talker echo loudness rating (TELR), dB.
    public var talkerEchoLoudness = 65.0
    /// Weighted echo path loss (WEPL), dB.
    public var weightedEchoPathLoss = 110.0
    /// Mean one-way delay of the echo path (T), ms.
    public var echoDelayMs = 0.0
    /// Round-trip delay in the four-wire loop (Tr), ms.
    public var roundTripMs = 0.0
    /// Absolute one-way delay (Ta), ms.
    public var absoluteDelayMs = 0.0
    /// Quantisation distortion units (qdu), ≥ 1.
    public var quantisingUnits = 1.0
    /// Equipment impairment factor (Ie).
    public var equipmentImpairment = 0.0
    /// Packet-loss robustness factor (Bpl), > 0.
    public var lossRobustness = 4.3
    /// Packet-loss probability (Ppl), percent.
    public var lossPercent = 0.0
    /// Burst ratio (BurstR), ≥ 1.
    public var burstRatio = 1.0
    /// Circuit noise at the 0 dBr point (Nc), dBm0p.
    public var circuitNoise = -70.0
    /// Noise floor at the receive side (Nfor), dBmp.
    public var noiseFloor = -64.0
    /// Room noise at the send side (Ps), dB(A).
    public var sendRoomNoise = 35.0
    /// Room noise at the receive side (Pr), dB(A).
    public var receiveRoomNoise = 35.0
    /// Advantage factor (A).
    public var advantage = 0.0

    public init() {}
}
