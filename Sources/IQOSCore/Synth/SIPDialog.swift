/// The signalling of one call: INVITE, 100, 180, 200, ACK, BYE, 200 (RFC 3261) with an SDP offer and answer.
struct SIPDialog: Sendable {
    static let port: UInt16 = 5060

    /// A message, who sends it and when.
    struct Message: Sendable {
        var side: Int
        var sentAt: Int64
        var text: String
    }

    let callID: String
    /// Addresses of record of caller and callee, without brackets.
    let identities: [String]
    private let hosts: [Address]
    private let mediaPorts: [UInt16]
    private let plan: CallPlan
    private let tags: [String]
    private let branches: [String]
    private let sessionID: Int

    /// - Parameter mediaPorts: RTP ports of caller and callee.
    init(plan: CallPlan, call: Int, hosts: [Address], mediaPorts: [UInt16]) {
        // Caller and callee draw other identities than RTP does, which uses sides 0 and 1.
        var generator = SeededGenerator(seed: plan.seed, purpose: .identity, call: call, side: 2)
        self.plan = plan
        self.hosts = hosts
        self.mediaPorts = mediaPorts
        callID = generator.hexadecimal(digits: 16) + "@" + Self.literal(hosts[0])
        tags = [generator.hexadecimal(digits: 8), generator.hexadecimal(digits: 8)]
        branches = (0..<3).map { _ in "z9hG4bK" + generator.hexadecimal(digits: 12) }
        sessionID = 1_000_000 + generator.integer(below: 1_000_000)
        identities = [0, 1].map { "sip:\(1000 * ($0 + 1) + call)@" + Self.literal(hosts[$0]) }
    }

    /// The seven messages, in the order in which they are sent.
    func messages(_ timeline: CallTimeline) -> [Message] {
        let invite = "INVITE \(identities[1]) SIP/2.0"
        let offer = sessionDescription(side: 0)
        let answer = sessionDescription(side: 1)
        return [
            Message(side: 0, sentAt: timeline.invite, text: request(invite, branch: 0, sequence: 1, body: offer)),
            Message(
                side: 1, sentAt: timeline.trying, text: response("100 Trying", to: "INVITE", branch: 0, sequence: 1)),
            Message(
                side: 1, sentAt: timeline.ringingSent,
                text: response("180 Ringing", to: "INVITE", branch: 0, sequence: 1)),
            Message(
                side: 1, sentAt: timeline.answer,
                text: response("200 OK", to: "INVITE", branch: 0, sequence: 1, body: answer)),
            Message(
                side: 0, sentAt: timeline.acknowledge,
                text: request("ACK \(contact(1)) SIP/2.0", branch: 1, sequence: 1)),
            Message(
                side: 0, sentAt: timeline.bye,
                text: request("BYE \(contact(1)) SIP/2.0", branch: 2, sequence: 2)),
            Message(
                side: 1, sentAt: timeline.byeAnswer,
                text: response("200 OK", to: "BYE", branch: 2, sequence: 2)),
        ]
    }

    private func request(_ startLine: String, branch: Int, sequence: Int, body: String = "") -> String {
        let method = startLine.prefix { $0 != " " }
        let isDialog = method != "INVITE"
        var lines = [startLine]
        lines += common(method: String(method), branch: branch, sequence: sequence, hasToTag: isDialog)
        lines += ["Max-Forwards: 70", "Contact: <\(contact(0))>", "User-Agent: iqos-call"]
        return message(lines, body: body)
    }

    private func response(
        _ status: String, to method: String, branch: Int, sequence: Int, body: String = ""
    ) -> String {
        var lines = ["SIP/2.0 \(status)"]
        lines += common(method: method, branch: branch, sequence: sequence, hasToTag: !status.hasPrefix("100"))
        lines += ["Contact: <\(contact(1))>", "Server: iqos-call"]
        return message(lines, body: body)
    }

    /// What a request and its responses share (RFC 3261 §8.2.6.2).
    private func common(method: String, branch: Int, sequence: Int, hasToTag: Bool) -> [String] {
        [
            "Via: SIP/2.0/UDP \(Self.literal(hosts[0])):\(Self.port);branch=\(branches[branch])",
            "From: \"Caller\" <\(identities[0])>;tag=\(tags[0])",
            "To: \"Callee\" <\(identities[1])>" + (hasToTag ? ";tag=\(tags[1])" : ""),
            "Call-ID: \(callID)",
            "CSeq: \(sequence) \(method)",
        ]
    }

    private func message(_ lines: [String], body: String) -> String {
        let type = body.isEmpty ? [] : ["Content-Type: application/sdp"]
        let head = lines + type + ["Content-Length: \(body.utf8.count)", "", ""]
        return head.joined(separator: "\r\n") + body
    }

    /// RFC 8866; the offer lists both laws, the answer the one in use (RFC 3264 §6.1).
    private func sessionDescription(side: Int) -> String {
        let family = plan.isIPv6 ? "IP6" : "IP4"
        let chosen = plan.law == .muLaw ? [0, 8] : [8, 0]
        let audio = side == 0 ? chosen : [chosen[0]]
        let noise = plan.directions.contains { $0.sendsComfortNoise } ? [Int(RTPSender.comfortNoisePayloadType)] : []
        let types = audio + noise + [Int(RTPSender.eventPayloadType)]
        var lines = [
            "v=0", "o=- \(sessionID + side) 1 IN \(family) \(hosts[side])", "s=-", "c=IN \(family) \(hosts[side])",
            "t=0 0", "m=audio \(mediaPorts[side]) RTP/AVP " + types.map(String.init).joined(separator: " "),
        ]
        lines += audio.map { "a=rtpmap:\($0) \($0 == 0 ? "PCMU" : "PCMA")/8000" }
        lines += noise.map { "a=rtpmap:\($0) CN/8000" }
        lines += [
            "a=rtpmap:\(RTPSender.eventPayloadType) telephone-event/8000", "a=fmtp:\(RTPSender.eventPayloadType) 0-15",
            "a=ptime:\(plan.ptimeMs)",
            "a=sendrecv",
        ]
        return lines.joined(separator: "\r\n") + "\r\n"
    }

    private func contact(_ side: Int) -> String {
        identities[side] + ":\(Self.port)"
    }

    /// An address as URIs and Via write it: IPv6 in brackets.
    private static func literal(_ address: Address) -> String {
        address.isIPv6 ? "[\(address)]" : "\(address)"
    }
}
