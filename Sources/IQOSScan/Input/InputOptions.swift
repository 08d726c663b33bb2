/// What to read and how; one capture is the union of all paths.
public struct InputOptions: Sendable {
    /// Files, folders, or `-` for standard input; at least one.
    public var paths: [String]
    /// BPF expression over whole frames (pcap-filter(7)); `nil` takes every frame.
    public var filter: String?
    /// Whether to compute the SHA-256 of each file as stored.
    public var hash = true
    /// Whether `CaptureSet.rewind()` will be called: what can be read only once is then kept in a temporary file.
    public var keepForSecondPass = false
    /// Most that is kept of inputs that can be read only once, bytes.
    public var maxSpoolBytes = 8_000_000_000
    /// Folder of the temporary file; it has no name there while it is used.
    public var spoolFolder = "/var/tmp"

    public init(paths: [String]) {
        self.paths = paths
    }
}
