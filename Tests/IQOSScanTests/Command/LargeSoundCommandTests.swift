import Foundation
import TestSupport
import Testing

@testable import IQOSScan

@Suite("Command: sounds that no file holds")
struct LargeSoundCommandTests {
    @Test("a sound that is too large for a file is left out with its reason, and all else is kept")
    func tooLarge() throws {
        let command = try Command()
        let paused =
            SimulatedPacket.steady(50)
            + SimulatedPacket.steady(
                50, start: TestCapture.start + 200_000_000_000, firstSequence: 150, firstTimestamp: 1_601_000)
        var capture = TestCapture(paused)
        capture.append(SimulatedPacket.steady(50), on: TestCapture.Path(7, 8), ssrc: 5)
        capture.sort()
        try command.write(capture.pcap, to: "call.pcap")
        // 200 s are 3.2 MB; no other file has 1 MB.
        let outcome = try command.run(
            shell: "ulimit -f 2000; \"$IQOS\" call.pcap -o out --audio wav --json")
        #expect(outcome.status == 0, "\(outcome.errors)")
        let report = try JSONNode(text: outcome.output)
        let found = try command.contents(of: "out").keys.filter { $0.hasPrefix("audio/") }.sorted()
        #expect(
            found == [
                "audio/call-1.txt", "audio/call-2.txt", "audio/call-2.wav", "audio/stream-1.txt",
                "audio/stream-2.txt", "audio/stream-2.wav",
            ])
        for node in [report["streams"][0], report["calls"][0]] {
            #expect(node["audio"]["wav"].text == nil)
            #expect(node["audio"]["reason"].text == "its sound is too large for a file of this system")
        }
        #expect(report["streams"][1]["audio"]["reason"].text == nil)
    }
}
