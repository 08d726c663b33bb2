/// What names an MGCP transaction: gateway, call agent and number (RFC 3435 §3.2.1.2).
struct MGCPTransaction: Hashable, Sendable {
    /// From the one who commands.
    var flow: Flow
    var number: Int
}

/// A command whose response is awaited.
struct MGCPCommand: Sendable {
    /// Place in `SignallingTracker.calls`.
    var call: Int
    /// The key of that call.
    var key: String
    var side: CallSide
    var verb: String
}

/// MGCP: a call agent makes connections on endpoints of gateways; the endpoint that it names first is the caller.
extension SignallingTracker {
    private static let verbs = ["CRCX", "MDCX", "DLCX"]

    /// Takes a datagram that holds messages of MGCP.
    mutating func ingest(mgcp text: TextBytes, at place: SignallingPlace) {
        for message in MGCPMessage.all(in: text) {
            if let code = message.code {
                let transaction = MGCPTransaction(flow: place.flow.reversed, number: message.number)
                guard let command = sessions.mgcp[transaction], key(ofCall: command.call) == command.key else {
                    continue
                }
                take(code, to: command, message, at: place)
            } else {
                take(message, at: place)
            }
            counters.messages += 1
        }
    }

    /// Takes a command.
    private mutating func take(_ message: MGCPMessage, at place: SignallingPlace) {
        let key = "MGCP " + (message.callID ?? "")
        guard let callID = message.callID, Self.verbs.contains(message.verb),
            let call = self.place(
                ofCall: key, .mgcp, callID: callID, at: place.arrival, isSetup: message.verb == "CRCX")
        else {
            counters.unrelated += 1
            return
        }
        let endpoint = message.endpoint
        if calls[call].from.isEmpty { calls[call].from = SIPParty(uri: endpoint) }
        let side: CallSide = calls[call].from.uri == endpoint ? .caller : .callee
        if side == .callee, calls[call].to.isEmpty { calls[call].to = SIPParty(uri: endpoint) }
        let entry = SignallingMessage(
            "\(message.verb) \(endpoint)", transaction: UInt64(message.number), at: place)
        note(entry, inCall: call)
        sessions.makeRoom()
        sessions.mgcp[MGCPTransaction(flow: place.flow, number: message.number)] = MGCPCommand(
            call: call, key: key, side: side, verb: message.verb)
        if message.verb == "DLCX" { calls[call].ended = place.arrival }
        // A command describes the other end of the endpoint's connection.
        announce(message.sdp, entry, call, side.other)
    }

    private mutating func take(
        _ code: Int, to command: MGCPCommand, _ message: MGCPMessage, at place: SignallingPlace
    ) {
        let entry = SignallingMessage("\(code) (\(command.verb))", transaction: UInt64(message.number), at: place)
        note(entry, inCall: command.call)
        if command.verb == "CRCX", (200...699).contains(code) {
            if calls[command.call].status.map({ $0 >= 300 }) ?? true { calls[command.call].status = code }
            if code < 300 { calls[command.call].answered = calls[command.call].answered ?? place.arrival }
        }
        announce(message.sdp, entry, command.call, command.side)
    }

    private mutating func announce(
        _ sdp: SDPDescription?, _ entry: SignallingMessage, _ call: Int, _ side: CallSide
    ) {
        if let sdp { announce(sdp, in: entry, call: call, side: side) }
    }
}
