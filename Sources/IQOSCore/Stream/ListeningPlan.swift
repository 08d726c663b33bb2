/// What the second pass hears of a capture, and how: the streams whose packets it collects and their players.
public struct ListeningPlan: Sendable {
    /// Silence that a file has at most between one sound and the next, seconds.
    public static let longestSilenceS = HeardTrack.longestSilenceS

    let streams: [StreamPlan]
    /// Places of streams that are in no call's sound: another one is their voice as it was heard.
    let unheard: Set<Int>
    let decoders: AudioDecoders
    let srtp: SRTPOptions
    /// What finding the key of a stream may cost.
    private let searchEffort: Int
    private let playout: PlayoutOptions
    private let concealment: ConcealmentMode

    init(
        _ streams: [StreamPlan], unheard: Set<Int>, playout: PlayoutOptions, concealment: ConcealmentMode,
        decoders: AudioDecoders, srtp: SRTPOptions
    ) {
        self.streams = streams
        self.unheard = unheard
        self.playout = playout
        self.concealment = concealment
        self.decoders = decoders
        self.srtp = srtp
        searchEffort = StreamCipher.effort(streams: streams.count { !$0.keys.isEmpty })
    }

    public var count: Int { streams.count }

    /// Whether there is a decoder.
    func canDecode(_ codec: AudioCodec, sampleRateHz: Int) -> Bool {
        decoders.decoder(of: codec, sampleRateHz: sampleRateHz) != nil
    }

    /// Place in the report of a stream of the plan.
    public func place(of index: Int) -> Int { streams[index].place }

    /// Some of it is decoded.
    public func isAudible(_ index: Int) -> Bool { streams[index].isAudible }

    /// Of its sound.
    public func sampleRateHz(of index: Int) -> Int { streams[index].sampleRateHz }

    /// Something may open its packets.
    public func hasKeys(_ index: Int) -> Bool { !streams[index].keys.isEmpty }

    /// Who plays a stream: whoever has the packets puts them in.
    ///
    /// - Parameter keepsPackets: It puts packets in order and makes no sound of them.
    public func player(of index: Int, keepsPackets: Bool = false) -> StreamPlayer {
        StreamPlayer(
            streams[index], playout: playout, concealment: concealment, decoders: decoders, cipher: srtp.cipher,
            searchEffort: searchEffort, keepsPackets: keepsPackets)
    }
}
