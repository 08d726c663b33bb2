/// Writes the packets of one stream as a capture of their own: Ethernet, the stream's addresses and ports, UDP.
public struct StreamPcap {
    private let writer = PcapWriter(unit: 1)
    private var builder = FrameBuilder(vlan: nil)
    private let source: Endpoint
    private let destination: Endpoint

    public init(_ flow: Flow) {
        // Locally administered addresses, since those of the capture are not kept.
        source = Endpoint(host: Host(address: flow.source, mac: 0x0200_0000_0001), port: flow.sourcePort)
        destination = Endpoint(host: Host(address: flow.destination, mac: 0x0200_0000_0002), port: flow.destinationPort)
    }

    public var header: [UInt8] { writer.header }

    /// The record of a packet, its RTP header first.
    public mutating func record(_ packet: ArraySlice<UInt8>, arrival: Int64) -> [UInt8] {
        var bytes: [UInt8] = []
        // UDP in IPv4 has room for no more.
        let frame = builder.datagram(from: source, to: destination, payload: Array(packet.prefix(65_507)))
        writer.append(frame[...], arrival: max(0, arrival), to: &bytes)
        return bytes
    }
}
