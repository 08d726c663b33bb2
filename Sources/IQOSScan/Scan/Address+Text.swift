import Foundation
import IQOSCore

extension Address {
    /// Reads dotted decimal or any text form of IPv6; `nil` for anything else.
    public init?(text: String) {
        var four = in_addr()
        if inet_pton(AF_INET, text, &four) == 1 {
            self.init(ipv4: UInt32(bigEndian: four.s_addr))
            return
        }
        var six = in6_addr()
        guard inet_pton(AF_INET6, text, &six) == 1 else { return nil }
        let (high, low) = withUnsafeBytes(of: &six) { bytes in
            // in6_addr is 16 bytes in network order.
            (
                bytes.loadUnaligned(fromByteOffset: 0, as: UInt64.self),
                bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self)
            )
        }
        self.init(ipv6High: UInt64(bigEndian: high), low: UInt64(bigEndian: low))
    }
}
