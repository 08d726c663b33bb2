import Foundation
import IQOSCore
import Testing

@testable import IQOSScan

@Suite("JSON as bytes")
struct JSONWriterTests {
    private static func write(to json: inout JSONWriter, entries: Int = 1) {
        json.object(nil, .block) { json in
            json.integer("whole", -12)
            json.array("none") { _ in }
            json.object("empty", .block) { _ in }
            json.object("blank") { _ in }
            for _ in 0..<entries {
                json.array("list") { json in
                    json.object { json in
                        json.decimal("real", 1.5)
                        json.integers("some", [1, 20_000, 300_000_000])
                        json.object("inner", .block) { json in json.flag("flag", true) }
                    }
                    json.object { _ in }
                }
                json.object("deep", .block) { json in
                    json.texts("words", ["a", "b\"c"])
                    json.null("nothing")
                    json.time("time", 1)
                    json.ssrc("ssrc", 0xDEAD_01EF)
                }
            }
        }
    }

    @Test("members stand on lines of their own or on one line, and whatever is empty takes none")
    func layout() {
        var json = JSONWriter(ByteSink())
        Self.write(to: &json)
        #expect(
            String(decoding: json.finish().bytes, as: UTF8.self) == """
                {
                  "whole": -12,
                  "none": [],
                  "empty": {},
                  "blank": {},
                  "list": [
                    {"real": 1.5, "some": [1, 20000, 300000000], "inner": {"flag": true}},
                    {}
                  ],
                  "deep": {
                    "words": ["a", "b\\"c"],
                    "nothing": null,
                    "time": "1970-01-01T00:00:00.000000001Z",
                    "ssrc": "0xdead01ef"
                  }
                }

                """)
    }

    @Test("in a document on one line all is on it")
    func line() {
        var json = JSONWriter(ByteSink(), .line)
        Self.write(to: &json)
        #expect(
            String(decoding: json.finish().bytes, as: UTF8.self) == """
                {"whole": -12, "none": [], "empty": {}, "blank": {}, "list": [{"real": 1.5, \
                "some": [1, 20000, 300000000], "inner": {"flag": true}}, {}], "deep": {"words": ["a", "b\\"c"], \
                "nothing": null, "time": "1970-01-01T00:00:00.000000001Z", "ssrc": "0xdead01ef"}}

                """)
    }

    @Test("what is written out in between is the same as what stays in memory", arguments: [700, 701, 702, 703])
    func flushing(entries: Int) throws {
        let file = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        let descriptor = open(file.path, O_WRONLY | O_CREAT, 0o600)
        try #require(descriptor >= 0)
        defer {
            close(descriptor)
            try? FileManager.default.removeItem(at: file)
        }
        var written = JSONWriter(ByteSink(descriptor: descriptor, name: "report.json"))
        Self.write(to: &written, entries: entries)
        var sink = written.finish()
        try sink.finish()
        var kept = JSONWriter(ByteSink())
        Self.write(to: &kept, entries: entries)
        #expect(try Data(contentsOf: file) == Data(kept.finish().bytes))
    }
}
