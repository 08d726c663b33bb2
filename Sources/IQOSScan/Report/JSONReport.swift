import IQOSCore

/// report.json: keys and their order as `docs/report.schema.json` has them.
enum JSONReport {
    static func write(_ result: ScanResult, to sink: inout ByteSink) {
        var json = JSONWriter(sink)
        json.object(nil, .block) { json in
            writeHead(result.head, to: &json)
            json.array("streams") { json in
                for index in 0..<result.streamCount where !json.hasFailed {
                    result.withStream(at: index) { write($0, to: &json) }
                }
            }
            json.array("calls") { json in
                for index in 0..<result.callCount where !json.hasFailed {
                    write(result.call(at: index), to: &json)
                }
            }
            json.objects("calls_without_stream", result.head.callsWithoutStream, write)
            json.object("limits", .block) { json in
                for limit in result.head.limits { json.integer(named: limit.key, limit.value) }
            }
            json.objects("warnings", result.head.warnings) { json, warning in
                json.text("code", warning.code)
                json.text("message", warning.message)
                json.integer("file", warning.file)
            }
        }
        sink = json.finish()
    }

    /// One stream a line, each as in `streams`.
    static func writeLines(_ result: ScanResult, to sink: inout ByteSink) {
        for index in 0..<result.streamCount where sink.failure == nil {
            var json = JSONWriter(sink, .line)
            result.withStream(at: index) { write($0, to: &json) }
            sink = json.finish()
        }
    }

    private static func writeHead(_ head: ScanReport, to json: inout JSONWriter) {
        json.text("schema_version", head.schemaVersion)
        json.object("generator") { json in
            json.text("name", head.generatorName)
            json.text("version", head.generatorVersion)
        }
        if head.outputFiles.isEmpty {
            json.null("output")
        } else {
            json.object("output", .block) { json in
                json.array("files") { json in
                    for file in head.outputFiles { json.text(nil, file) }
                }
            }
        }
        json.object("options", .block) { json in
            for option in head.options { json.option(named: option.key, option.value) }
        }
        json.object("capture", .block) { json in
            json.objects("files", head.capture.files, write)
            json.integer("packets", head.capture.packets)
            json.time("start", head.capture.start)
            json.decimal("duration_s", head.capture.durationS)
            write(head.capture.findings, to: &json)
            write(head.capture.unknown, to: &json)
        }
    }

    private static func write(to json: inout JSONWriter, _ file: CaptureFileReport) {
        json.text("name", file.name)
        json.text("sha256", file.sha256)
        json.integer("size_bytes", file.sizeBytes)
        json.text("format", file.format)
        json.text("compression", file.compression)
        json.texts("link_types", file.linkTypes)
        json.integer("packets", file.packets)
        json.time("first_packet", file.firstPacket)
        json.time("last_packet", file.lastPacket)
        json.flag("complete", file.complete)
        write(file.unknown, to: &json)
    }

    static func write(_ findings: [FindingReport], to json: inout JSONWriter) {
        json.objects("findings", findings) { json, finding in
            json.text("code", finding.code)
            json.text("severity", finding.severity.rawValue)
            json.text("message", finding.message)
            json.decimal("start_s", finding.startS)
            json.decimal("end_s", finding.endS)
            json.integers("frames", finding.frames)
            json.object("evidence") { json in
                for (key, value) in finding.evidence {
                    // Evidence is a count or a figure: a whole number prints as one.
                    let whole = Int(exactly: value)
                    json.option(named: key, whole.map(OptionValue.integer) ?? .number(value))
                }
            }
        }
    }

    /// The reasons of one object, left out where it has none; a key noted twice keeps its first reason.
    /// - Parameter other: A key whose reason stands elsewhere.
    static func write(_ unknown: UnknownReasons, to json: inout JSONWriter, but other: StaticString = "") {
        let notes = unknown.notes.span
        guard hasOthers(notes, than: other) else { return }
        json.object("unknown") { json in
            for index in notes.indices where !isLeftOut(notes, index, other) {
                if let sentence = notes[index].sentence {
                    json.text(named: notes[index].key, sentence)
                } else {
                    json.text(named: notes[index].key, unknown.reason(of: notes[index]))
                }
            }
        }
    }

    private static func hasOthers(_ notes: Span<UnknownReasons.Note>, than key: StaticString) -> Bool {
        for index in notes.indices where !areEqual(notes[index].key, key) { return true }
        return false
    }

    /// Whether a note has a key that is not written, or a note before has it; lengths tell most of them apart.
    private static func isLeftOut(
        _ notes: Span<UnknownReasons.Note>, _ index: Int, _ other: StaticString
    ) -> Bool {
        let key = notes[index].key
        if areEqual(key, other) { return true }
        for earlier in 0..<index where areEqual(notes[earlier].key, key) { return true }
        return false
    }

    private static func areEqual(_ key: StaticString, _ other: StaticString) -> Bool {
        key.utf8CodeUnitCount == other.utf8CodeUnitCount
            && ShortBytes.areEqual(key.utf8Start, other.utf8Start, count: key.utf8CodeUnitCount)
    }
}
