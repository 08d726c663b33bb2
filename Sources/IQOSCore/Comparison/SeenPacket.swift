/// A packet as one capture point saw it: what is needed to find it again at another.
struct SeenPacket: BitwiseCopyable, Sendable {
    /// ns since 1970 UTC, or `FrameRef.noArrival`.
    var arrival: Int64
    /// Of the payload; 0 where it says nothing: too short, or all bytes alike.
    var payloadHash: UInt64
    var timestamp: UInt32
    var sequenceNumber: UInt16
    /// Time to live or hop limit of the innermost IP header; 0 where that could not be seen.
    var hopLimit: UInt8

    /// What one packet of a stream has and no other for days: two points that have it have the same packet.
    var number: UInt64 { UInt64(timestamp) << 16 | UInt64(sequenceNumber) }

    /// The same behind a point that moves both by a constant.
    func number(movedBackBy shift: NumberShift) -> UInt64 {
        UInt64(timestamp &- shift.timestamp) << 16 | UInt64(sequenceNumber &- shift.sequence)
    }
}

/// What a point adds to the numbers of a stream that it writes anew; both 0 where it leaves them alone.
struct NumberShift: BitwiseCopyable, Sendable, Hashable {
    var sequence: UInt16 = 0
    var timestamp: UInt32 = 0
}

/// A stream as one capture point saw it, with its packets in order of arrival.
public struct SeenStream: Sendable {
    /// Place in the capture's report, from 0.
    var place: Int
    var flow: Flow
    var ssrc: UInt32
    /// Index of its call, from 0, and whether it is in the forward leg of it.
    var call: Int
    var isForward: Bool
    var packets: [SeenPacket]
}
