/// What tells copies of a packet apart.
struct PacketIdentity: BitwiseCopyable, Sendable {
    /// A copy that comes as fast as this did not go another way through the network, ns.
    static let mirrorTime: Int64 = 2_000_000

    private var arrival: Int64
    private var timestamp: UInt32
    /// Of the captured payload.
    private var payload: UInt32
    /// Interface, link addresses, layers and hop limit: where it was seen; 0 where nothing is known of that.
    private var place: UInt32
    var sequenceNumber: UInt16
    private var payloadLength: UInt16
    /// Index of the file, from 0.
    let file: UInt16
    private var markerAndType: UInt8
    private var isCut: Bool

    /// - Parameters:
    ///   - payload: Its captured part in `bytes`.
    ///   - way: How it came; `nil` where it was put together out of several frames.
    init(_ packet: PacketEvent, _ payload: Range<Int>, in bytes: RawSpan, way: FrameWay?) {
        arrival = packet.arrival
        timestamp = packet.timestamp
        sequenceNumber = packet.sequenceNumber
        payloadLength = packet.payloadLength
        file = packet.file
        markerAndType = packet.markerAndType
        isCut = packet.isCut
        place = way?.place ?? 0
        self.payload = FrameWay.hash(bytes, payload)
    }

    /// What a packet is that came after this one, under the same number.
    ///
    /// The number in an IPv4 header tells nothing: what the network doubles has the same one as what a mirror port does.
    ///
    /// - Parameter isOfTwoCaptures: Files are captures of one time, and not the parts of one.
    func kind(of copy: PacketIdentity, isOfTwoCaptures: Bool) -> CopyKind {
        let isSame =
            timestamp == copy.timestamp && markerAndType == copy.markerAndType && payloadLength == copy.payloadLength
            && (payload == copy.payload || isCut || copy.isCut)
        guard isSame else { return .conflict }
        // By a clock of its own.
        if isOfTwoCaptures, file != copy.file { return .capture }
        let hasArrivals = arrival != FrameRef.noArrival && copy.arrival != FrameRef.noArrival
        if hasArrivals, (copy.arrival &- arrival).magnitude < Self.mirrorTime.magnitude { return .capture }
        return place != 0 && copy.place != 0 && place != copy.place ? .capture : .network
    }

    /// The same for two packets of which no more is known than what metrics ask, one right after the other.
    static func kind(of copy: PacketEvent, after packet: PacketEvent) -> CopyKind {
        guard copy.timestamp == packet.timestamp, copy.payloadLength == packet.payloadLength else { return .conflict }
        guard copy.hasArrival, packet.hasArrival,
            (copy.arrival &- packet.arrival).magnitude < mirrorTime.magnitude
        else { return .unknown }
        return .capture
    }
}
