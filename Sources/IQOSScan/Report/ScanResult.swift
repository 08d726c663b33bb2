import IQOSCore

/// What a scan found, ready to be told: streams and calls are made one at a time when a report asks for them.
///
/// A report over 100,000 streams then needs no more memory than the analyzers hold anyway.
public struct ScanResult: Sendable {
    public var head: ScanReport
    /// Where the sound lies that the page is to carry inside; `nil` leaves it beside the page.
    var embeddedSoundFolder: String?
    /// What page and terminal speak.
    public var language = Language.english
    /// How the tables are written.
    public var csvDialect = CSVDialect.comma
    public let streamCount: Int
    public let callCount: Int
    private let lendStream: @Sendable (Int, (inout StreamReport) -> Void) -> Void
    private let makeCall: @Sendable (Int) -> CallReport

    /// - Parameters:
    ///   - stream: Lends the stream with id `index + 1`, for an index in `0 ..< streamCount`; equal each time it is asked
    ///     for.
    ///   - call: The call with id `index + 1`, for an index in `0 ..< callCount`; equal each time it is asked for.
    public init(
        head: ScanReport,
        streamCount: Int, stream: @escaping @Sendable (_ index: Int, (inout StreamReport) -> Void) -> Void,
        callCount: Int, call: @escaping @Sendable (_ index: Int) -> CallReport
    ) {
        self.head = head
        self.streamCount = streamCount
        self.callCount = callCount
        lendStream = stream
        makeCall = call
    }

    /// A result whose streams and calls exist already, each with id = position + 1.
    public init(head: ScanReport, streams: [StreamReport], calls: [CallReport]) {
        self.init(
            head: head,
            streamCount: streams.count,
            stream: { index, body in
                var stream = streams[index]
                body(&stream)
            },
            callCount: calls.count, call: { calls[$0] })
    }

    /// The stream with id `index + 1`.
    public func stream(at index: Int) -> StreamReport {
        var stream: StreamReport?
        lendStream(index) { stream = $0 }
        guard let stream else { preconditionFailure("no stream was lent") }
        return stream
    }

    /// Lends the stream with id `index + 1` where it lies: it is large.
    func withStream(at index: Int, _ body: (inout StreamReport) -> Void) {
        lendStream(index, body)
    }

    /// The call with id `index + 1`.
    public func call(at index: Int) -> CallReport {
        makeCall(index)
    }

    /// The streams of a call, by ascending id.
    func streams(of call: CallReport) -> [StreamReport] {
        call.streams.filter { 1...max(streamCount, 1) ~= $0 && streamCount > 0 }.map { stream(at: $0 - 1) }
    }
}
