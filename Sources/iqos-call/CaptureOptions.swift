import ArgumentParser
import Foundation
import IQOSCore

/// How the capture looks.
struct CaptureOptions: ParsableArguments {
    @Option(help: "Write pcap (microseconds), pcap-ns or pcapng (default: by the name of the output, else pcap).")
    var format: WrittenFormat?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Capture time of the first call, RFC 3339 (default: \(StartTime(nanoseconds: CallPlan().start))).",
            valueName: "time"), transform: StartTime.init)
    var start = StartTime(nanoseconds: CallPlan().start)

    @Option(
        parsing: .unconditional, help: ArgumentHelp("Tag every frame with this VLAN.", valueName: "id"),
        transform: whole(0...4095))
    var vlan: UInt16?

    @Flag(name: .customLong("ipv6"), help: "Let the calls use IPv6.")
    var isIPv6 = false

    @Flag(name: .customLong("mirror"), help: "Capture every frame twice, as some mirror ports do.")
    var isMirrorDoubled = false

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Mix in so many unrelated exchanges a second (default: 0, with --no-rtp 10).", valueName: "n"))
    var background: Double?

    func validate() throws {
        try require(0...10_000, background ?? 0, "--background")
    }

    func apply(to plan: inout CallPlan, output: String) {
        plan.format = format ?? (output.hasSuffix(".pcapng") ? .pcapng : .pcapMicroseconds)
        plan.start = start.nanoseconds
        plan.vlan = vlan
        plan.isIPv6 = isIPv6
        plan.isMirrorDoubled = isMirrorDoubled
        plan.backgroundPerSecond = background ?? (plan.hasRTP ? 0 : 10)
    }
}

extension WrittenFormat: ExpressibleByArgument {}

/// A point in time between 1970 and 2100, whole seconds.
struct StartTime: CustomStringConvertible {
    /// Since 1970 UTC.
    var nanoseconds: Int64

    init(nanoseconds: Int64) {
        self.nanoseconds = nanoseconds
    }

    /// - Throws: A usage error for anything else than a time that classic pcap has room for, which ends in 2106.
    init(_ argument: String) throws {
        let date = try? Date(argument, strategy: .iso8601)
        guard let seconds = date?.timeIntervalSince1970.rounded(.down),
            (86_400...4_102_444_800).contains(seconds)
        else {
            throw ValidationError("must be a time from 1970-01-02T00:00:00Z to 2100-01-01T00:00:00Z")
        }
        nanoseconds = Int64(seconds) * 1_000_000_000
    }

    var description: String {
        Date(timeIntervalSince1970: Double(nanoseconds) / 1e9).formatted(.iso8601)
    }
}
