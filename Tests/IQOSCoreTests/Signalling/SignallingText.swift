@testable import IQOSCore

/// A message as it is sent: lines end with CR LF.
func wire(_ text: String) -> [UInt8] {
    Array(text.replacing("\n", with: "\r\n").utf8)
}

func sipMessage(_ bytes: [UInt8]) -> SIPMessage? {
    SIPMessage(in: bytes.span.bytes, at: 0, end: bytes.count)
}

func sdp(_ text: String) -> SDPDescription {
    let bytes = wire(text)
    return SDPDescription(in: bytes.span.bytes, 0..<bytes.count)
}

func host(_ last: UInt8) -> Address {
    Address(ipv4: 0x0A00_0000 | UInt32(last))
}

/// One second in the unit of arrivals, ns.
let second: Int64 = 1_000_000_000

/// Writes the messages of one SIP call between 10.0.0.1 and 10.0.0.2.
struct CallScript {
    var callID = "a84b4c76e66710@pc33"
    var callerTag = "1928301774"
    var calleeTag: String? = "a6c85cf"

    /// A description with one audio section.
    static func audio(_ last: UInt8, _ port: Int, _ formats: String = "0", _ attributes: [String] = []) -> String {
        let lines =
            [
                "v=0", "o=- 1 1 IN IP4 10.0.0.\(last)", "s=-", "c=IN IP4 10.0.0.\(last)", "t=0 0",
                "m=audio \(port) RTP/AVP \(formats)",
            ] + attributes.map { "a=" + $0 }
        return lines.joined(separator: "\n") + "\n"
    }

    /// - Parameter fromCallee: The callee asks, so From and To are exchanged.
    func request(
        _ method: String, _ number: Int, branch: String = "z9hG4bK1", hasToTag: Bool = true,
        fromCallee: Bool = false, body: String = ""
    ) -> SIPMessage? {
        message(
            "\(method) sip:bob@10.0.0.2 SIP/2.0", method, number, branch, hasToTag ? calleeTag : nil, fromCallee, body)
    }

    func response(
        _ status: String, to method: String, _ number: Int, branch: String = "z9hG4bK1", tag: String? = nil,
        toCallee: Bool = false, body: String = ""
    ) -> SIPMessage? {
        let toTag = status.hasPrefix("100") ? nil : tag ?? calleeTag
        return message("SIP/2.0 \(status)", method, number, branch, toTag, toCallee, body)
    }

    private func message(
        _ start: String, _ method: String, _ number: Int, _ branch: String, _ calleeTag: String?, _ isTurned: Bool,
        _ body: String
    ) -> SIPMessage? {
        sipMessage(wire(text(start, method, number, branch, calleeTag, isTurned, body)))
    }

    /// The lines of a message.
    func text(
        _ start: String, _ method: String, _ number: Int, _ branch: String = "z9hG4bK1", _ calleeTag: String? = nil,
        _ isTurned: Bool = false, _ body: String = ""
    ) -> String {
        let alice = "\"Alice\" <sip:alice@10.0.0.1>;tag=\(callerTag)"
        let bob = "<sip:bob@10.0.0.2>" + (calleeTag.map { ";tag=\($0)" } ?? "")
        let type = body.isEmpty ? "" : "Content-Type: application/sdp\n"
        let head = """
            \(start)
            Via: SIP/2.0/UDP 10.0.0.1;branch=\(branch)
            From: \(isTurned ? bob : alice)
            To: \(isTurned ? alice : bob)
            Call-ID: \(callID)
            CSeq: \(number) \(method)
            \(type)Content-Length: \(wire(body).count)


            """
        return head + body
    }
}

/// A tracker that is told of messages with rising frame numbers.
struct TrackedCall {
    var tracker: SignallingTracker
    private var frame: UInt32 = 0

    init(_ limits: SignallingLimits = SignallingLimits()) {
        tracker = SignallingTracker(limits)
    }

    /// - Parameter source: Last byte of the sender's address; the other host receives.
    mutating func send(_ message: SIPMessage?, from source: UInt8 = 1, to destination: UInt8 = 2, at arrival: Int64) {
        frame += 1
        guard let message else { return }
        let flow = Flow(
            source: host(source), destination: host(destination), sourcePort: 5060, destinationPort: 5060)
        tracker.ingest(message, flow: flow, arrival: arrival, file: 0, frame: frame)
    }

    func announcement(_ last: UInt8, _ port: UInt16, at arrival: Int64) -> MediaAnnouncement? {
        tracker.announcement(for: host(last), port: port, at: arrival)
    }
}
