extension StreamScanner {
    /// What tells the packets of a stream from others, what the next one should be, and those that were: a packet that
    /// comes as expected touches the first cache line, and the one that it is put in.
    struct Live: BitwiseCopyable {
        /// Bit of `payloadsSketched`, which counts no further, where the first payloads told no law: one of the next run
        /// is looked at. Types that are not static go on counting in `payloadsSampled`.
        private static let awaitsRun: UInt8 = 0x80

        var hash: UInt64
        var ssrc: UInt32
        var payloadsSampled: UInt8 = 0
        var payloadsSketched: UInt8 = 0
        /// The payload of no packet like the last one is looked at any more.
        var isSampled = false
        /// Packets come twice: each is compared with the one of its number before.
        var isCompared = false
        private(set) var run: SteadyRun
        /// Of the open run.
        var times: SteadyRun.Times

        init(hash: UInt64, ssrc: UInt32, first: PacketEvent) {
            self.hash = hash
            self.ssrc = ssrc
            run = SteadyRun(after: first, step: nil)
            times = SteadyRun.Times(after: first.arrival)
        }

        /// Asks for the memory of the packets of the run: see `StreamStore.touch`.
        @inline(__always) mutating func touchRun() -> UInt8 { times.touch() }

        /// Takes a packet that was looked up, if it is just what was to come next.
        @inline(__always) mutating func take(_ packet: Lookahead.Packet) -> Bool {
            run.take(
                packet.head, context: packet.context, arrival: packet.arrival, frame: packet.frame,
                ipLength: packet.ipLength, payloadLength: packet.payloadLength, &times)
        }

        /// The same for any packet.
        mutating func take(_ packet: PacketEvent) -> Bool { run.take(packet, &times) }

        /// Forgets the packets of the run, which have been measured.
        mutating func empty() {
            run.empty(&times)
            guard payloadsSketched >= Self.awaitsRun else { return }
            payloadsSketched -= Self.awaitsRun
            lookAgain()
        }

        /// Notes which payload is to be looked at behind the first ones.
        mutating func look(at next: LawSearch.Next) {
            guard payloadsSampled == PayloadEntropy.packetsSampled else { return }
            switch next {
            case .nothing: break
            case .packet: lookAgain()
            case .run: payloadsSketched |= Self.awaitsRun
            }
        }

        /// Has as many payloads looked at as at the beginning.
        mutating func lookAnew() {
            payloadsSampled = 0
            isSampled = false
        }

        /// Has one more payload looked at, unless a type that is not static has taken over.
        private mutating func lookAgain() {
            guard payloadsSampled == PayloadEntropy.packetsSampled else { return }
            payloadsSampled -= 1
            isSampled = false
        }

        /// Begins a run behind a packet.
        mutating func begin(_ run: SteadyRun, after packet: PacketEvent) {
            self.run = run
            times.begin(after: packet.arrival)
        }

        /// Whether the payload of a packet of a type says what it is, and has not yet done so.
        @inline(__always) func wantsLook(_ payloadType: UInt8) -> Bool {
            PayloadCipher.concerns(payloadType)
                && (payloadsSampled < PayloadEntropy.packetsSampled
                    || payloadsSampled < .max && PayloadCipher.isDynamic(payloadType))
        }

        /// Counts what is done with the payload of the next packet.
        @inline(__always) mutating func takeTurn(_ payloadType: UInt8) -> (looks: Bool, sketches: Bool) {
            let turn = (looks: wantsLook(payloadType), sketches: payloadsSketched < PayloadSketch.packetsSampled)
            if turn.looks { payloadsSampled += 1 }
            if turn.sketches { payloadsSketched += 1 }
            return turn
        }

        /// Notes whether packets of a type may go the short way from now on.
        @inline(__always) mutating func settle(_ payloadType: UInt8) {
            isSampled =
                payloadsSketched >= PayloadSketch.packetsSampled && !wantsLook(payloadType) && !isCompared
        }

        /// Whether a packet has to be compared before it is added.
        @inline(__always) func mayRepeat(_ packet: PacketEvent) -> Bool {
            isCompared || run.isBehind(packet.sequenceNumber)
        }
    }
}
