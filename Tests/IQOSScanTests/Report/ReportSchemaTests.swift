import Foundation
import IQOSCore
import IQOSScan
import Testing

/// The schema against what is written, judged by Python's jsonschema.
@Suite("report.schema.json", .enabled(if: !Python.isWaived))
struct ReportSchemaTests {
    /// Prints one line an error, as a JSON array.
    static let validator = """
        import json, sys
        from jsonschema import Draft202012Validator as Validator
        schema = json.load(open(sys.argv[1]))
        Validator.check_schema(schema)
        validator = Validator(schema)
        errors = []
        for path in sys.argv[2:]:
            found = list(validator.iter_errors(json.load(open(path))))
            errors.append([str(list(e.absolute_path)) + ": " + e.message[:200] for e in found])
        print(json.dumps(errors))
        """

    private static func errors(in reports: [Data]) throws -> [[String]] {
        let scratch = try Scratch()
        var paths: [String] = []
        for (index, report) in reports.enumerated() {
            paths.append(try scratch.file("\(index).json", Array(report)))
        }
        let result = try Python.run(validator, [repositoryPath("docs/report.schema.json")] + paths)
        return try #require(result as? [[String]])
    }

    @Test("a report of good, lossy, encrypted, hostile and timeless calls is valid, with and without a folder")
    func valid() throws {
        var listed = ReportFixture.result
        listed.head.outputFiles = [
            "audio/call-1.mp3", "audio/call-1.wav", "calls.csv", "events.csv", "findings.csv", "intervals.csv",
            "export/stream-1.pcap", "export/stream-1.ul", "report.html", "report.json", "report.xlsx", "streams.csv",
        ]
        var empty = ScanReport()
        empty.capture.files = [CaptureFileReport(name: "stdin")]
        for key: StaticString in ["sha256", "first_packet", "last_packet"] {
            empty.capture.files[0].unknown.note(key, "no packet")
        }
        for key: StaticString in ["start", "duration_s"] { empty.capture.unknown.note(key, "no packet") }
        let reports = [ReportFixture.result, listed, ScanResult(head: empty, streams: [], calls: [])]
        for errors in try Self.errors(in: reports.map { Data(try ReportFormat.json.bytes($0)) }) {
            #expect(errors == [])
        }
    }

    /// One change each that makes the report wrong.
    private static let breakages: [(name: String, change: @Sendable (inout [String: Any]) -> Void)] = [
        ("no schema_version", { $0["schema_version"] = nil }),
        ("version 2", { $0["schema_version"] = "2.0" }),
        ("unknown member", { $0["extra"] = 1 }),
        ("foreign generator", { $0["generator"] = ["name": "other", "version": "0.1.0"] }),
        ("output outside the folder", { $0["output"] = ["files": ["../x.wav"]] }),
        ("null streams", { $0["streams"] = NSNull() }),
        ("negative cap", { $0["limits"] = ["candidates_evicted": -1] }),
        ("time without nanoseconds", { set(&$0, ["capture", "start"], "2026-03-14T15:09:26Z") }),
        ("time with offset", { set(&$0, ["streams", 0, "first_packet"], "2026-03-14T15:09:26.000000000+01:00") }),
        ("short SSRC", { set(&$0, ["streams", 0, "ssrc"], "0x1234") }),
        ("SSRC in capitals", { set(&$0, ["streams", 0, "ssrc"], "0xABCD1234") }),
        ("port past 65535", { set(&$0, ["streams", 0, "source", "port"], 65536) }),
        ("null count", { set(&$0, ["streams", 0, "packets", "lost"], NSNull()) }),
        ("fractional count", { set(&$0, ["streams", 0, "packets", "lost"], 1.5) }),
        ("percentage past 100", { set(&$0, ["streams", 0, "packets", "lost_percent"], 100.1) }),
        ("late_percent without late", { set(&$0, ["streams", 0, "packets", "late"], NSNull()) }),
        ("MOS past 5", { set(&$0, ["streams", 0, "quality", "mos_lq"], 5.1) }),
        ("no score and no reason", { set(&$0, ["streams", 0, "quality", "mos_lq"], NSNull()) }),
        ("score and a reason", { set(&$0, ["streams", 0, "quality", "reason"], "because") }),
        ("unknown without a reason", { set(&$0, ["streams", 0, "ptime_ms"], NSNull()) }),
        ("null call audio without a reason", { set(&$0, ["calls", 0, "audio"], NSNull()) }),
        ("sound file elsewhere", { set(&$0, ["calls", 0, "audio", "wav"], "/etc/passwd") }),
        ("unlisted verdict", { set(&$0, ["streams", 0, "detection", "verdict"], "maybe") }),
        ("payload type past 127", { set(&$0, ["streams", 0, "payload_types", 0, "number"], 128) }),
        ("stream without payload type", { set(&$0, ["streams", 0, "payload_types"], [Any]()) }),
        ("sequence number past 16 bits", { set(&$0, ["streams", 0, "segments", 0, "last_sequence"], 65536) }),
        ("text as number", { set(&$0, ["streams", 0, "ptime_ms"], "20") }),
        ("frame 0", { set(&$0, ["streams", 0, "first_frame"], 0) }),
        ("call without streams", { set(&$0, ["calls", 0, "streams"], [Int]()) }),
        ("control character in a text", { set(&$0, ["calls", 0, "signalling", "from"], "a\u{1B}[31m") }),
        ("direction mark in a text", { set(&$0, ["calls", 0, "signalling", "from"], "a\u{202E}b") }),
        ("DSCP past 63", { set(&$0, ["streams", 0, "dscp"], [64]) }),
        ("missing member of an interval", { set(&$0, ["streams", 0, "intervals", 0], ["start_s": 0]) }),
        ("empty unknown", { set(&$0, ["streams", 0, "quality", "unknown"], [String: Any]()) }),
    ]

    @Test("each wrong report is refused")
    func refusals() throws {
        let report = Data(try ReportFormat.json.bytes(ReportFixture.result))
        let broken = try Self.breakages.map { breakage in
            var root = try #require(JSONSerialization.jsonObject(with: report) as? [String: Any])
            breakage.change(&root)
            return try JSONSerialization.data(withJSONObject: root)
        }
        let errors = try Self.errors(in: broken)
        for (breakage, found) in zip(Self.breakages, errors) {
            #expect(!found.isEmpty, "accepted: \(breakage.name)")
        }
        #expect(errors.count == Self.breakages.count)
    }

    /// Replaces what a path of keys and indices leads to.
    private static func set(_ root: inout [String: Any], _ path: [Any], _ value: Any) {
        root = replacing(root, path[...], value) as? [String: Any] ?? [:]
    }

    private static func replacing(_ node: Any, _ path: ArraySlice<Any>, _ value: Any) -> Any {
        guard let step = path.first else { return value }
        if var object = node as? [String: Any], let key = step as? String {
            object[key] = replacing(object[key] ?? [String: Any](), path.dropFirst(), value)
            return object
        }
        if var array = node as? [Any], let index = step as? Int, array.indices.contains(index) {
            array[index] = replacing(array[index], path.dropFirst(), value)
            return array
        }
        Issue.record("the path \(path) does not exist in the report")
        return node
    }
}
