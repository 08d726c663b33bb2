import TestSupport
import Testing

@testable import IQOSCore

@Suite("Packetisation time")
struct PacketisationTests {
    private static func measured(_ steps: [Int], sequenceSteps: [Int]? = nil) -> Packetisation {
        var packetisation = Packetisation()
        var (sequence, timestamp) = (65530, 0xFFFF_FF00)
        packetisation.add(event(sequence, timestamp, 160))
        for (index, step) in steps.enumerated() {
            sequence += sequenceSteps?[index] ?? 1
            timestamp += step
            packetisation.add(event(sequence, timestamp, step))
        }
        return packetisation
    }

    private static func event(_ sequence: Int, _ timestamp: Int, _ length: Int) -> PacketEvent {
        PacketEvent(
            arrival: 0, sequenceNumber: UInt16(truncatingIfNeeded: sequence),
            timestamp: UInt32(truncatingIfNeeded: timestamp), payloadLength: UInt16(clamping: length))
    }

    @Test("the usual step is the most frequent one, with its payload length")
    func usual() {
        let packetisation = Self.measured([160, 160, 240, 160, 80, 160])
        #expect(packetisation.usualStep == 160 && packetisation.usualLength == 160)
    }

    @Test("a step over a missing or reordered packet does not count")
    func gaps() {
        #expect(Self.measured([320, 320, 160, 320], sequenceSteps: [2, 2, 1, 2]).usualStep == 160)
        #expect(Self.measured([320, 320], sequenceSteps: [2, 2]).usualStep == nil)
    }

    @Test("a packet that is no media interrupts")
    func interrupted() {
        var packetisation = Packetisation()
        packetisation.add(Self.event(1, 0, 160))
        packetisation.interrupt()
        packetisation.add(Self.event(2, 8000, 160))
        #expect(packetisation.usualStep == nil)
    }

    @Test("timestamps that stand still or run backwards have no packetisation time")
    func standingStill() {
        #expect(Self.measured([0, 0, 0]).usualStep == nil)
        #expect(Self.measured([-160, -160]).usualStep == nil)
        #expect(Packetisation().usualStep == nil && Packetisation().usualLength == nil)
    }

    @Test("a step that makes up more than a fifth is never lost among others", arguments: 0..<20)
    func majority(seed: Int) {
        var random = SeededRandom(seed)
        let steps = (0..<500).map { _ in random.chance(0.5) ? 160 : 161 + random.below(2000) }
        #expect(Self.measured(steps).usualStep == 160)
    }
}
