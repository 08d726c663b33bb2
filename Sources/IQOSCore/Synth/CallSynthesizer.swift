/// Makes a capture of emulated calls, and the truth about it, from a plan and what is said.
public struct CallSynthesizer: Sendable {
    /// Second sighting of a frame at a doubling mirror port, ns after the first.
    private static let mirrorDelay: Int64 = 8_000
    /// Background traffic goes on for so long around the calls, ns.
    private static let margin: Int64 = 200_000_000

    private let plan: CallPlan
    private var frames = FrameList()
    private var builder: FrameBuilder
    private var streams: [EmulatedStream] = []
    private var calls: [CaptureTruth.Call] = []
    private var end: Int64

    /// A stream before its frames have numbers.
    private struct EmulatedStream: Sendable {
        var source: Endpoint
        var destination: Endpoint
        var call: Int
        var direction: DirectionPlan
        var sender: RTPSender
    }

    /// Makes the whole capture.
    ///
    /// - Parameter tracks: What is said in a call, by its index from 0: 8 kHz samples of the caller and of the callee,
    ///   each as long as the plan's `samplesPerSide`.
    public static func capture(
        _ plan: CallPlan, tracks: (Int) -> [[Int16]]
    ) -> (frames: FrameList, truth: CaptureTruth) {
        var synthesizer = CallSynthesizer(plan)
        for call in 0..<plan.calls { synthesizer.addCall(call, tracks: tracks(call)) }
        return synthesizer.finish()
    }

    private init(_ plan: CallPlan) {
        self.plan = plan
        builder = FrameBuilder(vlan: plan.vlan)
        end = plan.start + (plan.calls == 0 ? Int64(plan.durationMs) * 1_000_000 : 0)
    }

    private mutating func addCall(_ call: Int, tracks: [[Int16]]) {
        let start = plan.start + Int64(call) * Int64(plan.spacingMs) * 1_000_000
        let timeline = CallTimeline(plan: plan, start: start, call: call)
        let hosts = [0, 1].map { EmulatedNetwork.host(side: $0, call: call, isIPv6: plan.isIPv6) }
        let ports = [0, 1].map { EmulatedNetwork.mediaPort(side: $0, call: call) }
        let dialog = SIPDialog(plan: plan, call: call, hosts: hosts.map(\.address), mediaPorts: ports)
        if plan.hasSIP { addSignalling(dialog, timeline: timeline, hosts: hosts) }
        let media = [0, 1].map { Endpoint(host: hosts[$0], port: ports[$0]) }
        if plan.hasRTP { addMedia(call, tracks: tracks, endpoints: media, timeline: timeline) }
        calls.append(
            CaptureTruth.Call(
                caller: dialog.identities[0], callee: dialog.identities[1],
                callID: plan.hasSIP ? dialog.callID : nil,
                roundTripMs: 2 * plan.directions.reduce(0) { $0 + $1.delayMs }))
        end = max(end, plan.hasSIP ? timeline.byeAnswer : timeline.mediaEnd)
    }

    /// Signalling takes the constant delay of its direction and is never lost.
    private mutating func addSignalling(_ dialog: SIPDialog, timeline: CallTimeline, hosts: [Host]) {
        for message in dialog.messages(timeline) {
            let source = Endpoint(host: hosts[message.side], port: SIPDialog.port)
            let destination = Endpoint(host: hosts[1 - message.side], port: SIPDialog.port)
            let frame = builder.datagram(
                from: source, to: destination, dscp: FrameBuilder.signallingDSCP, payload: Array(message.text.utf8))
            frames.append(frame, arrival: message.sentAt + delay(ofSide: message.side))
        }
    }

