import IQOSCore

/// The `bext` chunk of a WAV file: when its first sample was captured, and from which bytes (EBU Tech 3285).
struct BroadcastExtension {
    /// What the file holds; cut off after 256 bytes of ASCII.
    var description: String
    /// Capture time of sample 0, ns since 1970 UTC.
    var start: Int64
    var sampleRateHz: Int
    var channels: Int
    var captures: [CaptureFileReport]
    /// Captures whose hashes are listed.
    private static let captureLimit = 64

    init(_ description: String, start: Int64, sampleRateHz: Int, channels: Int, captures: [CaptureFileReport]) {
        self.description = description
        self.start = start
        self.sampleRateHz = sampleRateHz
        self.channels = channels
        self.captures = captures
    }

    var bytes: [UInt8] {
        let time = FigureText.rfc3339(start)
        // Samples since midnight, rounded down: the fraction of a second that date and time leave out.
        let sinceMidnight = Int(start % 86_400_000_000_000)
        let (whole, rest) = sinceMidnight.quotientAndRemainder(dividingBy: 1_000_000_000)
        let reference = whole * sampleRateHz + rest * sampleRateHz / 1_000_000_000
        var bytes: [UInt8] = []
        bytes += Self.text(description, 256)
        bytes += Self.text("iqos-scan \(ScanReport().generatorVersion)", 32)
        bytes += Self.text(captures.first?.sha256.map { String($0.prefix(32)) } ?? "", 32)
        bytes += Self.text(String(time.prefix(10)), 10)
        bytes += Self.text(String(time.dropFirst(11).prefix(8)), 8)
        bytes.append(max(0, reference), bytes: 8)
        bytes.append(1, bytes: 2)
        // No UMID, no loudness of later versions, reserved bytes.
        bytes += repeatElement(0, count: 64 + 10 + 180)
        bytes += history(since: time).utf8
        // Of even length: libsndfile does not skip the byte that fills a chunk up in RF64.
        if !bytes.count.isMultiple(of: 2) { bytes.append(0) }
        return bytes
    }

    private func history(since time: String) -> String {
        let format = "A=PCM,F=\(sampleRateHz),W=16,M=\(channels == 1 ? "mono" : "stereo"),T=iqos-scan\r\n"
        let files = captures.prefix(Self.captureLimit).map { file in
            "capture=\(file.name)" + (file.sha256.map { ",sha256=\($0)" } ?? "") + "\r\n"
        }
        return format + "start=\(time)\r\n" + files.joined()
    }

    /// Padded with zeros, cut where it is longer.
    private static func text(_ text: String, _ length: Int) -> [UInt8] {
        let bytes = Array(text.utf8.prefix(length))
        return bytes + [UInt8](repeating: 0, count: length - bytes.count)
    }
}
