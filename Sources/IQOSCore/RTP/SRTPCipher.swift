/// What decrypts SRTP on this machine; the core itself does not.
public struct SRTPCipher: Sendable {
    public enum Outcome: Sendable, Equatable {
        /// Authentic: the packet is clear now, and shorter by its tag.
        case clear
        /// A packet of that number was authentic before.
        case repeated
        /// Damaged, forged, or under another key: the packet is what it was.
        case refused
    }

    /// One stream under one key. Not for two threads at a time.
    public struct Session: Sendable {
        /// Takes a whole packet without key identifier.
        let open: @Sendable (inout [UInt8]) -> Outcome
        /// Tells how often the sequence numbers had rolled over before the next packet.
        let setRollOver: @Sendable (UInt32) -> Void

        public init(
            open: @escaping @Sendable (inout [UInt8]) -> Outcome, setRollOver: @escaping @Sendable (UInt32) -> Void
        ) {
            self.open = open
            self.setRollOver = setRollOver
        }
    }

    /// Begins a stream of an SSRC under a key; `nil` where the machine lacks the suite.
    public typealias Factory = @Sendable (SRTPKey, _ ssrc: UInt32) -> Session?

    /// The first of some roll-overs under which a whole packet without key identifier is authentic; `nil` for none.
    public typealias Probe = @Sendable ([UInt8], Range<UInt32>) -> UInt32?
    /// What tells that without a session, which costs a hundred times as much; `nil` for suites that need one.
    public typealias ProbeFactory = @Sendable (SRTPKey) -> Probe?

    let session: Factory
    let probe: ProbeFactory
    private let available: @Sendable () -> Bool
    /// What to install where there is not.
    public let advice: String

    /// - Parameter isAvailable: Asked only where a stream has a key, for the answer may cost loading a library.
    public init(
        isAvailable: @autoclosure @escaping @Sendable () -> Bool, advice: String = "",
        probe: @escaping ProbeFactory = { _ in nil }, session: @escaping Factory
    ) {
        self.session = session
        self.probe = probe
        available = isAvailable
        self.advice = advice
    }

    /// Whether there is anything to decrypt with.
    public var isAvailable: Bool { available() }

    /// A machine that decrypts nothing.
    public static func none(advice: String = "") -> SRTPCipher {
        SRTPCipher(isAvailable: false, advice: advice) { _, _ in nil }
    }
}
