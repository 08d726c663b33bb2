/// Numbers of the pcapng registry that the parser knows (draft-ietf-opsawg-pcapng).
enum PcapngBlock {
    /// The same in both byte orders, so that a section can be found before its order is known.
    static let sectionHeader: UInt32 = 0x0A0D_0D0A
    static let interfaceDescription: UInt32 = 1
    /// Obsolete; wrote by tools before 2009.
    static let packet: UInt32 = 2
    static let simplePacket: UInt32 = 3
    static let interfaceStatistics: UInt32 = 5
    static let enhancedPacket: UInt32 = 6

    static let byteOrderMagic: UInt32 = 0x1A2B_3C4D

    enum Option {
        static let end: UInt16 = 0
        static let timeResolution: UInt16 = 9
        static let timeOffset: UInt16 = 14
        static let droppedByInterface: UInt16 = 5
    }
}

/// What is wrong with a pcapng block; the parser adds where it is.
struct PcapngBlockError: Error {
    var what: String

    init(_ what: String) {
        self.what = what
    }
}
