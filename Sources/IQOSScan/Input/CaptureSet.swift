import IQOSCore

/// All captures of a run as one: their frames in order of time, their facts, and what is wrong with them.
///
/// `files` are in the order of their first capture times, ties as given; `file` everywhere is an index into it.
public final class CaptureSet {
    /// One for each capture; final once `forEachBatch` has returned.
    public private(set) var files: [CaptureFileReport]
    /// Final once `forEachBatch` has returned.
    public private(set) var warnings: [WarningReport]
    /// Frames that interfaces lost, for each file.
    public private(set) var interfaceDrops: [[InterfaceDrops]]
    /// Frames that came behind a later one in their file and were put in their place.
    public private(set) var framesReordered = 0
    /// Stored bytes of all captures; `nil` where one is a pipe.
    public let totalBytes: Int?

    private let options: InputOptions
    private(set) var listings: [InputListing]
    let filter: PacketFilter?
    private var counter: ByteCounter
    private var pass = 1
    private var isPassDone = false
    /// Whether the frames of every capture are put in the order of their times: once one of them needs it, or where one
    /// can be read only once.
    private(set) var ordersFrames: Bool
    /// Warnings of the first look at the inputs.
    private let firstWarnings: [WarningReport]
    /// Failures of the machine, not of a capture, by file.
    private var readFailures: [Int: InputError] = [:]
    private let budget: MemoryBudget
    /// Captures that stay open between reads; further ones are opened anew for each.
    private let filesKeptOpen: Int

    /// Hashing of files below this is not worth a thread, bytes.
    private static let threadedHashSize = 4 << 20

    /// Looks at every input: what it is and when it begins.
    ///
    /// - Throws: Where no input can be read, or the filter is wrong.
    public convenience init(_ options: InputOptions) throws(InputError) {
        try self.init(options, budget: MemoryBudget())
    }

    init(_ options: InputOptions, budget: MemoryBudget) throws(InputError) {
        self.options = options
        self.budget = budget
        FileDescriptor.raiseLimit()
        counter = ByteCounter()
        let catalog = try InputCatalog(options, counter: counter)
        listings = catalog.listings
        warnings = catalog.warnings
        firstWarnings = catalog.warnings
        ordersFrames = listings.contains { $0.isOutOfOrder || $0.stream != nil }
        var linkTypes: [LinkType] = []
        for case let linkType? in listings.map(\.linkType) where !linkTypes.contains(linkType) {
            linkTypes.append(linkType)
        }
        if let expression = options.filter {
            filter = try PacketFilter(expression, linkTypes: linkTypes)
        } else {
            filter = nil
        }
        files = listings.map { CaptureFileReport(name: $0.name) }
        interfaceDrops = listings.map { _ in [] }
        totalBytes = listings.reduce(0) { sum, listing in sum.flatMap { sum in listing.size.map { sum + $0 } } }
        filesKeptOpen = FileDescriptor.limit / 2 - 8
    }

    /// Frames with a VLAN tag that `--filter` left out, which says nothing of tags.
    var taggedFramesLeftOut: Int { filter?.taggedFramesLeftOut ?? 0 }

    /// Stored bytes read so far in this pass.
    public var bytesRead: Int { counter.value }

    /// Hands over every frame, once a pass, in order of time.
    ///
    /// That a file is not in the order of its times shows while it is read. The first pass then begins anew, once at most,
    /// and puts the frames of every file in their places, those at most 2 s behind a later one.
    ///
    /// - Parameters:
    ///   - restart: Called where a pass begins anew: whatever was handed over will come again.
    ///   - consume: Called for each batch of at least one frame; offsets in `frames` count from the start of `bytes`.
    ///     Neither outlives the call.
    /// - Throws: What `consume` throws; `InputError` where no input can be read any more, or its copy not be kept.
    public func forEachBatch(
        restart: () throws -> Void,
        _ consume: (_ bytes: borrowing RawSpan, _ frames: Span<FrameRef>, _ file: Int) throws -> Void
    ) throws {
        precondition(!isPassDone, "a second pass starts with rewind()")
        while try merge(consume) == .outOfOrder {
            beginAnew()
            try restart()
        }
        isPassDone = true
        if pass == 1 { reportFilterRefusals() }
        if readFailures.count == files.count, let first = readFailures.min(by: { $0.key < $1.key }) {
            throw first.value
        }
    }

    /// Hands over every frame in a later pass, as `forEachBatch` does: the first one knows whether they must be put in
    /// order, so that none begins anew.
    public func forEachBatchAgain(
        _ consume: (_ bytes: borrowing RawSpan, _ frames: Span<FrameRef>, _ file: Int) throws -> Void
    ) throws {
        precondition(pass > 1, "the first pass may begin anew")
        let neverRestarted = {}
        try forEachBatch(restart: neverRestarted, consume)
    }

    /// Starts another pass, which delivers the same frames in the same order; pipes need `keepForSecondPass` for it.
    public func rewind() {
        precondition(isPassDone, "the first pass has not ended")
        pass += 1
        isPassDone = false
        counter = ByteCounter()
    }

