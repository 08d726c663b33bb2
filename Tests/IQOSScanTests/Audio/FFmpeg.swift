import CLibav
import Foundation
import TestSupport

/// The command of Debian's `ffmpeg`, an encoder and decoder that is not ours; tests that need it are passed over
/// where it or the library is missing.
enum FFmpeg {
    static let isThere: Bool = clibav_is_available() != 0 && (try? run(["-version"])) != nil

    /// Three seconds of a tone that rises from 200 to 560 Hz and swells three times a second.
    static func source(rateHz: Int) -> [String] {
        let tone = "aevalsrc='0.3*sin(2*PI*(200+60*t)*t)*(0.6+0.4*sin(2*PI*3*t))':d=3:s=\(rateHz)"
        return ["-f", "lavfi", "-i", tone]
    }

    struct Failure: Error {}

    /// Runs it; the file that it writes is read.
    static func output(_ arguments: [String]) throws -> [UInt8] {
        let path = NSTemporaryDirectory() + "/iqos-ffmpeg-" + UUID().uuidString
        defer { try? FileManager.default.removeItem(atPath: path) }
        try run(["-y"] + arguments + [path])
        return [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
    }

    /// Samples of the raw output.
    static func samples(_ arguments: [String]) throws -> [Int16] {
        let bytes = try output(arguments + ["-f", "s16le"])
        return stride(from: 0, to: bytes.count - 1, by: 2).map {
            Int16(bitPattern: UInt16(bytes[$0]) | UInt16(bytes[$0 + 1]) << 8)
        }
    }

    /// What it decodes of bytes in one of its raw formats.
    static func decoded(_ bytes: [UInt8], _ format: [String]) throws -> [Int16] {
        let path = NSTemporaryDirectory() + "/iqos-ffmpeg-" + UUID().uuidString
        defer { try? FileManager.default.removeItem(atPath: path) }
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        return try samples(format + ["-i", path])
    }

    private static func run(_ arguments: [String]) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["ffmpeg", "-v", "error", "-nostdin"] + arguments
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Failure() }
    }
}

extension TestCapture {
    /// An INVITE that announces what a payload type means at the destination of the default path's stream, and others.
    mutating func announce(
        _ rtpmap: String, parameters: String? = nil, type: Int = 97, others: [(type: Int, rtpmap: String)] = [],
        on path: Path = Path()
    ) {
        func text(_ address: Int) -> String {
            (0..<4).map { String(address >> (24 - 8 * $0) & 255) }.joined(separator: ".")
        }
        let body =
            [
                "v=0", "o=- 1 1 IN IP4 " + text(path.destination), "s=-", "c=IN IP4 " + text(path.destination), "t=0 0",
                "m=audio \(path.destinationPort) RTP/AVP \(type)" + others.map { " \($0.type)" }.joined(),
                "a=rtpmap:\(type) " + rtpmap,
            ] + others.map { "a=rtpmap:\($0.type) \($0.rtpmap)" }
            + (parameters.map { ["a=fmtp:\(type) " + $0] } ?? [])
        let message = [
            "INVITE sip:b@example.net SIP/2.0", "Via: SIP/2.0/UDP a.example.net;branch=z9hG4bK1",
            "From: <sip:a@example.net>;tag=1", "To: <sip:b@example.net>", "Call-ID: 1", "CSeq: 1 INVITE",
            "Content-Type: application/sdp", "Content-Length: \(body.joined(separator: "\r\n").utf8.count + 2)", "",
        ]
        let bytes = Array((message + body).joined(separator: "\r\n").utf8) + [13, 10]
        let signalling = Path(path.destination, path.source, from: 5060, to: 5060)
        append(datagram: bytes, arrival: Self.start - 100_000_000, on: signalling)
    }
}
