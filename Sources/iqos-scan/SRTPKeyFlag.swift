import ArgumentParser
import Foundation
import IQOSCore

/// What `--srtp-key` takes: a key, or a file of keys. What it says of a mistake never quotes a key.
enum SRTPKeyFlag {
    private static let keyLimit = 4096
    private static let fileLimit = 1 << 20

    /// - Parameter values: As given; `@path` is a file with a key a line, blank lines and those with # passed over.
    static func keys(_ values: [String]) throws -> [SRTPKeyGiven] {
        var keys: [SRTPKeyGiven] = []
        for (index, value) in values.enumerated() {
            guard value.hasPrefix("@") else {
                guard let key = SRTPKeyGiven(value) else {
                    let which = values.count == 1 ? "" : " (number \(index + 1))"
                    throw ValidationError(
                        "--srtp-key\(which) takes [SSRC=]SUITE:KEY with a key as long as the suite has it, or @file.")
                }
                keys.append(key)
                continue
            }
            keys += try fileKeys(String(value.dropFirst()))
        }
        guard keys.count <= keyLimit else { throw ValidationError("--srtp-key takes at most \(keyLimit) keys.") }
        return keys
    }

    private static func fileKeys(_ path: String) throws -> [SRTPKeyGiven] {
        guard let file = FileHandle(forReadingAtPath: path), let bytes = try? file.read(upToCount: fileLimit + 1)
        else { throw ValidationError("--srtp-key: \(path) cannot be read, or is empty.") }
        guard bytes.count <= fileLimit else { throw ValidationError("--srtp-key: \(path) is larger than 1 MB.") }
        var keys: [SRTPKeyGiven] = []
        let lines = String(decoding: bytes, as: UTF8.self).split(omittingEmptySubsequences: false) { $0.isNewline }
        for (index, line) in lines.enumerated() {
            let text = line.trimmingCharacters(in: .whitespaces)
            guard !text.isEmpty, !text.hasPrefix("#") else { continue }
            guard let key = SRTPKeyGiven(text) else {
                throw ValidationError(
                    "--srtp-key: line \(index + 1) of \(path) is no key: [SSRC=]SUITE:KEY, or an a=crypto line.")
            }
            keys.append(key)
        }
        return keys
    }
}
