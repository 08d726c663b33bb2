import IQOSCore
import TestSupport
import Testing

@testable import IQOSScan

/// Sample captures with bytes changed, removed and repeated, through both passes with sound.
@Suite("Damaged captures")
struct DamagedCaptureTests {
    /// One random change; those near the beginning hit file and link headers.
    private static func damage(_ file: inout [UInt8], _ random: inout SeededRandom) {
        guard file.count > 64 else { return }
        let place = random.chance(0.2) ? random.below(64) : random.below(file.count)
        switch random.below(6) {
        case 0: file.removeLast(file.count - max(30, place))
        case 1: file[place] = UInt8(truncatingIfNeeded: random.next())
        case 2: file[place] ^= 1 << UInt8(random.below(8))
        case 3: file.removeSubrange(place..<min(file.count, place + 1 + random.below(40)))
        case 4: file.insert(contentsOf: random.bytes(1 + random.below(40)), at: place)
        default:
            let length = min(file.count - place, 1 + random.below(500))
            file.insert(contentsOf: file[place..<place + length], at: random.below(file.count))
        }
    }

    @Test("no damage traps, leaves anything behind or breaks the laws of counting", arguments: 0..<300)
    func survives(seed: Int) throws {
        var random = SeededRandom(seed)
        let name = Samples.names[random.below(Samples.names.count)]
        // The beginning is enough: the time goes to the number of captures.
        var file = Array(try Samples.bytes(name).prefix(30_000))
        for _ in 0...random.below(4) { Self.damage(&file, &random) }
        do {
            let scan = try ScannedCapture(file, audio: random.chance(0.3) ? [.wav, .mp3] : .wav)
            for stream in scan.streams { Self.checkLaws(stream) }
            #expect(scan.leftovers == [])
            #expect(scan.report["output"].isNull == false)
            #expect(scan.streams.map(\.packets.captured).reduce(0, +) <= scan.report["capture"]["packets"].int ?? 0)
            for sound in scan.files.filter({ $0.hasSuffix(".wav") }) {
                // An hour of silence at most for each jump, and there is no room for more than a few.
                #expect(try scan.bytes(sound).count < 10 * 2 * 2 * 3600 * 8000)
            }
        } catch let error as InputError {
            #expect(error.status == .noCapture && !error.description.contains("\n"))
        }
    }

    static func checkLaws(_ stream: StreamReport) {
        let counts = stream.packets
        #expect(counts.captured == counts.unique + counts.duplicates + counts.stray)
        #expect(counts.unique + counts.lost == counts.expected && counts.lost >= 0)
        #expect(counts.late ?? 0 <= counts.unique)
        #expect(stream.segments.map(\.packets).reduce(0, +) == counts.unique)
        #expect(stream.segments.map(\.lost).reduce(0, +) == counts.lost)
        #expect(stream.intervals.map(\.packets).reduce(0, +) == counts.unique)
        for score in [stream.quality.mosLQ, stream.quality.minMosLQ].compactMap(\.self) {
            #expect((1...4.5).contains(score))
        }
    }
}
