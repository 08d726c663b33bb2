import TestSupport

/// A call whose parties say one thing in SIP and do another in RTP.
struct SignalledHosts {
    /// Addresses of RFC 5737, and one of RFC 1918 behind the first.
    static let (caller, callee, stranger, inside) = (0xCB00_7101, 0xC633_6402, 0xC000_0209, 0xC0A8_0105)

    /// What the caller says of where it listens, and where the callee sends.
    var (announcedHost, announcedPort) = (Self.caller, 4000)
    var (sentTo, sentPort) = (Self.caller, 4000)
    /// Where the caller signals and sends from.
    var (callerHost, callerPort) = (Self.caller, 4000)
    /// More lines of the caller's description.
    var lines: [String] = []
    var answer = "200 OK"
    /// More lines of the callee's.
    var answerLines: [String] = []
    /// Length of the misdirected media, s.
    var seconds = 10

    private static func text(_ host: Int) -> String {
        [24, 16, 8, 0].map { "\(host >> $0 & 255)" }.joined(separator: ".")
    }

    static func sdp(_ host: Int, _ port: Int, _ lines: [String] = []) -> String {
        (["v=0", "o=- 1 1 IN IP4 \(text(host))", "s=-", "c=IN IP4 \(text(host))", "t=0 0"]
            + ["m=audio \(port) RTP/AVP 0"]
            + lines).map { $0 + "\r\n" }.joined()
    }

    static func sip(_ start: String, _ number: Int, _ body: String) -> [UInt8] {
        let head = [
            start, "Via: SIP/2.0/UDP a.example;branch=z9hG4bK\(number)", "From: <sip:a@a.example>;tag=1",
            "To: <sip:b@b.example>" + (start.hasPrefix("INVITE") && number == 1 ? "" : ";tag=2"),
            "Call-ID: 1@a.example",
            "CSeq: \(number) INVITE", "Content-Type: application/sdp", "Content-Length: \(body.utf8.count)",
        ]
        return Array((head.map { $0 + "\r\n" }.joined() + "\r\n" + body).utf8)
    }

    /// A description of fax alone.
    static func image(_ host: Int, _ port: Int) -> String {
        sdp(host, port).replacing("m=audio \(port) RTP/AVP 0", with: "m=image \(port) udptl t38")
    }

    /// An INVITE within the call and its answer.
    static func reinvite(
        _ capture: inout TestCapture, _ path: TestCapture.Path, _ offer: String, _ answer: String,
        status: String = "200 OK", at seconds: Double = 10, number: Int = 2
    ) {
        capture.append(
            datagram: sip("INVITE sip:b@b.example SIP/2.0", number, offer), arrival: at(seconds), on: path)
        capture.append(
            datagram: sip("SIP/2.0 " + status, number, answer), arrival: at(seconds + 0.2), on: path.reversed)
    }

    static func at(_ seconds: Double) -> Int64 { TestCapture.start + Int64(seconds * 1e9) }

    func capture(_ more: (inout TestCapture) -> Void = { _ in }) -> TestCapture {
        var capture = TestCapture()
        let signalling = TestCapture.Path(callerHost, Self.callee, from: 5060, to: 5060)
        capture.append(
            datagram: Self.sip("INVITE sip:b@b.example SIP/2.0", 1, Self.sdp(announcedHost, announcedPort, lines)),
            arrival: Self.at(0), on: signalling)
        capture.append(
            datagram: Self.sip("SIP/2.0 " + answer, 1, Self.sdp(Self.callee, 6000, answerLines)), arrival: Self.at(0.5),
            on: signalling.reversed)
        Self.media(from: callerHost, callerPort, to: Self.callee, 6000, ssrc: 1, for: seconds, in: &capture)
        if sentPort > 0 {
            Self.media(from: Self.callee, 6000, to: sentTo, sentPort, ssrc: 2, for: seconds, in: &capture)
        }
        more(&capture)
        capture.sort()
        return capture
    }

    static func media(
        from source: Int, _ sourcePort: Int, to destination: Int, _ port: Int, ssrc: Int, startS: Double = 1,
        for seconds: Int, firstSequence: Int = 100, in capture: inout TestCapture
    ) {
        capture.append(
            SimulatedPacket.steady(seconds * 50, start: at(startS), firstSequence: firstSequence),
            on: TestCapture.Path(source, destination, from: sourcePort, to: port), ssrc: ssrc)
    }
}
