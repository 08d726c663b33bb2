import Foundation
import Testing

@testable import IQOSScan

/// What ends a scan with 3, and how that is told.
@Suite("Command: gates on findings and digits")
struct GateCommandTests {
    @Test("a gate on findings is missed by those as severe or worse, and by an answered call without a stream")
    func gateOfFindings() throws {
        let command = try Command()
        let synth = "\"$(dirname \"$IQOS\")\"/iqos-call synth "
        try #require(
            try command.run(
                shell: synth + "-o silent.pcap --no-rtp --sip && " + synth + "-o lone.pcap --one-way --sip && "
                    + synth + "-o lossy.pcap --loss 3"
            ).status == 0)
        let clean = try command.sample("clean-sip.pcap")
        let cases: [(String, String, Int32, String)] = [
            (clean, "warning", 0, ""), ("lossy.pcap", "critical", 0, ""),
            ("lossy.pcap", "warning", 3, "missed by 2 findings, first by random-loss (stream 1)"),
            ("lone.pcap", "critical", 3, "missed by 1 finding, first by one-way"),
            ("silent.pcap", "critical", 3, "missed by 1 call that was answered and has no stream"),
        ]
        for (name, severity, status, told) in cases {
            let outcome = try command.run([name, "-o", "out", "--force", "--audio", "none", "--fail-on", severity])
            #expect(outcome.status == status, "\(name) \(severity)")
            #expect(outcome.errorLines.count { $0.contains("gate") } == (status == 3 ? 1 : 0))
            #expect(told.isEmpty || outcome.errors.contains(told), "\(outcome.errors)")
        }
        let spoken = try command.run(["silent.pcap", "--json", "--fail-on", "warning", "--lang", "es"])
        #expect(spoken.errors.contains("criterio incumplido por 1 llamada que se contestó y no tiene ningún flujo"))
        let each = { (names: [String], severity: String) in
            try command.run(names + ["--each", "-o", "all", "-q", "--audio", "none", "--fail-on", severity]).status
        }
        for _ in 0..<2 {
            #expect(try each([clean, "silent.pcap"], "critical") == 3)
            #expect(try each([clean, "lossy.pcap"], "critical") == 0)
            #expect(try each([clean, "lossy.pcap"], "warning") == 3)
        }
        #expect(try command.run([clean, "--json", "--fail-on", "info"]).status == 64)
    }

    @Test("the report's own figure misses no gate", arguments: 1...4)
    func ownFigure(seed: Int) throws {
        let command = try Command()
        try #require(
            try command.run(
                shell: "\"$(dirname \"$IQOS\")\"/iqos-call synth -o g.pcap --duration 8 --loss 3 --seed \(seed)"
            ).status == 0)
        let report = try #require(
            try JSONSerialization.jsonObject(with: Data(try command.run(["g.pcap", "--json"]).output)) as? [String: Any]
        )
        let scores = ((report["streams"] as? [[String: Any]]) ?? []).compactMap {
            ($0["quality"] as? [String: Any])?["mos_lq"] as? Double
        }
        let least = try #require(scores.min())
        #expect(try command.run(["g.pcap", "--json", "--fail-below", "\(least)"]).status == 0)
        #expect(try command.run(["g.pcap", "--json", "--fail-below", "\(least + 0.000_001)"]).status == 3)
    }

    @Test("the score that misses a gate is told with as many digits as it takes", arguments: [4.41, 4.4, 3.6])
    func gateDigits(limit: Double) {
        #expect(FigureText.fixed(limit - 0.001, missing: limit) == FigureText.fixedPlain(limit - 0.001, decimals: 3))
        #expect(FigureText.fixed(limit - 0.5, missing: limit) == FigureText.fixedPlain(limit - 0.5, decimals: 2))
        #expect(
            FigureText.fixed(limit + 0.00004, missing: limit) == FigureText.fixedPlain(limit + 0.00004, decimals: 5))
    }
}
