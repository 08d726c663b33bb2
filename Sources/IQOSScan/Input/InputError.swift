import IQOSCore

/// Why an input cannot be analysed, as one line: what, where, what to do.
public struct InputError: Error, Sendable, Equatable, CustomStringConvertible {
    /// Exit status (sysexits.h).
    public enum Status: Int32, Sendable {
        case usage = 64
        /// No capture, or broken before its first packet.
        case noCapture = 65
        case cannotOpen = 66
        case cannotSpool = 73
        case readError = 74
    }

    public var status: Status
    /// Path as given, or `standard input`.
    public var subject: String
    /// What is wrong, with the byte where that is known.
    public var what: String
    /// What the reader can do about it.
    public var advice: String
    /// It begins like no capture at all, rather than like a damaged one.
    var isForeign = false

    public init(_ status: Status, _ subject: String, _ what: String, advice: String) {
        self.status = status
        self.subject = subject
        self.what = what
        self.advice = advice
    }

    public var exitCode: Int32 { status.rawValue }

    public var description: String { "\(subject): \(what); \(advice)" }
}
