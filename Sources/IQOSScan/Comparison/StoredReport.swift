import Foundation
import IQOSCore

/// A report.json read back, as far as reports are compared.
public struct StoredReport: Sendable {
    struct Stream: Sendable {
        var id = 0
        var call = 0
        var ssrc = ""
        var source = ""
        var destination = ""
        var codec: String?
        var expected = 0
        var lost = 0
        var late: Int?
        var jitterMs: Double?
        var delayVariationMs: Double?
        var mosLQ: Double?
        var findings: [String] = []
    }

    struct Call: Sendable {
        var id = 0
        var streams: [Int] = []
        var durationS: Double?
        var callID: String?
        var parties: String?
        var findings: [String] = []
    }

    let name: String
    let start: String?
    let streams: [Stream]
    let calls: [Call]
    let captureFindings: [String]

    /// A folder that holds a report, or a file that begins as one; `nil` for anything else, as a capture.
    init?(ifAt path: String) throws {
        guard path != "-" else { return nil }
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { return nil }
        let file = isFolder.boolValue ? path + "/report.json" : path
        guard let handle = FileHandle(forReadingAtPath: file) else { return nil }
        defer { try? handle.close() }
        guard let head = try? handle.read(upToCount: 1), head == Data("{".utf8) else { return nil }
        guard let rest = try? handle.readToEnd() else {
            throw InputError(.readError, path, "cannot be read to its end", advice: "check the disk")
        }
        try self.init(Array(head + rest), path: path)
    }

    /// - Throws: `InputError` with status 65 where the bytes are no report that can be compared.
    init(_ bytes: [UInt8], path: String) throws {
        let wrong = { (what: String) in
            InputError(.noCapture, path, what, advice: "compare two captures or two report.json of iqos-scan")
        }
        guard let root = try? JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any] else {
            throw wrong("begins like JSON and is none")
        }
        let generator = root["generator"] as? [String: Any]
        guard generator?["name"] as? String == "iqos-scan",
            let version = root["schema_version"] as? String, version.hasPrefix("1."),
            let streams = root["streams"] as? [[String: Any]], let calls = root["calls"] as? [[String: Any]]
        else { throw wrong("is no report of iqos-scan with schema version 1") }
        name = path.split(separator: "/").last.map(String.init) ?? path
        let capture = root["capture"] as? [String: Any]
        start = capture?["start"] as? String
        captureFindings = Self.codes(capture?["findings"])
        self.streams = streams.map(Self.stream)
        self.calls = calls.map(Self.call)
    }

    private static func stream(_ node: [String: Any]) -> Stream {
        let packets = node["packets"] as? [String: Any]
        let address = { (key: String) -> String in (node[key] as? [String: Any])?["address"] as? String ?? "" }
        var stream = Stream()
        stream.id = integer(node["id"]) ?? 0
        stream.call = integer(node["call"]) ?? 0
        stream.ssrc = node["ssrc"] as? String ?? ""
        stream.source = address("source")
        stream.destination = address("destination")
        stream.codec = node["codec"] as? String
        stream.expected = integer(packets?["expected"]) ?? 0
        stream.lost = integer(packets?["lost"]) ?? 0
        stream.late = integer(packets?["late"])
        stream.jitterMs = number((node["jitter_ms"] as? [String: Any])?["mean"])
        stream.delayVariationMs = number((node["delay_variation_ms"] as? [String: Any])?["p95"])
        let quality = node["quality"] as? [String: Any]
        // Scores of two scales are not to be compared.
        if quality?["scale"] as? String == "nb" { stream.mosLQ = number(quality?["mos_lq"]) }
        stream.findings = codes(node["findings"])
        return stream
    }

    private static func call(_ node: [String: Any]) -> Call {
        let signalling = node["signalling"] as? [String: Any]
        var call = Call()
        call.id = integer(node["id"]) ?? 0
        call.streams = (node["streams"] as? [Any])?.compactMap(integer) ?? []
        call.durationS = number(node["duration_s"])
        call.callID = signalling?["call_id"] as? String
        if let from = signalling?["from"] as? String, let to = signalling?["to"] as? String {
            call.parties = from + " " + to
        }
        call.findings = codes(node["findings"])
        return call
    }

    private static func codes(_ findings: Any?) -> [String] {
        (findings as? [[String: Any]])?.compactMap { $0["code"] as? String } ?? []
    }

    private static func number(_ value: Any?) -> Double? { (value as? NSNumber)?.doubleValue }

    /// Of what a report says, no more than a number of JSON holds exactly: a step further does not overflow.
    private static func integer(_ value: Any?) -> Int? {
        (value as? NSNumber).map { max(-1 << 53, min($0.intValue, 1 << 53)) }
    }
}
