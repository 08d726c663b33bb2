import ArgumentParser
import IQOSCore
import IQOSScan

/// Which packets count.
struct SelectionFlags: ParsableArguments {
    @Option(
        help: .told("Keep streams from or to this IP address, the innermost one.", valueName: "address"),
        transform: Address.init(given:))
    var host: Address?

    @Option(
        parsing: .unconditional,
        help: .told("Keep streams with this SSRC, 0x1a2b3c4d or decimal.", valueName: "ssrc"),
        transform: SSRCArgument.init)
    var ssrc: SSRCArgument?

    @Option(
        help: .told("Keep packets from this time on, 2026-08-01T09:30:00Z; UTC without a zone.", valueName: "time"))
    var from: TimeArgument?

    @Option(help: .told("Keep packets before this time, given as in --from.", valueName: "time"))
    var to: TimeArgument?

    @Option(help: .told("Keep frames that match a BPF expression, as tcpdump takes it.", valueName: "bpf"))
    var filter: String?

    func validate() throws {
        if let from, let to, from.nanoseconds >= to.nanoseconds {
            throw ValidationError("--from is not before --to: no packet can match.")
        }
    }
}

struct SSRCArgument {
    var value: UInt32

    /// - Throws: A usage error for anything else.
    init(_ argument: String) throws {
        guard let parsed = UInt32(ssrc: argument) else {
            throw ValidationError("it takes 0 to 4294967295, or 0x and up to eight hexadecimal digits")
        }
        value = parsed
    }
}

struct TimeArgument: ExpressibleByArgument {
    /// Since 1970 UTC.
    var nanoseconds: Int64

    init?(argument: String) {
        guard let parsed = RFC3339.nanoseconds(argument) else { return nil }
        nanoseconds = parsed
    }
}

extension Address {
    /// - Throws: A usage error for anything else.
    init(given text: String) throws {
        // Brackets belong to an address in a URI.
        guard !text.hasPrefix("["), let address = Address(ascii: text.utf8) else {
            throw ValidationError(
                "it takes one plain IP address, with no network, mask or port: those go by --filter, as in "
                    + "--filter 'net 10.1.0.0/16 and port 5004' for frames without tunnels")
        }
        self = address
    }
}
