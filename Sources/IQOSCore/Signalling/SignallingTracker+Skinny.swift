/// A phone's port as its call manager asked for it.
struct SkinnyChannel: Hashable, Sendable {
    /// The connection, from the phone to the call manager.
    var flow: Flow
    var party: UInt32
}

/// What that channel receives.
struct SkinnyReception: Sendable {
    var callReference: UInt32
    var formats: [SDPFormat]
    var ptimeMs: Double?
}

/// The part that one phone has in a call.
struct SkinnyLeg: Sendable {
    /// Endpoints of a leg that are told again, at most.
    static let announcementLimit = 16

    /// Place in `SignallingTracker.calls`.
    var call: Int
    /// The key of that call.
    var key: String
    /// The phone's side.
    var side: CallSide = .caller
    var announced: [MediaAnnouncement] = []
}

/// Skinny: each phone has a connection and a call of its own; the port that both speak of makes them one.
extension SignallingTracker {
    private static let onHook: UInt32 = 2

    mutating func ingest(_ message: SkinnyMessage, at place: SignallingPlace) {
        counters.messages += 1
        switch message {
        case .openReceiveChannel(let call, let party, let ms, let codec):
            sessions.makeRoom()
            sessions.skinny[SkinnyChannel(flow: place.flow.reversed, party: party)] = SkinnyReception(
                callReference: call, formats: Self.formats(codec), ptimeMs: Self.milliseconds(ms))
            _ = note(message, ofCall: call, managedBy: place.flow.source, place)
        case .openReceiveChannelAck(let isOpen, let party, let endpoint):
            guard let channel = sessions.skinny[SkinnyChannel(flow: place.flow, party: party)], isOpen,
                var leg = note(message, ofCall: channel.callReference, managedBy: place.flow.destination, place)
            else { return }
            calls[leg.call].answered = calls[leg.call].answered ?? place.arrival
            announce(endpoint, channel.formats, channel.ptimeMs, &leg, leg.side, place)
            keep(leg, channel.callReference, place.flow.destination)
        case .startMediaTransmission(let call, _, let ms, let codec, let endpoint):
            guard var leg = note(message, ofCall: call, managedBy: place.flow.source, place) else { return }
            join(endpoint, &leg, Self.key(call, place.flow.source), place)
            announce(endpoint, Self.formats(codec), Self.milliseconds(ms), &leg, leg.side.other, place)
            keep(leg, call, place.flow.source)
        case .callState(let call, let state):
            guard let leg = note(message, ofCall: call, managedBy: place.flow.source, place) else { return }
            if state == Self.onHook { calls[leg.call].ended = place.arrival }
        case .callInfo(let call, let isOutbound, let from, let to):
            guard var leg = note(message, ofCall: call, managedBy: place.flow.source, place) else { return }
            if calls[leg.call].from.isEmpty, !from.isEmpty {
                (calls[leg.call].from, calls[leg.call].to) = (from, to)
                calls[leg.call].isCallerKnown = true
            }
            if leg.announced.isEmpty { leg.side = isOutbound ? .caller : .callee }
            keep(leg, call, place.flow.source)
        }
    }

    private static func formats(_ codec: UInt32) -> [SDPFormat] {
        SkinnyMessage.payloadType(ofCodec: codec).map { [SDPFormat(payloadType: $0, kind: .audio)] } ?? []
    }

    private static func milliseconds(_ ms: UInt32) -> Double? { (1...200).contains(ms) ? Double(ms) : nil }

    private static func key(_ reference: UInt32, _ manager: Address) -> String { "Skinny \(manager) \(reference)" }

    /// Takes a message into the list of its call.
    private mutating func note(
        _ message: SkinnyMessage, ofCall reference: UInt32, managedBy manager: Address, _ place: SignallingPlace
    ) -> SkinnyLeg? {
        let key = Self.key(reference, manager)
        var known = sessions.skinnyLegs[key].flatMap { self.key(ofCall: $0.call) == $0.key ? $0 : nil }
        if known == nil {
            sessions.makeRoom()
            known = self.place(
                ofCall: key, .skinny, callID: "\(reference)", at: place.arrival, isSetup: true
            ).map { SkinnyLeg(call: $0, key: key) }
            if let leg = known { sessions.skinnyLegs[key] = leg }
        }
        guard let leg = known else { return nil }
        // Nothing is sent twice on a connection.
        let entry = SignallingMessage(message.name, transaction: UInt64(counters.messages), at: place)
        note(entry, inCall: leg.call)
        return leg
    }

    private mutating func keep(_ leg: SkinnyLeg, _ reference: UInt32, _ manager: Address) {
        sessions.skinnyLegs[Self.key(reference, manager)] = leg
    }

    private mutating func announce(
        _ endpoint: MediaEndpoint, _ formats: [SDPFormat], _ ptimeMs: Double?, _ leg: inout SkinnyLeg,
        _ side: CallSide, _ place: SignallingPlace
    ) {
        guard !endpoint.address.isUnspecified, endpoint.port > 0 else { return }
        let announcement = MediaAnnouncement(
            endpoint: endpoint, since: place.arrival, file: place.file, frame: place.frame, call: leg.call, side: side,
            role: .media, kind: .audio, formats: formats, ptimeMs: ptimeMs, direction: .sendReceive,
            isEncrypted: false, isRTP: true, hasRTCPOnNextPort: true, ssrcs: [])
        add(announcement)
        if leg.announced.count < SkinnyLeg.announcementLimit { leg.announced.append(announcement) }
    }

    /// Makes the leg part of the call that has announced the port it sends to.
    ///
    /// - Parameter legKey: Of the leg in `sessions.skinnyLegs`.
    private mutating func join(
        _ endpoint: MediaEndpoint, _ leg: inout SkinnyLeg, _ legKey: String, _ place: SignallingPlace
    ) {
        guard let other = announcement(for: endpoint.address, port: endpoint.port, at: place.arrival),
            other.call != leg.call, calls[other.call].signallingProtocol == .skinny, calls[other.call].ended == nil
        else { return }
        let own = leg.call
        leg.call = other.call
        leg.key = key(ofCall: other.call)
        leg.side = other.side.other
        for var announced in leg.announced {
            (announced.call, announced.side, announced.since) = (leg.call, leg.side, place.arrival)
            add(announced)
        }
        // Other phones may still be in the call that this one leaves.
        guard !sessions.skinnyLegs.contains(where: { $0.value.call == own && $0.key != legKey }) else { return }
        moveMessages(ofCall: own, to: leg.call)
    }
}
