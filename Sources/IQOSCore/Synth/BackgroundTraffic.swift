/// Exchanges that have nothing to do with calls: DNS, NTP, SSDP and ARP.
struct BackgroundTraffic: Sendable {
    private static let names = ["www.example.com", "mail.example.org", "time.example.net", "cdn.example.com"]
    private static let multicastMAC: UInt64 = 0x0100_5E7F_FFFA

    private var generator: SeededGenerator
    private let client: Host
    private let server: Host
    private let vlan: UInt16?

    init(plan: CallPlan) {
        generator = SeededGenerator(seed: plan.seed, purpose: .background)
        client = Host(address: Address(ipv4: 0x0A01_FE0A), mac: 0x0200_0001_FE0A)
        server = Host(address: Address(ipv4: 0x0A02_FE01), mac: 0x0200_0002_FE01)
        vlan = plan.vlan
    }

    /// Adds exchanges at random times, on average this many a second, from `start` until `end` (ns since 1970 UTC).
    mutating func append(perSecond: Double, from start: Int64, until end: Int64, to frames: inout FrameList) {
        guard perSecond > 0 else { return }
        var builder = FrameBuilder(vlan: vlan)
        var time = start + gap(perSecond)
        while time < end {
            switch generator.integer(below: 8) {
            case 0: appendARP(at: time, builder: builder, to: &frames)
            case 1: appendNTP(at: time, builder: &builder, to: &frames)
            case 2: appendSSDP(at: time, builder: &builder, to: &frames)
            default: appendDNS(at: time, builder: &builder, to: &frames)
            }
            time += gap(perSecond)
        }
    }

    private mutating func gap(_ perSecond: Double) -> Int64 {
        Int64(generator.exponential(mean: 1e9 / perSecond)) + 1
    }

    private mutating func answerDelay() -> Int64 {
        Int64(generator.uniform(in: 1e6...40e6))
    }

    private mutating func clientPort() -> UInt16 {
        UInt16(32768 + generator.integer(below: 28000))
    }

    /// A query for an IPv4 address and its answer (RFC 1035 §4).
    private mutating func appendDNS(at time: Int64, builder: inout FrameBuilder, to frames: inout FrameList) {
        let identification = UInt16(truncatingIfNeeded: generator.next())
        let name = Self.names[generator.integer(below: Self.names.count)]
        var question: [UInt8] = []
        for label in name.split(separator: ".") { question += [UInt8(label.utf8.count)] + Array(label.utf8) }
        question += [0, 0, 1, 0, 1]
        func message(flags: UInt16, answers: UInt16) -> [UInt8] {
            var bytes: [UInt8] = []
            for field in [identification, flags, 1, answers, 0, 0] { bytes.appendBigEndian(field) }
            return bytes + question
        }
        // Pointer to the question's name, type A, class IN, 300 s, 4 octets.
        let answer: [UInt8] = [
            0xC0, 12, 0, 1, 0, 1, 0, 0, 1, 0x2C, 0, 4, 192, 0, 2, UInt8(1 + generator.integer(below: 254)),
        ]
        exchange(
            port: 53, query: message(flags: 0x0100, answers: 0), answer: message(flags: 0x8180, answers: 1) + answer,
            at: time, builder: &builder, to: &frames)
    }

    /// A client's request and the server's answer (RFC 5905 §7.3), with times of the capture.
    private mutating func appendNTP(at time: Int64, builder: inout FrameBuilder, to frames: inout FrameList) {
        var query = [UInt8](repeating: 0, count: 40)
        query[0] = 0x23
        query.appendBigEndian(RTCPSender.ntp(time))
        var answer: [UInt8] = [0x24, 2, 6, 0xEC, 0, 0, 4, 0, 0, 0, 8, 0, 192, 0, 2, 123]
        answer.appendBigEndian(RTCPSender.ntp(time - 30_000_000_000))
        answer.appendBigEndian(RTCPSender.ntp(time))
        answer.appendBigEndian(RTCPSender.ntp(time + 500_000))
        answer.appendBigEndian(RTCPSender.ntp(time + 600_000))
        exchange(port: 123, query: query, answer: answer, at: time, builder: &builder, to: &frames)
    }

    private mutating func exchange(
        port: UInt16, query: [UInt8], answer: [UInt8], at time: Int64, builder: inout FrameBuilder,
        to frames: inout FrameList
    ) {
        let local = Endpoint(host: client, port: clientPort())
        let remote = Endpoint(host: server, port: port)
        frames.append(builder.datagram(from: local, to: remote, payload: query), arrival: time)
        frames.append(
            builder.datagram(from: remote, to: local, payload: answer), arrival: time + answerDelay())
    }

    private mutating func appendSSDP(at time: Int64, builder: inout FrameBuilder, to frames: inout FrameList) {
        let group = Host(address: Address(ipv4: 0xEFFF_FFFA), mac: Self.multicastMAC)
        let text = [
            "M-SEARCH * HTTP/1.1", "HOST: 239.255.255.250:1900", "MAN: \"ssdp:discover\"", "MX: 1",
            "ST: upnp:rootdevice", "", "",
        ].joined(separator: "\r\n")
        let frame = builder.datagram(
            from: Endpoint(host: client, port: clientPort()), to: Endpoint(host: group, port: 1900),
            payload: Array(text.utf8))
        frames.append(frame, arrival: time)
    }

    /// Who has the server's address (RFC 826)?
    private func appendARP(at time: Int64, builder: FrameBuilder, to frames: inout FrameList) {
        var frame = builder.ethernetHeader(from: client.mac, to: 0xFFFF_FFFF_FFFF, etherType: 0x0806)
        frame += [0, 1, 8, 0, 6, 4, 0, 1]
        frame.appendBigEndian(UInt16(truncatingIfNeeded: client.mac >> 32))
        frame.appendBigEndian(UInt32(truncatingIfNeeded: client.mac))
        frame.appendBigEndian(UInt32(truncatingIfNeeded: client.address.low))
        frame += [0, 0, 0, 0, 0, 0]
        frame.appendBigEndian(UInt32(truncatingIfNeeded: server.address.low))
        frames.append(builder.padded(frame), arrival: time)
    }
}
