import IQOSCore

/// All inputs that can be read, in the order of their first frames, and what to say of the others.
struct InputCatalog {
    /// By capture time of the first frame, then as given; those without any capture time come last.
    private(set) var listings: [InputListing] = []
    private(set) var warnings: [WarningReport] = []
    /// Paths of files that are no captures: by another name they are none either.
    private var foreign: Set<String> = []

    private let limit: Int

    /// - Parameter limit: Captures that can be told apart.
    /// - Throws: Where no input can be read: why the first one cannot; where there are more than can be told apart.
    init(
        _ options: InputOptions, counter: ByteCounter, limit: Int = StreamScanner.fileLimit
    ) throws(InputError) {
        self.limit = limit
        guard !options.paths.isEmpty else {
            throw InputError(.usage, "input", "no capture is given", advice: "name a file, a folder or -")
        }
        var firstError: InputError?
        var seen: [[UInt64]: String] = [:]
        var readsStandardInput = false
        for path in options.paths {
            if path == "-" {
                guard !readsStandardInput else {
                    throw InputError(.usage, "-", "standard input is given twice", advice: "give it once")
                }
                readsStandardInput = true
                try list(path, isFromFolder: false, options, counter, &firstError)
                continue
            }
            let inputs = InputPaths(path, seen: &seen)
            let known = listings.count + warnings.count
            for entry in inputs.entries {
                switch entry {
                case .file(let file):
                    try list(file, isFromFolder: inputs.isFolder, options, counter, &firstError)
                case .failure(let path, let failure):
                    try skip(path, failure, &firstError)
                case .repeated(_, let first) where foreign.contains(first): break
                case .repeated(let path, _):
                    warnings.append(
                        WarningReport(
                            code: "input-repeated", message: "\(Self.name(path)): given before, read once", file: nil))
                }
            }
            if inputs.isFolder, known == listings.count + warnings.count {
                try skip(path, .folderWithoutCaptures, &firstError)
            }
        }
        if listings.isEmpty, let firstError { throw firstError }
        let order = listings.indices.sorted { (listings[$0].key, $0) < (listings[$1].key, $1) }
        listings = order.map { listings[$0] }
    }

    private mutating func list(
        _ path: String, isFromFolder: Bool, _ options: InputOptions, _ counter: ByteCounter,
        _ firstError: inout InputError?
    ) throws(InputError) {
        do throws(InputFailure) {
            listings.append(try InputListing(path, options: options, counter: counter))
        } catch {
            if case .noCapture = error { foreign.insert(path) }
            if isFromFolder, case .noCapture = error { return }
            try skip(path, error, &firstError)
        }
        // Its packets would be told of as another's.
        if listings.count > limit {
            throw InputError(
                .usage, "input", "more captures than one run can tell apart (\(limit))",
                advice: "analyse them in several runs, or merge some of them")
        }
    }

    private mutating func skip(
        _ path: String, _ failure: InputFailure, _ firstError: inout InputError?
    ) throws(InputError) {
        let error = failure.error(path: path)
        guard !failure.endsRun else { throw error }
        firstError = firstError ?? error
        warnings.append(
            WarningReport(code: "input-skipped", message: "\(Self.name(path)): \(failure.what)", file: nil))
    }

    private static func name(_ path: String) -> String {
        path == "-" ? "stdin" : path.split(separator: "/").last.map(String.init) ?? path
    }
}
