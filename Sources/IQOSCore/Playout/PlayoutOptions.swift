/// How the simulated jitter buffer works: what the E-model's late packets and the sound of a call come from.
public struct PlayoutOptions: BitwiseCopyable, Sendable, Equatable {
    public enum Mode: String, BitwiseCopyable, Sendable { case fixed, adaptive }

    public var mode = Mode.fixed
    /// Wait between arrival of the anchor and its playing, ms, ≥ 0; of an adaptive buffer the one it begins with.
    public var delayMs = 60.0

    public init(delayMs: Double = 60) {
        self.delayMs = delayMs
    }

    public static let adaptive: PlayoutOptions = {
        var options = PlayoutOptions()
        options.mode = .adaptive
        return options
    }()
}
