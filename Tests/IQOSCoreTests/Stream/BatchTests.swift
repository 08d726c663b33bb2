import TestSupport
import Testing

@testable import IQOSCore

/// The scanner looks at many frames of a batch before it takes the first: nothing of that may show.
@Suite("Batches")
struct BatchTests {
    private static func told(_ outcome: ScanOutcome) -> String {
        """
        \(outcome.text)
        \(outcome.counters) \(outcome.carried) \(outcome.candidatesEvicted) \(outcome.unknownFlowsEvicted)
        """
    }

    private static func expectSame(_ one: String, _ other: String, _ what: Comment) {
        guard one != other else { return }
        let place = zip(one.utf8, other.utf8).prefix { $0 == $1 }.count
        let parts = [one, other].map { text in
            String(decoding: text.utf8.dropFirst(max(0, place - 200)).prefix(400), as: UTF8.self)
        }
        Issue.record("\(what)\n\(parts[0])\n---\n\(parts[1])")
    }

    /// Expects the same of a mix, frame by frame and in batches of 1 to 200 frames.
    private static func expectSame(_ mix: FrameMix, _ options: ScannerOptions = ScannerOptions(), seed: Int) {
        var random = SeededRandom(seed)
        let single = Self.told(mix.capture.scanned(options, sizes: [1]))
        for limit in [3, 64, 200] {
            let sizes = (0..<50).map { _ in 1 + random.below(limit) }
            let batches = mix.capture.scanned(options, seed: random.next(), sizes: sizes, movesLog: random.chance(0.5))
            Self.expectSame(single, Self.told(batches), "seed \(seed), batches of up to \(limit)")
        }
        Self.expectSame(single, Self.told(mix.capture.scanned(options)), "seed \(seed), one batch")
    }

    @Test("a mix of everything comes to the same frame by frame and in batches of any sizes", arguments: 0..<12)
    func mixed(seed: Int) {
        let mix = FrameMix(seed: seed)
        let outcome = mix.capture.scanned(sizes: [1])
        #expect(outcome.streams.count >= 6 && outcome.counters.rtcp > 50 && outcome.counters.timeReversals > 5)
        Self.expectSame(mix, seed: seed)
    }

    @Test("so it does with two files at once and with frames that carry no time", arguments: 100..<106)
    func files(seed: Int) {
        Self.expectSame(FrameMix(seed: seed, files: 2), seed: seed)
        Self.expectSame(FrameMix(seed: seed, untimed: 0.02), seed: seed)
    }

    @Test("so it does with options that leave out packets, or measure them otherwise", arguments: 200..<203)
    func options(seed: Int) {
        var some = [ScannerOptions](repeating: ScannerOptions(), count: 5)
        some[0].host = Address(ipv4: 0x0A00_0001)
        some[1].ssrc = 1
        some[2].time = TestCapture.start + 700_000_000..<TestCapture.start + 2_000_000_000
        some[3].sensitivity = .low
        some[4].stream.playout = .adaptive
        for options in some { Self.expectSame(FrameMix(seed: seed), options, seed: seed) }
    }

    /// Whether two texts are equal but for numbers that differ by a rounding.
    private static func areNear(_ one: String, _ other: String) -> Bool {
        let split = { (text: String) in
            text.split { !$0.isNumber && !$0.isLetter && !".-".contains($0) }.map(String.init)
        }
        let (left, right) = (split(one), split(other))
        return left.count == right.count
            && zip(left, right).allSatisfy { left, right in
                guard left != right else { return true }
                guard let left = Double(left), let right = Double(right) else { return false }
                return abs(left - right) <= 1e-6 * max(1, abs(left))
            }
    }

    @Test("packets that follow each other come to the same as a run and one by one", arguments: 0..<8)
    func runs(seed: Int) {
        var random = SeededRandom(seed)
        let lost = Set((0..<900).filter { _ in random.chance(seed % 2 == 0 ? 0.02 : 0) })
        var packets = SimulatedPacket.steady(900, firstSequence: 65_000, lost: lost) { index in
            Int64(seed < 4 ? 0 : index * 1_000_000 / 700)
        }
        for index in packets.indices {
            packets[index].arrival += Int64(random.below(random.chance(0.03) ? 90_000_000 : 4_000_000))
            packets[index].payload = random.bytes(160)
        }
        if seed % 3 > 0 { packets.sort { $0.arrival < $1.arrival } }
        // A run has one code point: where every packet has another one there are no runs.
        let serviceTypes: [(Int) -> Int] = [{ $0 == 1 ? 184 : 0 }, { $0 % 2 == 1 ? 184 : 0 }]
        let outcomes = serviceTypes.map { serviceType in
            var capture = TestCapture()
            for (index, packet) in packets.enumerated() {
                let datagram = WireBytes.rtp(
                    sequence: Int(packet.sequence), timestamp: Int(packet.timestamp), isMarker: packet.isMarker,
                    payload: packet.payload)
                capture.append(datagram: datagram, arrival: packet.arrival, serviceType: serviceType(index))
            }
            return capture.scanned()
        }
        #expect(outcomes[0].streams.map(\.packets.captured) == [packets.count])
        if !Self.areNear(outcomes[0].text, outcomes[1].text) {
            Self.expectSame(outcomes[0].text, outcomes[1].text, "seed \(seed)")
        }
    }
}
