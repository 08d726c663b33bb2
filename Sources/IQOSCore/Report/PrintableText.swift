extension String {
    /// The text with everything that could act on a terminal, a page or the order of reading replaced by U+FFFD.
    ///
    /// Every format passes text from captures and file names through here, so that all of them show the same.
    public var printable: String {
        guard !isPrintableASCII else { return self }
        var scalars = String.UnicodeScalarView()
        for scalar in unicodeScalars {
            scalars.append(scalar.isPrintable ? scalar : "\u{FFFD}")
        }
        return String(scalars)
    }

    /// Whether every byte is a visible ASCII character or a blank, which needs no closer look.
    public var isPrintableASCII: Bool {
        utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F }
    }
}

extension Unicode.Scalar {
    /// `false` for control characters, line and paragraph separators, and marks that turn the direction of text.
    var isPrintable: Bool {
        switch value {
        case 0x00...0x1F, 0x7F...0x9F: false
        case 0x2028, 0x2029: false
        case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: false
        default: true
        }
    }
}
