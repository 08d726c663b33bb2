/// What an RTSP connection has told so far.
struct RTSPSession: Sendable {
    /// SETUP requests whose responses are awaited, at most.
    static let pendingLimit = 16

    /// Place in `SignallingTracker.calls`.
    var call: Int
    /// Media of DESCRIBE or ANNOUNCE.
    var media: [SDPMedia] = []
    /// Numbers and tracks of SETUP requests.
    var pending: [(sequence: Int, track: String)] = []
    /// Formats of the tracks on the connection itself, each once, at most `SDPMedia.formatLimit`.
    private(set) var interleaved: [SDPFormat] = []

    /// Takes the formats of a track on the connection itself: a track that is set up again has no others.
    mutating func interleave(_ formats: [SDPFormat]) {
        for format in formats where interleaved.count < SDPMedia.formatLimit && !interleaved.contains(format) {
            interleaved.append(format)
        }
    }

    /// The description of a track; `nil` where none fits.
    func media(ofTrack url: String) -> SDPMedia? {
        media.first { !$0.control.isEmpty && url.hasSuffix($0.control) } ?? (media.count == 1 ? media[0] : nil)
    }
}

/// RTSP: DESCRIBE tells formats, SETUP tells ports. The client is the caller.
extension SignallingTracker {
    mutating func ingest(_ message: RTSPMessage, at place: SignallingPlace) {
        counters.messages += 1
        let own = message.isRequest ? place.flow : place.flow.reversed
        // Of a tunnel the connection is meant on which the server sends.
        let flow = sessions.tunnelled[own] ?? own
        guard var session = session(of: message, flow, place.arrival) else { return }
        let text = message.statusCode.map { "\($0) \(message.reason)" } ?? message.method
        note(
            SignallingMessage(text, transaction: UInt64(message.sequenceNumber ?? 0), at: place), inCall: session.call)
        if let name = message.session { calls[session.call].callID = name }
        if let sdp = message.sdp {
            session.media = sdp.media
            noteKeys(sdp, call: session.call, side: message.isRequest ? .caller : .callee)
        }
        if message.isRequest {
            take(request: message, &session, place.arrival)
        } else {
            take(response: message, &session, flow, place)
        }
        sessions.rtsp[flow] = session
    }

    private mutating func session(of message: RTSPMessage, _ flow: Flow, _ arrival: Int64) -> RTSPSession? {
        let key = "RTSP \(flow.source) \(flow.sourcePort) \(flow.destination) \(flow.destinationPort)"
        let isSetup = message.method == "DESCRIBE" || message.method == "SETUP"
        if let known = sessions.rtsp[flow], self.key(ofCall: known.call) == key,
            calls[known.call].ended == nil || !isSetup
        {
            return known
        }
        guard message.isRequest, ["DESCRIBE", "SETUP", "ANNOUNCE", "PLAY", "RECORD"].contains(message.method) else {
            counters.unrelated += 1
            return nil
        }
        sessions.makeRoom()
        let callID = message.session ?? message.url
        guard let call = place(ofCall: key, .rtsp, callID: callID, at: arrival, isSetup: isSetup) else { return nil }
        calls[call].to = SIPParty(uri: message.url)
        calls[call].isCallerKnown = true
        return RTSPSession(call: call)
    }

    private mutating func take(request: RTSPMessage, _ session: inout RTSPSession, _ arrival: Int64) {
        switch request.method {
        case "SETUP":
            guard let number = request.sequenceNumber else { return }
            if session.pending.count >= RTSPSession.pendingLimit { session.pending.removeFirst() }
            session.pending.append((number, request.url))
        case "TEARDOWN":
            calls[session.call].ended = arrival
        default: break
        }
    }

    private mutating func take(
        response: RTSPMessage, _ session: inout RTSPSession, _ flow: Flow, _ place: SignallingPlace
    ) {
        guard let setup = session.pending.firstIndex(where: { $0.sequence == response.sequenceNumber }) else { return }
        let track = session.pending.remove(at: setup).track
        calls[session.call].status = response.statusCode
        guard response.statusCode.map({ (200...299).contains($0) }) ?? false, let transport = response.transport
        else { return }
        calls[session.call].answered = calls[session.call].answered ?? place.arrival
        let media = session.media(ofTrack: track)
        if transport.isInterleaved { session.interleave(media?.formats ?? []) }
        for (endpoint, side) in transport.endpoints(flow) {
            add(
                MediaAnnouncement(
                    endpoint: endpoint, since: place.arrival, file: place.file, frame: place.frame,
                    call: session.call, side: side, role: .media, kind: media?.kind ?? .other,
                    formats: transport.isInterleaved ? session.interleaved : media?.formats ?? [],
                    ptimeMs: media?.ptimeMs, direction: .sendReceive,
                    isEncrypted: transport.isEncrypted || media?.isEncrypted ?? false, isRTP: true,
                    hasRTCPOnNextPort: !transport.isInterleaved, ssrcs: []))
        }
    }
}

extension RTSPTransport {
    /// Where each side receives.
    ///
    /// - Parameter flow: The connection, from client to server.
    fileprivate func endpoints(_ flow: Flow) -> [(MediaEndpoint, CallSide)] {
        if isInterleaved {
            return [
                (MediaEndpoint(address: flow.source, port: flow.sourcePort), .caller),
                (MediaEndpoint(address: flow.destination, port: flow.destinationPort), .callee),
            ]
        }
        var endpoints: [(MediaEndpoint, CallSide)] = []
        if isMulticast, let group = destination, let port = groupPort {
            endpoints.append((MediaEndpoint(address: group, port: port), .caller))
        } else if let port = clientPort {
            endpoints.append((MediaEndpoint(address: destination ?? flow.source, port: port), .caller))
        }
        if let port = serverPort {
            endpoints.append((MediaEndpoint(address: source ?? flow.destination, port: port), .callee))
        }
        return endpoints
    }
}
