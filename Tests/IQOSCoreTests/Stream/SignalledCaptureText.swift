import TestSupport

@testable import IQOSCore

extension ScanOutcome {
    /// What is in the sound of a call.
    func channels(ofCall index: Int) -> (left: [Int], right: [Int]) {
        summary.channels(ofCall: index, listeningPlan)
    }

    /// When a stream is not heard, s from the start of the capture, without the ends of time.
    func rests(ofStream place: Int) -> [[Double]] {
        var rests: [[Double]] = []
        for rest in listeningPlan.streams[place].rests {
            let ends: [Int64] = [rest.lowerBound, rest.upperBound].filter { $0 != .min && $0 != .max }
            rests.append(ends.map { Double($0 - TestCapture.start) / 1e9 })
        }
        return rests
    }

    private var listeningPlan: ListeningPlan {
        summary.listener(concealment: .plc, time: .min ..< .max, seed: 1).plan
    }
}

/// Messages and media between 10.0.0.1 and 10.0.0.2, times in seconds from the start of the capture.
extension TestCapture {
    static func time(_ seconds: Double) -> Int64 { start + Int64((seconds * 1e9).rounded()) }

    /// Scans what `build` appends, in order of time.
    static func scanned(_ build: (inout TestCapture) -> Void) -> ScanOutcome {
        var capture = TestCapture()
        build(&capture)
        capture.sort()
        return capture.scanned()
    }

    /// A SIP message from one host to the other on port 5060.
    mutating func sip(_ text: String, at seconds: Double, fromCallee: Bool = false) {
        let path = Path(0x0A00_0001, 0x0A00_0002, from: 5060, to: 5060)
        append(datagram: wire(text), arrival: Self.time(seconds), on: fromCallee ? path.reversed : path)
    }

    /// INVITE with an offer and 200 with an answer, half a second later.
    mutating func setUp(
        _ script: CallScript = CallScript(), at seconds: Double, offer: String, answer: String, number: Int = 1
    ) {
        let branch = "z9hG4bK\(script.callID)\(number)"
        let toTag = number == 1 ? nil : script.calleeTag
        sip(
            script.text("INVITE sip:bob@10.0.0.2 SIP/2.0", "INVITE", number, branch, toTag, false, offer), at: seconds)
        sip(
            script.text("SIP/2.0 200 OK", "INVITE", number, branch, script.calleeTag, false, answer),
            at: seconds + 0.5, fromCallee: true)
    }

    /// Packets of 20 ms, from host to host (last bytes of their addresses).
    ///
    /// - Parameter payloadSeed: Of random bytes below 128, which are no ciphertext; silence where `nil`.
    mutating func media(
        _ from: Int, _ fromPort: Int, _ to: Int, _ toPort: Int, ssrc: Int, at seconds: Double, count: Int = 50,
        type: Int = 0, step: Int = 160, firstSequence: Int = 100, firstTimestamp: Int = 1000, payloadSeed: Int? = nil
    ) {
        var packets = SimulatedPacket.steady(
            count, type: type, step: step, start: Self.time(seconds), firstSequence: firstSequence,
            firstTimestamp: firstTimestamp)
        if let payloadSeed {
            var random = SeededRandom(payloadSeed)
            for index in packets.indices {
                packets[index].payload = (0..<160).map { _ in UInt8(random.below(128)) }
            }
        }
        append(
            packets, on: Path(0x0A00_0000 | from, 0x0A00_0000 | to, from: fromPort, to: toPort), ssrc: ssrc)
    }
}
