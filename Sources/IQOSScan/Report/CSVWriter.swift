import IQOSCore

/// Writes rows of comma-separated values (RFC 4180): commas, CRLF, quotes where they are needed; nothing known is an empty cell.
struct CSVWriter: ~Copyable {
    private var sink: ByteSink
    private var isRowEmpty = true

    init(_ sink: consuming ByteSink) {
        self.sink = sink
    }

    consuming func finish() -> ByteSink { sink }

    var hasFailed: Bool { sink.failure != nil }

    mutating func endRow() {
        sink.append("\r\n")
        isRowEmpty = true
    }

    mutating func empty() {
        separate()
    }

    mutating func integer(_ value: Int?) {
        separate()
        if let value { sink.append(integer: value) }
    }

    mutating func decimal(_ value: Double?) {
        separate()
        if let value { _ = sink.append(decimal: value) }
    }

    mutating func flag(_ value: Bool?) {
        separate()
        if let value { sink.append(value ? "true" : "false") }
    }

    /// - Parameter nanoseconds: Since 1970 UTC.
    mutating func time(_ nanoseconds: Int64?) {
        separate()
        if let nanoseconds { sink.append(spreadsheetTime: nanoseconds) }
    }

    mutating func ssrc(_ value: UInt32) {
        separate()
        sink.append(ssrc: value)
    }

    mutating func integers(_ values: [Int]) {
        separate()
        for (index, value) in values.enumerated() {
            if index > 0 { sink.append(";") }
            sink.append(integer: value)
        }
    }

    /// Texts joined by `;`, as one cell.
    mutating func texts(_ values: [String]) {
        text(values.isEmpty ? nil : values.joined(separator: ";"))
    }

    mutating func text(_ value: String?) {
        separate()
        guard let printable = value?.printable, !printable.isEmpty else { return }
        let isFormula = Self.startsFormula(printable)
        guard isFormula || printable.utf8.contains(where: Self.needsQuotes) else {
            return sink.append(text: printable)
        }
        sink.append("\"")
        if isFormula { sink.append("'") }
        for byte in printable.utf8 {
            if byte == UInt8(ascii: "\"") { sink.append(byte) }
            sink.append(byte)
        }
        sink.append("\"")
    }

    /// Whether a spreadsheet would compute the cell instead of showing it; full-width signs count in East Asian versions.
    private static func startsFormula(_ text: String) -> Bool {
        switch text.unicodeScalars.first(where: { !$0.properties.isWhitespace }) {
        case "=", "+", "-", "@", "＝", "＋", "－", "＠": true
        default: false
        }
    }

    /// Semicolons too: where they separate cells, an unquoted one would let the rest of a text start a formula.
    private static func needsQuotes(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: ","), UInt8(ascii: "\""), UInt8(ascii: ";"), UInt8(ascii: " "): true
        default: false
        }
    }

    private mutating func separate() {
        if !isRowEmpty { sink.append(",") }
        isRowEmpty = false
    }
}
