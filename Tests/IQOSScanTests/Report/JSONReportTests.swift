import Foundation
import IQOSCore
import IQOSScan
import Testing

@Suite("report.json")
struct JSONReportTests {
    private static func parsed(_ result: ScanResult) throws -> [String: Any] {
        let data = Data(try ReportFormat.json.bytes(result))
        return try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
    }

    /// `value` at a path of keys and indices.
    private static func value(_ root: Any?, _ path: Any...) -> Any? {
        path.reduce(root) { node, step in
            if let key = step as? String { return (node as? [String: Any])?[key] }
            if let index = step as? Int, let array = node as? [Any], array.indices.contains(index) {
                return array[index]
            }
            return nil
        }
    }

    @Test("two runs give the same bytes, which end with a line end")
    func stable() throws {
        let first = try ReportFormat.json.bytes(ReportFixture.result)
        let second = try ReportFormat.json.bytes(ReportFixture.result)
        #expect(first == second)
        #expect(first.last == UInt8(ascii: "\n"))
    }

    @Test("keys of streams and calls stand in the order of the contract")
    func order() throws {
        let text = try ReportFormat.json.text(ReportFixture.result)
        // The order of REPORT.md, the project's contract.
        let keys = [
            "schema_version", "generator", "options", "capture", "streams", "id", "ssrc", "source", "destination",
            "transport",
            "encapsulation", "wrapper", "call", "reverse_stream", "detection", "encrypted", "payload_types", "codec",
            "ptime_ms",
            "clock_rate_hz", "first_packet", "last_packet", "first_file", "first_frame", "last_file", "last_frame",
            "duration_s",
            "packets", "segments", "jitter_ms", "jitter_rfc3550_ms", "delta_ms", "delay_variation_ms",
            "clock_drift_ppm", "loss",
            "bandwidth_kbps", "quality", "playout_curve", "intervals", "rtcp", "dscp", "dtmf", "audio", "markers",
            "findings",
            "unknown",
        ]
        var rest = text[...]
        for key in keys {
            let found = try #require(rest.range(of: "\"\(key)\": "), "missing or out of order: \(key)")
            rest = rest[found.upperBound...]
        }
        let calls = try #require(text.range(of: "\n  \"calls\": ["))
        rest = text[calls.upperBound...]
        for key in [
            "id", "streams", "start", "duration_s", "codec", "min_mos_lq", "signalling", "audio", "findings", "limits",
            "warnings",
        ] {
            let found = try #require(rest.range(of: "\"\(key)\": "), "missing or out of order: \(key)")
            rest = rest[found.upperBound...]
        }
    }

    @Test("figures come back as they went in, rounded to 6 decimals")
    func figures() throws {
        let root = try Self.parsed(ReportFixture.result)
        let stream = Self.value(root, "streams", 0)
        #expect(Self.value(stream, "ssrc") as? String == "0x0a2b3c01")
        #expect(Self.value(stream, "first_packet") as? String == "2026-03-14T15:09:27.035897932Z")
        #expect(Self.value(stream, "delta_ms", "min") as? Double == 0.012346)
        #expect(Self.value(stream, "packets", "duplicates") as? Int == 2)
        #expect(Self.value(root, "capture", "duration_s") as? Double == 198)
        #expect(Self.value(root, "options", "filter") is NSNull)
        #expect(Self.value(root, "options", "min_packets") as? Int == 5)
        #expect(Self.value(root, "options", "host", 1) as? String == "2001:db8::1")
        #expect(
            Self.value(root, "streams", 4, "source", "address") as? String == "2001:db8:85a3:8d3:1319:8a2e:370:7348")
        #expect((root["streams"] as? [Any])?.count == 10)
        #expect((root["calls"] as? [Any])?.count == 6)
    }

    @Test("what is not known is null with its reason, and nothing is minus zero")
    func unknown() throws {
        let root = try Self.parsed(ReportFixture.result)
        let stream = Self.value(root, "streams", 6)
        #expect(Self.value(stream, "jitter_ms") is NSNull)
        #expect(Self.value(stream, "packets", "late_percent") is NSNull)
        #expect(Self.value(stream, "unknown", "jitter_ms") as? String == "dynamic payload type without signalling")
        #expect(Self.value(root, "streams", 9, "audio") is NSNull)
        #expect(Self.value(root, "output") is NSNull)
        let text = try ReportFormat.json.text(ReportFixture.result)
        #expect(!text.contains("-0,") && !text.contains("-0.0") && !text.contains(": nan") && !text.contains(": inf"))
    }

    @Test("numbers that JSON cannot carry become null")
    func numbers() throws {
        var result = ReportFixture.result
        var stream = result.stream(at: 0)
        stream.durationS = .nan
        stream.ptimeMs = .infinity
        stream.clockDriftPpm = -1e300
        result = ScanResult(head: result.head, streams: [stream], calls: [])
        let root = try Self.parsed(result)
        for key in ["duration_s", "ptime_ms", "clock_drift_ppm"] {
            #expect(Self.value(root, "streams", 0, key) is NSNull)
        }
    }

    @Test("hostile texts come back whole, with control and direction marks replaced")
    func texts() throws {
        let root = try Self.parsed(ReportFixture.result)
        let evidence = try #require(Self.value(root, "streams", 7, "detection", "evidence") as? [String])
        #expect(evidence.count == ReportFixture.hostileTexts.count)
        #expect(evidence[7] == "a\u{FFFD}gpj.exe\u{FFFD}\u{FFFD}")
        #expect(evidence[8] == "\u{FFFD}[31mred\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}{{generator}} {{{style}}}")
        #expect(evidence[13] == "back\\slash \u{FFFD} line")
        #expect(evidence[14] == ReportFixture.hostileTexts[14])
    }

    @Test("a key noted twice appears once, with its first reason")
    func twice() throws {
        var stream = ReportFixture.result.stream(at: 0)
        stream.unknown.note("rtcp", "second thought")
        let text = try ReportFormat.json.text(ScanResult(head: ScanReport(), streams: [stream], calls: []))
        #expect(text.components(separatedBy: "\"rtcp\": \"").count == 2)
        #expect(!text.contains("second thought"))
    }

    @Test("a stream's small objects stand on one line each")
    func layout() throws {
        let lines = try ReportFormat.json.text(ReportFixture.result).split(separator: "\n")
        #expect(lines.contains("      \"source\": {\"address\": \"10.1.0.1\", \"port\": 16386},"))
        #expect(lines.contains("      \"dscp\": [46],"))
        #expect(lines.first == "{" && lines.last == "}")
    }
}
