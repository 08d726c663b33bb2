import Foundation

/// Standard error, which may be closed, full or read by nobody: what cannot be written there is dropped, and the run goes on.
public enum StandardError {
    /// Makes a failed write an error like any other, and closed descriptors ones that nothing else can take.
    ///
    /// - Note: Called before the program opens anything.
    public static func prepare() {
        // Both end a program by default, before it could take away what it has half written.
        for number in [SIGPIPE, SIGXFSZ] { signal(number, SIG_IGN) }
        for descriptor in [STDOUT_FILENO, STDERR_FILENO] where fcntl(descriptor, F_GETFD) < 0 {
            // The next file that is opened would be it, and would be printed into. Not open for writing, it refuses as before.
            let nothing = open("/dev/null", O_RDONLY)
            guard nothing >= 0, nothing != descriptor else { continue }
            dup2(nothing, descriptor)
            close(nothing)
        }
    }

    public static func write(_ text: String) {
        var sink = ByteSink(descriptor: STDERR_FILENO, name: "standard error")
        sink.append(text: text)
        try? sink.finish()
    }
}
