import Foundation
import TestSupport
import Testing

@testable import IQOSScan

/// Whole reports of real runs against docs/report.schema.json, judged by Python's jsonschema.
@Suite("Reports of samples and real captures", .enabled(if: !Python.isWaived))
struct ReportValidityTests {
    /// Folders that a run writes, one a capture.
    private static func reports(_ captures: [String], in command: Command) throws -> [String] {
        try captures.enumerated().map { index, capture in
            let outcome = try command.run([capture, "-o", "out\(index)", "--audio", "wav,mp3"])
            #expect(outcome.status == 0, "\(capture): \(outcome.errors)")
            return command.path + "/out\(index)/report.json"
        }
    }

    private static func check(_ captures: [String]) throws {
        let command = try Command()
        let paths = try reports(captures, in: command)
        let result = try Python.run(
            ReportSchemaTests.validator, [repositoryPath("docs/report.schema.json")] + paths)
        for (capture, errors) in zip(captures, try #require(result as? [[String]])) {
            #expect(errors == [], "\(capture)")
        }
    }

    @Test("what is exported of a stream with two payload types is in the schema")
    func twoTypes() throws {
        let command = try Command()
        let packets = SimulatedPacket.steady(100).enumerated().map { index, packet in
            var packet = packet
            if index >= 50 { packet.type = 8 }
            return packet
        }
        try command.write(TestCapture(packets).pcap, to: "two.pcap")
        #expect(try command.run(["two.pcap", "-o", "out", "--export", "payload"]).status == 0)
        let result = try Python.run(
            ReportSchemaTests.validator,
            [repositoryPath("docs/report.schema.json"), command.path + "/out/report.json"])
        #expect(result as? [[String]] == [[]])
    }

    @Test("the report of every sample is valid")
    func samples() throws {
        try Self.check(Samples.names.map { repositoryPath("SamplePcaps/" + $0) })
    }

    @Test("reports without sound files are valid: printed, without sound, with exports alone", arguments: Samples.names)
    func withoutSound(name: String) throws {
        let command = try Command()
        let sample = try command.sample(name)
        let printed = try command.run([sample, "--json"])
        try command.write(printed.output, to: "printed.json")
        for (folder, export) in [("quiet", "none"), ("exported", "payload")] {
            let outcome = try command.run([sample, "-o", folder, "--audio", "none", "--export", export])
            #expect(outcome.status == 0, "\(outcome.errors)")
        }
        let result = try Python.run(
            ReportSchemaTests.validator,
            [repositoryPath("docs/report.schema.json")]
                + ["printed.json", "quiet/report.json", "exported/report.json"].map { command.path + "/" + $0 })
        for errors in try #require(result as? [[String]]) { #expect(errors == []) }
    }

    @Test(
        "the reports of real captures of every kind are valid",
        .enabled(if: ProcessInfo.processInfo.environment["IQOS_CAPTURES"] != nil, "IQOS_CAPTURES is not set"))
    func captures() throws {
        let root = ProcessInfo.processInfo.environment["IQOS_CAPTURES"] ?? ""
        let files = [
            "sipp/g711a.pcap", "rtptool-wasm/rtp.pcap", "ndpi/false_positives.pcapng",
            "rtpdump/sample1_ipv4_amr-nb.pcap", "ndpi/FAX-Call-t38-CA-TDM-SIP-FB-1.pcap", "rtpproxy/alice_srtp.pcap",
            "ndpi/discord.pcap", "ndpi/stun_google_meet.pcapng", "media-core/zendesk-34401-rfc2833.pcap",
            "str0m/h264.pcap", "arkime/dns-caa.pcap",
        ]
        try Self.check(files.map { root + "/" + $0 })
    }
}
