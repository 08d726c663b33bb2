import IQOSCore

/// Lost packets of each RTP stream in the bytes of a pcap or pcapng file, by SSRC.
func lostPackets(inCapture bytes: [UInt8]) throws -> [UInt32: Int] {
    guard let format = CaptureFormat(sniffing: bytes.span.bytes), var parser = CaptureParser(format) else { return [:] }
    var frames: [FrameRef] = []
    _ = try parser.parse(bytes.span.bytes, from: 0, atEnd: true, upTo: bytes.count, into: &frames)
    var scanner = StreamScanner(ScannerOptions(), seed: 1)
    scanner.ingest(frames.span, in: bytes.span.bytes, file: 0)
    scanner.finish()
    let log = scanner.log.recent
    let summary = ScanSummary(scanner, options: ScannerOptions(), captureStart: frames.first?.arrival) { log[$0] }
    let streams = (0..<summary.streamCount).map { summary.stream(at: $0) }
    return Dictionary(streams.map { ($0.ssrc, $0.packets.lost) }, uniquingKeysWith: +)
}
