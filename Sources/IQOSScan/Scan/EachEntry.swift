import IQOSCore

/// What became of one capture of many: a row of the index.
public struct EachEntry: Codable, Sendable, Equatable {
    /// Path below the folder that was scanned, else its name.
    public var file: String
    /// Below the folder of the index.
    public var folder: String
    public var sizeBytes = 0
    /// Time of its last change, as the file system has it.
    public var modified = ""
    var version = ""
    /// Options the result depends on.
    var options = ""
    public var packets = 0
    public var streams = 0
    public var calls = 0
    /// Lowest MOS-LQ of a stream.
    public var worstStreamMosLQ: Double?
    /// Lowest MOS-LQ of an interval of any stream.
    public var minMosLQ: Double?
    /// How its calls sound.
    var verdict = Verdict()
    /// All files of it were read to their end.
    public var isComplete = true
    /// Of the report's folder; `nil` where none could be read back.
    var contents: String?
    /// Lost over expected of all streams.
    public var lostPercent: Double?
    public var critical = 0
    public var warnings = 0
    /// Calls that were answered and have no stream.
    public var answeredCallsWithoutStream = 0
    /// Code of the worst finding.
    public var worstFinding: String?
    /// Streams without a MOS-LQ.
    public var unrated = 0
    /// Why there is no result.
    public var failure: String?
    /// Exit status of a run over this capture alone, but for a gate.
    public var status: Int32 = 0
    /// What went wrong is no matter of the capture, such as a full disk or a mode: it may go well another time.
    var isPassing = false
    /// Only passed by on the way through a folder.
    public internal(set) var isNoCapture = false

    init(file: String, folder: String) {
        self.file = file
        self.folder = folder
    }

    /// Whether a new scan of the same bytes by the same program in the same way would say nothing else.
    func holds(for other: EachEntry) -> Bool {
        !isPassing && (sizeBytes, modified) == (other.sizeBytes, other.modified)
            && (version, options) == (other.version, other.options)
    }

    /// Notes why there is no result, without the paths of this machine.
    mutating func fail(_ error: any Error) {
        switch error {
        case let error as InputError:
            failure = "\(error.what); \(error.advice)"
            (status, isPassing) = (error.exitCode, error.status != .noCapture)
        case let error as OutputError:
            (failure, status, isPassing) = (error.explanation, error.exitCode, true)
        case let error as SoundFileError:
            (failure, status, isPassing) = (error.explanation, 73, true)
        default:
            (failure, status, isPassing) = ("\(error)", 74, true)
        }
    }

    mutating func tell(_ result: ScanResult) {
        // What could not be read to its end may be read whole another time.
        isPassing = result.head.warnings.contains { $0.code == "read-error" }
        isComplete = result.head.capture.files.allSatisfy(\.complete)
        verdict.signalled = result.head.signalledCalls
        answeredCallsWithoutStream = result.head.answeredCallsWithoutStream
        packets = result.head.capture.packets
        streams = result.streamCount
        calls = result.callCount
        var digest = FindingDigest(result.head)
        var (lost, expected) = (0, 0)
        var findings = result.head.capture.findings
        for index in 0..<calls {
            let call = result.call(at: index)
            let members = result.streams(of: call)
            var own = call.findings
            digest.add(call)
            for stream in members {
                lost += stream.packets.lost
                expected += stream.packets.expected
                if let mos = stream.quality.mosLQ {
                    worstStreamMosLQ = min(worstStreamMosLQ ?? mos, mos)
                    minMosLQ = [minMosLQ, stream.quality.minMosLQ].compactMap(\.self).min()
                } else {
                    unrated += 1
                }
                own += stream.findings
                digest.add(stream)
            }
            findings += own
            verdict.add(
                QualityRank(index: index, streams: members), isFaulty: own.contains { $0.severity == .critical })
        }
        lostPercent = expected > 0 ? 100 * Double(lost) / Double(expected) : nil
        critical = findings.count { $0.severity == .critical }
        warnings = findings.count { $0.severity == .warning }
        worstFinding = digest.entries.first?.finding.code
    }
}
