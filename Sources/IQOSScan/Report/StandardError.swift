import Foundation

/// Standard error, which may be closed, full or read by nobody: what cannot be written there is dropped, and the run goes on.
public enum StandardError {
    /// Makes a failed write an error like any other, and closed descriptors ones that nothing else can take.
    ///
    /// - Note: Called before the program opens anything.
    public static func prepare() {
        // Both end a program by default, before it could take away what it has half written.
        for number in [SIGPIPE, SIGXFSZ] { signal(number, SIG_IGN) }
        for (descriptor, mode) in [(STDIN_FILENO, O_WRONLY), (STDOUT_FILENO, O_RDONLY), (STDERR_FILENO, O_RDONLY)]
        where fcntl(descriptor, F_GETFD) < 0 {
            // The next file that is opened would be it, and would be read or printed into. Open the other way, it refuses.
            let nothing = open("/dev/null", mode)
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
