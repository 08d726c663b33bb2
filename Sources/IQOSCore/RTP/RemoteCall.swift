/// A call of ONC RPC where RTP has its header (RFC 5531 §9): the transaction id ends in a counter, then come 0 for a call, 2
/// for the version, and the number of a program.
enum RemoteCall {
    /// Numbers that are assigned to programs (RFC 5531 §13).
    private static let programs: ClosedRange<UInt32> = 100_000...399_999

    @inline(__always) static func mayBegin(_ timestamp: UInt32, _ ssrc: UInt32) -> Bool { timestamp == 0 && ssrc == 2 }

    /// Whether the word behind the fixed header is a program's number.
    static func isProgram(_ word: UInt32?) -> Bool { word.map(programs.contains) ?? false }
}
