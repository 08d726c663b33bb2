import CSrtp
import Crypto
import IQOSCore
import TestSupport
import Testing

@testable import IQOSScan

/// Whether libsrtp2 is there: it encrypts what these tests decrypt.
enum SRTPLibrary {
    static let isThere = csrtp_is_available() != 0
}

/// A stream of G.711 as an encrypting sender sends it.
struct SealedStream {
    var suite = SRTPSuite.aes128SHA80
    var secretSeed = 1
    var rollOver: UInt32 = 0
    var identifier: [UInt8] = []
    var firstSequence = 100
    var count = 100
    var ssrc = 0x1122_3344
    /// Extension, two contributing sources and padding in every packet.
    var isElaborate = false
    var path = TestCapture.Path()
    var start = TestCapture.start
    /// Session keys by RFC 6188 in place of those that libsrtp derives.
    var derivesByStandard = false
    /// Packets that carry a key of RFC 4733 in place of sound, payload type 101.
    var pressed: (packets: Range<Int>, event: UInt8)?

    /// Bytes that encrypting adds at most.
    private static let longestTag = 16

    var secret: [UInt8] { TestKeys.secret(suite, seed: secretSeed) }
    var key: String { "\(suite.rawValue):\(TestKeys.base64(secret))" }

    /// What is spoken, packet by packet.
    static func payload(_ index: Int) -> [UInt8] {
        (0..<160).map { sample in
            // A triangle of 100 Hz whose height changes: nothing that looks like ciphertext.
            let phase = (index * 160 + sample) % 80
            return UInt8(0x80 | (40 + (phase < 40 ? phase : 80 - phase) % 41 + index % 20))
        }
    }

    static func clear(_ count: Int) -> [UInt8] { (0..<count).flatMap(payload) }

    func packets() throws -> [(arrival: Int64, bytes: [UInt8])] {
        let session = try #require(csrtp_open(Int32(SRTPSession.number(of: suite)), secret, UInt32(ssrc)))
        defer { csrtp_close(session) }
        csrtp_set_roll_over(session, UInt32(ssrc), rollOver)
        return try (0..<count).map { index in
            let event = pressed.flatMap { $0.packets.contains(index) ? $0 : nil }
            let since = event.map { index - $0.packets.lowerBound } ?? 0
            let isLast = event.map { index == $0.packets.upperBound - 1 } ?? false
            let duration = (since + 1) * 160
            var packet = WireBytes.rtp(
                type: event == nil ? 0 : 101, sequence: (firstSequence + index) & 0xFFFF,
                timestamp: 1000 + (index - since) * 160, ssrc: ssrc, isMarker: index == 0,
                payload: event.map { [$0.event, isLast ? 0x8A : 0x0A, UInt8(duration >> 8), UInt8(duration & 255)] }
                    ?? Self.payload(index))
            if isElaborate {
                packet[0] |= 0x32
                let lists: [UInt8] = [0, 0, 0, 1, 0, 0, 0, 2, 0xBE, 0xDE, 0, 1, 0x10, 0x55, 0, 0]
                packet.insert(contentsOf: lists, at: 12)
                packet += [0, 0, 0, 4]
            }
            if derivesByStandard {
                let number = firstSequence + index
                try Self.seal(&packet, secret, suite, ssrc, UInt64(rollOver) << 16 + UInt64(number))
            } else {
                try Self.seal(&packet, session)
            }
            let isBefore = suite != .aes128GCM && suite != .aes256GCM
            packet.insert(contentsOf: identifier, at: packet.count - (isBefore ? suite.tagLength : 0))
            return (start + Int64(index) * 20_000_000, packet)
        }
    }

    private static func seal(_ packet: inout [UInt8], _ session: OpaquePointer) throws {
        var length = Int32(packet.count)
        packet += [UInt8](repeating: 0, count: longestTag)
        let outcome = packet.withUnsafeMutableBufferPointer { csrtp_protect(session, $0.baseAddress, &length) }
        try #require(outcome == 0)
        packet.removeLast(packet.count - Int(length))
    }

    /// RFC 3711 §3.3 for a packet without lists.
    private static func seal(
        _ packet: inout [UInt8], _ secret: [UInt8], _ suite: SRTPSuite, _ ssrc: Int, _ index: UInt64
    ) throws {
        let keys = try #require(SRTPSessionKeys(secret))
        keys.apply(to: &packet, 12..<packet.count, ssrc: UInt32(ssrc), index: index)
        let count = (0..<4).map { UInt8(truncatingIfNeeded: index >> (40 - 8 * UInt64($0))) }
        let key = SymmetricKey(data: keys.authentication)
        packet += HMAC<Insecure.SHA1>.authenticationCode(for: packet + count, using: key).prefix(suite.tagLength)
    }

    func capture(_ change: (inout [(arrival: Int64, bytes: [UInt8])]) -> Void = { _ in }) throws -> TestCapture {
        var capture = TestCapture()
        try append(to: &capture, change)
        return capture
    }

    func append(
        to capture: inout TestCapture, _ change: (inout [(arrival: Int64, bytes: [UInt8])]) -> Void = { _ in }
    ) throws {
        var packets = try packets()
        change(&packets)
        for packet in packets { capture.append(datagram: packet.bytes, arrival: packet.arrival, on: path) }
    }
}
