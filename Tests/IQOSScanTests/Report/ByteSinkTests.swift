import Foundation
import IQOSCore
import Testing

@testable import IQOSScan

@Suite("Numbers and times as bytes")
struct ByteSinkTests {
    private static func decimal(_ value: Double) -> String? {
        var sink = ByteSink()
        return sink.append(decimal: value) ? String(decoding: sink.bytes, as: UTF8.self) : nil
    }

    @Test(
        "real numbers have 1 to 6 decimals and no exponent",
        arguments: [
            (0, "0.0"), (-0.0, "0.0"), (1, "1.0"), (-1.5, "-1.5"), (0.000_000_4, "0.0"), (-0.000_000_4, "0.0"),
            (0.000_001, "0.000001"), (93.2, "93.2"), (4.41, "4.41"), (1e6, "1000000.0"),
            (123_456.789_012_6, "123456.789013"),
            (0.999_999_9, "1.0"), (1e15, "1000000000000000.0"), (-8_999_999_999_999.5, "-8999999999999.5"),
        ])
    func decimals(value: Double, text: String) {
        #expect(Self.decimal(value) == text)
    }

    @Test("random numbers agree with the C library's printf", arguments: [1, 2, 3])
    func againstPrintf(seed: UInt64) {
        var random = seed
        for _ in 0..<2000 {
            random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let value = (Double(random >> 11) / Double(1 << 53) - 0.5) * pow(10, Double(random % 13))
            var expected = String(format: "%.6f", value)
            while expected.hasSuffix("0"), !expected.hasSuffix(".0") { expected.removeLast() }
            if expected == "-0.0" { expected = "0.0" }
            #expect(Self.decimal(value) == expected)
        }
    }

    @Test("whole numbers keep every digit", arguments: [0, 7, 10, -1, 1_000_000, Int.max, Int.min])
    func integers(value: Int) {
        var sink = ByteSink()
        sink.append(integer: value)
        #expect(String(decoding: sink.bytes, as: UTF8.self) == String(value))
    }

    @Test("times print with nanoseconds for JSON and milliseconds, cut, for spreadsheets")
    func times() {
        var sink = ByteSink()
        sink.append(rfc3339: ReportFixture.start)
        sink.append("|")
        sink.append(spreadsheetTime: ReportFixture.start)
        sink.append("|")
        sink.append(rfc3339: -1)
        #expect(
            String(decoding: sink.bytes, as: UTF8.self)
                == "2026-03-14T15:09:26.535897932Z|2026-03-14 15:09:26.535|1969-12-31T23:59:59.999999999Z")
    }

    @Test("texts of every length arrive whole, whatever has to be escaped in them, wherever")
    func quotedTexts() {
        for length in 0...80 {
            for special in ["x", "\"", "\\", "\u{7}", "\u{7F}", "é"] {
                for place in [0, length / 2, max(0, length - 1)] where length > 0 || special == "x" {
                    var letters = (0..<length).map { Character(UnicodeScalar(UInt8(ascii: "a") + UInt8($0 % 26))) }
                    if length > 0 { letters[place] = Character(special) }
                    let text = String(letters)
                    var json = JSONWriter(ByteSink(), .line)
                    json.text(nil, text)
                    let sink = json.finish()
                    let isEscaped = special == "\"" || special == "\\"
                    let escaped = text.replacingOccurrences(of: special, with: "\\" + special)
                    let expected = isEscaped ? escaped : text.printable
                    #expect(String(decoding: sink.bytes, as: UTF8.self) == "\"\(expected)\"\n")
                }
            }
        }
    }

    @Test("a full device is an error with status 73 that says so in one line")
    func fullDevice() throws {
        let descriptor = open("/dev/full", O_WRONLY)
        try #require(descriptor >= 0)
        defer { close(descriptor) }
        var sink = ByteSink(descriptor: descriptor, name: "report.json")
        var failure: OutputError?
        do throws(OutputError) {
            try ReportFormat.json.write(ReportFixture.result, to: &sink)
        } catch {
            failure = error
        }
        #expect(failure?.exitCode == 73)
        #expect(failure?.description.hasPrefix("report.json: no space left") == true)
        #expect(failure?.description.contains("\n") == false)
    }

    @Test("a pipe without a reader is a normal end")
    func closedPipe() throws {
        var ends: [Int32] = [0, 0]
        try #require(pipe(&ends) == 0)
        close(ends[0])
        defer { close(ends[1]) }
        let previous = signal(SIGPIPE, SIG_IGN)
        defer { signal(SIGPIPE, previous) }
        var sink = ByteSink(descriptor: ends[1], name: "standard output")
        sink.append(text: "report")
        var failure: OutputError?
        do throws(OutputError) { try sink.finish() } catch { failure = error }
        #expect(failure?.reason == .closedPipe)
        #expect(failure?.exitCode == 0)
    }
}