    /// Forgets what this pass has found so far, but that frames must be put in order.
    private func beginAnew() {
        ordersFrames = true
        counter = ByteCounter()
        files = listings.map { CaptureFileReport(name: $0.name) }
        interfaceDrops = listings.map { _ in [] }
        warnings = firstWarnings
        readFailures = [:]
        filter?.recount()
    }

    /// Opens a file, standing before its first frame.
    ///
    /// - Parameter openFiles: How many are open already; with many, each gets less.
    /// - Returns: `nil` where it cannot be opened any more, which is noted.
    func openCapture(_ file: Int, openFiles: Int) throws(InputError) -> OpenCapture? {
        let listing = listings[file]
        if pass == 1, let stream = listing.stream { return stream.capture }
        if pass > 1, files[file].packets == 0 { return nil }
        let means = OpenCapture.Means(openFiles: openFiles, ordersFrames: ordersFrames, budget: budget)
        do throws(InputFailure) {
            return try OpenCapture(
                storedFile(listing, threaded: means.threaded, staysOpen: openFiles < filesKeptOpen), means: means,
                firstKey: listing.key,
                frameLimit: pass == 1 ? .max : files[file].packets)
        } catch {
            guard pass == 1 else { throw error.error(path: listing.path) }
            try note(error, of: file)
            return nil
        }
    }

    /// Takes note that a file has ended, by itself or by a failure.
    func closeCapture(_ capture: OpenCapture, _ file: Int, _ failure: InputFailure?) throws(InputError) {
        guard pass == 1 else {
            if let failure, failure.endsRun { throw failure.error(path: listings[file].path) }
            if capture.facts.packets < files[file].packets {
                throw InputError(
                    .readError, listings[file].path, "has changed since it was first read",
                    advice: "let nobody write to it and try again")
            }
            return
        }
        if let failure { try note(failure, of: file) }
        interfaceDrops[file] = capture.interfaceDrops
        framesReordered += capture.framesReordered
        noteStepsBack(capture.facts, of: file)
        let end = capture.finish()
        files[file].describe(capture, sha256: end.sha256, size: end.size, isHashed: options.hash)
        listings[file].stream?.capture = nil
    }

    private func storedFile(
        _ listing: InputListing, threaded: Bool, staysOpen: Bool
    ) throws(InputFailure) -> StoredFile {
        guard pass == 1 else {
            if let spool = listing.stream?.spool {
                return StoredFile(try spool.rewound(), duties: .init(counter: counter))
            }
            return try StoredFile(at: listing.path, staysOpen: staysOpen, duties: .init(counter: counter))
        }
        let isLarge = (listing.size ?? .max) >= Self.threadedHashSize
        let hash = options.hash ? ContentHash(threaded: threaded && isLarge) : nil
        return try StoredFile(
            at: listing.path, staysOpen: staysOpen, duties: .init(hash: hash, counter: counter))
    }

    /// Takes note that a file ends before its end.
    private func note(_ failure: InputFailure, of file: Int) throws(InputError) {
        let error = failure.error(path: listings[file].path)
        guard !failure.endsRun else { throw error }
        files[file].complete = false
        if failure.status != .noCapture { readFailures[file] = error }
        warnings.append(
            WarningReport(
                code: failure.warningCode, message: "\(listings[file].name): \(failure.what); \(failure.remainder)",
                file: file))
    }

    /// Takes note that the clock of a capture was set back: what is told of times is then of two clocks.
    private func noteStepsBack(_ facts: CaptureFacts, of file: Int) {
        guard facts.stepsBack > 0 else { return }
        let seconds = (Double(facts.largestStepBack) * 1e-9).rounded()
        warnings.append(
            WarningReport(
                code: "clock-set-back",
                message: "\(listings[file].name): the capture's clock was set back (times: \(facts.stepsBack)), "
                    + "by up to \(Int(seconds)) s: "
                    + "durations are not to be trusted, and the sound goes on by the senders' clocks",
                file: file))
    }

    private func reportFilterRefusals() {
        for refusal in filter?.refusals ?? [] {
            warnings.append(
                WarningReport(
                    code: "filter-link-type",
                    message: "--filter leaves out all \(refusal.linkType.name) frames: \(refusal.message)", file: nil))
        }
    }
}

extension CaptureFileReport {
    fileprivate mutating func describe(_ capture: OpenCapture, sha256: String?, size: Int, isHashed: Bool) {
        self.sha256 = sha256
        if sha256 == nil {
            unknown.note("sha256", isHashed ? "the file cannot be read to its end" : "switched off by --no-hash")
        }
        sizeBytes = size
        format = capture.format == .pcapng ? "pcapng" : "pcap"
        compression = capture.compression?.rawValue
        linkTypes = capture.facts.linkTypes.map(\.name)
        packets = capture.facts.packets
        firstPacket = capture.facts.firstArrival
        lastPacket = capture.facts.lastArrival
        if firstPacket == nil {
            let reason: StaticString = packets == 0 ? "no packet" : "no packet has a capture time"
            unknown.note("first_packet", reason)
            unknown.note("last_packet", reason)
        }
    }
}
