import CSrtp
import IQOSCore

/// Opens packets by libsrtp2, which is loaded where the machine has it. The only place that speaks to it.
///
/// A session belongs to one stream, and one thread opens its packets: hence `@unchecked Sendable`.
final class SRTPSession: @unchecked Sendable {
    private let handle: OpaquePointer
    private let ssrc: UInt32

    /// - Returns: `nil` without the library, or where it lacks the suite.
    init?(_ key: SRTPKey, ssrc: UInt32) {
        guard let handle = csrtp_open(Int32(Self.number(of: key.suite)), key.secret, ssrc) else { return nil }
        self.handle = handle
        self.ssrc = ssrc
    }

    deinit {
        csrtp_close(handle)
    }

    func setRollOver(_ count: UInt32) {
        csrtp_set_roll_over(handle, ssrc, count)
    }

    /// Opens a packet in place; one that is refused stays as it was.
    func open(_ packet: inout [UInt8]) -> SRTPCipher.Outcome {
        let count = packet.count
        guard count >= 12, count <= 65_536 else { return .refused }
        // The library works on a copy, aligned as it wants it. The memory lives only inside the closure, and the library
        // is told how long the packet is.
        return withUnsafeTemporaryAllocation(byteCount: count, alignment: 8) { space in
            space.copyBytes(from: packet)
            let bytes = space.bindMemory(to: UInt8.self)
            var length = Int32(count)
            switch csrtp_unprotect(handle, bytes.baseAddress, &length) {
            case Int32(csrtp_clear.rawValue):
                packet = Array(bytes[..<Int(length)])
                return .clear
            case Int32(csrtp_repeated.rawValue): return .repeated
            default: return .refused
            }
        }
    }

    /// What the loader calls a suite.
    static func number(of suite: SRTPSuite) -> UInt32 {
        switch suite {
        case .aes128SHA80: csrtp_aes_128_sha_80.rawValue
        case .aes128SHA32: csrtp_aes_128_sha_32.rawValue
        case .aes192SHA80: csrtp_aes_192_sha_80.rawValue
        case .aes192SHA32: csrtp_aes_192_sha_32.rawValue
        case .aes256SHA80: csrtp_aes_256_sha_80.rawValue
        case .aes256SHA32: csrtp_aes_256_sha_32.rawValue
        case .aes128GCM: csrtp_aes_128_gcm.rawValue
        case .aes256GCM: csrtp_aes_256_gcm.rawValue
        }
    }
}

extension SRTPCipher {
    /// What this machine decrypts with.
    public static let ofThisMachine = SRTPCipher(
        isAvailable: csrtp_is_available() != 0, advice: "install libsrtp2 (Debian: libsrtp2-1)",
        probe: SRTPSessionKeys.probe
    ) { key, ssrc in
        guard key.suite != .aes192SHA80, key.suite != .aes192SHA32 else {
            let session = CounterModeSession(key, ssrc: ssrc)
            return Session(open: { session.open(&$0) }, setRollOver: { session.setRollOver($0) })
        }
        return SRTPSession(key, ssrc: ssrc).map { session in
            Session(open: { session.open(&$0) }, setRollOver: { session.setRollOver($0) })
        }
    }
}

extension SRTPOptions {
    static var ofThisMachine: SRTPOptions {
        var options = SRTPOptions()
        options.cipher = .ofThisMachine
        return options
    }
}
