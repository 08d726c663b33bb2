/// Frames that an interface lost, as a pcapng file tells.
public struct InterfaceDrops: Sendable, Equatable {
    /// Number within the file, as in `FrameRef`.
    public var interface: UInt16
    /// Frames (isb_ifdrop).
    public var dropped: UInt64

    public init(interface: UInt16, dropped: UInt64) {
        self.interface = interface
        self.dropped = dropped
    }
}
