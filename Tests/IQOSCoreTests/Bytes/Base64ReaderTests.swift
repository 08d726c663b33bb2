import TestSupport
import Testing

@testable import IQOSCore

@Suite("Base64 in pieces")
struct Base64ReaderTests {
    private static func read(_ text: String, piece: Int) -> String {
        let bytes = Array(text.utf8)
        var (reader, found) = (Base64Reader(), [UInt8]())
        for start in stride(from: 0, to: bytes.count, by: piece) {
            reader.append(bytes.span.bytes, start..<min(start + piece, bytes.count), to: &found)
        }
        return String(decoding: found, as: UTF8.self)
    }

    /// The vectors of RFC 4648 §10 one behind another.
    @Test("texts behind a header are bytes, each to its padding, in pieces of any size", arguments: 1...40)
    func pieces(size: Int) {
        let header = "POST /a HTTP/1.0\r\nA: b\r\n\r\n"
        let text = header + "Zg==Zm8=Zm9v\r\nZm9vYg==Zm9vYmE=Zm9vYmFy"
        #expect(Self.read(text, piece: size) == header + "ffofoofoobfoobafoobar")
    }

    @Test("a header that ends with line feeds alone ends all the same")
    func lineFeeds() {
        #expect(Self.read("A: b\n\nZm9v", piece: 3) == "A: b\n\nfoo")
    }
}
