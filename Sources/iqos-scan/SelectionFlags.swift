import ArgumentParser
import IQOSCore
import IQOSScan

/// Which packets count.
struct SelectionFlags: ParsableArguments {
    @Option(help: .told("Keep streams from or to this innermost address.", valueName: "address"))
    var host: Address?

    @Option(help: .told("Keep streams with this SSRC, 0x1a2b3c4d or decimal.", valueName: "ssrc"))
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

struct SSRCArgument: ExpressibleByArgument {
    var value: UInt32

    init?(argument: String) {
        let isHexadecimal = argument.lowercased().hasPrefix("0x")
        let parsed = isHexadecimal ? UInt32(argument.dropFirst(2), radix: 16) : UInt32(argument)
        guard let parsed else { return nil }
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

extension Address: ExpressibleByArgument {
    public init?(argument: String) {
        self.init(text: argument)
    }
}
