import Testing

@testable import IQOSCore

@Suite("SIP dialog (RFC 3261, 3264, 8866)")
struct SIPDialogTests {
    private func messages(isIPv6: Bool = false, law: G711 = .muLaw) -> [SIPDialog.Message] {
        var plan = CallPlan()
        plan.hasSIP = true
        plan.isIPv6 = isIPv6
        plan.law = law
        let hosts = [0, 1].map { EmulatedNetwork.host(side: $0, call: 0, isIPv6: isIPv6).address }
        let dialog = SIPDialog(plan: plan, call: 0, hosts: hosts, mediaPorts: [16384, 20000])
        return dialog.messages(CallTimeline(plan: plan, start: plan.start, call: 0))
    }

    private func value(_ name: String, in text: String) -> String? {
        text.split(separator: "\r\n").first { $0.hasPrefix(name + ": ") }.map { String($0.dropFirst(name.count + 2)) }
    }

    @Test("the messages come in the order of a call, and in time")
    func order() {
        let messages = messages()
        let starts = messages.map { message in
            message.text.hasPrefix("SIP/2.0 ")
                ? String(message.text.dropFirst(8).prefix(3)) : String(message.text.prefix { $0 != " " })
        }
        #expect(starts == ["INVITE", "100", "180", "200", "ACK", "BYE", "200"])
        #expect(zip(messages, messages.dropFirst()).allSatisfy { $0.sentAt < $1.sentAt })
    }

    @Test("Content-Length is the body's length", arguments: [false, true])
    func contentLength(isIPv6: Bool) throws {
        for message in messages(isIPv6: isIPv6) {
            let text = Array(message.text.utf8)
            let end = try #require((0..<text.count - 3).first { Array(text[$0..<$0 + 4]) == [13, 10, 13, 10] })
            #expect(value("Content-Length", in: message.text) == String(text.count - end - 4))
        }
    }

    @Test("responses repeat the request's Via, and only 100 has no tag of the callee")
    func dialogIdentity() {
        let texts = messages().map(\.text)
        #expect(Set(texts[0...3].map { value("Via", in: $0) }).count == 1)
        #expect(value("Via", in: texts[5]) == value("Via", in: texts[6]))
        #expect(Set(texts.map { value("Call-ID", in: $0) }).count == 1)
        let tagged = texts.map { value("To", in: $0)?.contains(";tag=") ?? false }
        #expect(tagged == [false, false, true, true, true, true, true])
    }

    @Test("the offer prefers the law in use and the answer names it alone")
    func sessionDescription() {
        let texts = messages(law: .aLaw).map(\.text)
        #expect(texts[0].contains("m=audio 16384 RTP/AVP 8 0 101\r\n"))
        #expect(texts[3].contains("m=audio 20000 RTP/AVP 8 101\r\n"))
        #expect(texts[3].contains("a=rtpmap:101 telephone-event/8000\r\n"))
        #expect(texts[3].contains("c=IN IP4 10.2.0.1\r\n"))
    }
}
