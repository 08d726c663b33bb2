extension StreamScanner {
    /// What tells the packets of a stream from others, and what the next one should be: one cache line.
    struct Live: BitwiseCopyable {
        var hash: UInt64
        var ssrc: UInt32
        var payloadsSampled: UInt8 = 0
        var payloadsSketched: UInt8 = 0
        /// The payload of no packet like the last one is looked at any more.
        var isSampled = false
        /// Packets come twice: each is compared with the one of its number before.
        var isCompared = false
        var run: SteadyRun

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
        @inline(__always) func mayRepeat(_ header: RTPHeader) -> Bool {
            isCompared || run.isBehind(header.sequenceNumber)
        }
    }
}