    private mutating func addMedia(
        _ call: Int, tracks: [[Int16]], endpoints: [Endpoint], timeline: CallTimeline
    ) {
        var participants: [RTCPSender.Side] = []
        for side in 0...1 {
            let direction = plan.directions[side]
            var identity = SeededGenerator(seed: plan.seed, purpose: .identity, call: call, side: side)
            let isMute = plan.isOneWay && side == 1
            let sender = RTPSender(
                track: isMute ? [] : tracks[side], plan: plan, direction: direction, call: call, identity: &identity)
            var participant = RTCPSender.Side(
                ssrc: sender.ssrc, canonicalName: "side-\(side + 1)@\(endpoints[side].host.address)",
                direction: direction, firstTimestamp: sender.firstTimestamp, mediaStart: timeline.mediaStart[side],
                packets: sender.packets, sendTimes: [], arrivals: [])
            carry(
                sender, as: &participant, call: call, side: side, endpoints: endpoints, track: tracks[side])
            participants.append(participant)
            guard !sender.packets.isEmpty else { continue }
            streams.append(
                EmulatedStream(
                    source: endpoints[side], destination: endpoints[1 - side], call: call, direction: direction,
                    sender: sender))
        }
        guard plan.hasRTCP else { return }
        let rtcp = RTCPSender(sides: participants, end: timeline.mediaEnd, seed: plan.seed, call: call)
        for report in rtcp.reports() {
            let (source, destination) = (endpoints[report.side].next, endpoints[1 - report.side].next)
            let frame = builder.datagram(
                from: source, to: destination, dscp: FrameBuilder.mediaDSCP, payload: report.payload)
            frames.append(frame, arrival: report.sentAt + delay(ofSide: report.side))
        }
    }

    /// Sends a side's packets through its network and notes in `participant` when they left and arrived.
    private mutating func carry(
        _ sender: RTPSender, as participant: inout RTCPSender.Side, call: Int, side: Int, endpoints: [Endpoint],
        track: [Int16]
    ) {
        var path = NetworkPath(
            participant.direction, ptimeMs: plan.ptimeMs, seed: plan.seed, call: call, side: side)
        let tick = Double(RTPClock.nanosecondsPerTick) / (1 + participant.direction.driftPpm * 1e-6)
        for (index, packet) in sender.packets.enumerated() {
            let sentAt = participant.mediaStart + Int64(Double(packet.sendTick) * tick)
            participant.sendTimes.append(sentAt)
            let passage = path.carry(sentAt: sentAt)
            guard let arrival = passage.arrival else { continue }
            let frame = builder.datagram(
                from: endpoints[side], to: endpoints[1 - side], dscp: FrameBuilder.mediaDSCP,
                payload: packet.bytes(ssrc: sender.ssrc, track: track, law: plan.law))
            for time in [arrival, passage.copyArrival].compactMap({ $0 }) {
                frames.append(frame, arrival: time, origin: .init(stream: streams.count, packet: index))
                participant.arrivals.append((time, index))
            }
        }
        participant.arrivals.sort { ($0.time, $0.packet) < ($1.time, $1.packet) }
    }

    private func delay(ofSide side: Int) -> Int64 {
        Int64(plan.directions[side].delayMs * 1e6)
    }

    private mutating func finish() -> (frames: FrameList, truth: CaptureTruth) {
        var background = BackgroundTraffic(plan: plan)
        background.append(
            perSecond: plan.backgroundPerSecond, from: plan.start - Self.margin, until: end + Self.margin, to: &frames)
        if plan.isMirrorDoubled { frames.doubleEach(after: Self.mirrorDelay) }
        frames.finish(unit: plan.format.timeUnit)

        var sightings = [[Sighting]](repeating: [], count: streams.count)
        for (index, entry) in frames.entries.enumerated() {
            guard let origin = entry.origin else { continue }
            sightings[origin.stream].append(
                Sighting(arrival: entry.arrival, frame: index + 1, packet: origin.packet))
        }
        let truths = zip(streams, sightings).map { stream, sightings in
            StreamTruth(
                source: stream.source, destination: stream.destination, call: stream.call, sender: stream.sender,
                codec: plan.law == .muLaw ? "PCMU" : "PCMA", ptimeMs: plan.ptimeMs,
                driftPpm: stream.direction.driftPpm, sightings: sightings)
        }
        let ordered = truths.sorted { ($0.sightings.first?.frame ?? .max) < ($1.sightings.first?.frame ?? .max) }
        return (frames, CaptureTruth(plan: plan, frames: frames.count, calls: calls, streams: ordered))
    }
}
