import IQOSCore

/// Writes rows of comma-separated values (RFC 4180): commas, CRLF, quotes where they are needed; nothing known is an empty cell.
struct CSVWriter: ~Copyable {
    private var sink: ByteSink
    private let dialect: CSVDialect
    private var isRowEmpty = true

    init(_ sink: consuming ByteSink, _ dialect: CSVDialect = .comma) {
        self.sink = sink
        self.dialect = dialect
    }

    consuming func finish() -> ByteSink { sink }

    var hasFailed: Bool { sink.failure != nil }

    mutating func header<Row>(_ columns: [TableColumn<Row>]) {
        for column in columns { text(column.name) }
        endRow()
    }

    mutating func row<Row>(_ row: Row, _ columns: [TableColumn<Row>]) {
        for column in columns { write(column.cell(row)) }
        endRow()
    }

    private mutating func endRow() {
        sink.append("\r\n")
        isRowEmpty = true
    }

    private mutating func write(_ cell: TableCell) {
        switch cell {
        case .integer(let value): integer(value)
        case .decimal(let value): decimal(value)
        case .flag(let value): flag(value)
        case .time(let value): time(value)
        case .ssrc(let value): ssrc(value)
        case .integers(let values): integers(values)
        case .text(let value): text(value)
        case .texts(let values): text(values.isEmpty ? nil : values.joined(separator: ";"))
        }
    }

    private mutating func integer(_ value: Int?) {
        separate()
        if let value { sink.append(integer: value) }
    }

    private mutating func decimal(_ value: Double?) {
        separate()
        guard let value else { return }
        guard dialect.decimalMark != UInt8(ascii: ".") else {
            _ = sink.append(decimal: value)
            return
        }
        var digits = ByteSink()
        _ = digits.append(decimal: value)
        append(marked: digits.bytes)
    }

    private mutating func flag(_ value: Bool?) {
        separate()
        if let value { sink.append(value ? "true" : "false") }
    }

    /// - Parameter nanoseconds: Since 1970 UTC.
    private mutating func time(_ nanoseconds: Int64?) {
        separate()
        guard let nanoseconds else { return }
        guard dialect.decimalMark != UInt8(ascii: ".") else { return sink.append(spreadsheetTime: nanoseconds) }
        var digits = ByteSink()
        digits.append(spreadsheetTime: nanoseconds)
        append(marked: digits.bytes)
    }

    private mutating func ssrc(_ value: UInt32) {
        separate()
        sink.append(ssrc: value)
    }

    private mutating func integers(_ values: [Int]) {
        separate()
        let isQuoted = values.count > 1 && dialect.separator == UInt8(ascii: ";")
        if isQuoted { sink.append(UInt8(ascii: "\"")) }
        for (index, value) in values.enumerated() {
            if index > 0 { sink.append(UInt8(ascii: ";")) }
            sink.append(integer: value)
        }
        if isQuoted { sink.append(UInt8(ascii: "\"")) }
    }

    /// Appends a figure with the dialect's decimal mark in place of its point.
    private mutating func append(marked figure: [UInt8]) {
        for byte in figure { sink.append(byte == UInt8(ascii: ".") ? dialect.decimalMark : byte) }
    }

    private mutating func text(_ value: String?) {
        separate()
        guard var value, !value.isEmpty else { return }
        let isPlain = value.withUTF8 { bytes in
            guard !Self.mayStartFormula(bytes[0]), bytes.allSatisfy(Self.isPlain), !Self.mayBeNumber(bytes) else {
                return false
            }
            sink.append(bytes)
            return true
        }
        if !isPlain { append(quoted: value.printable) }
    }

    private mutating func append(quoted text: String) {
        sink.append(UInt8(ascii: "\""))
        if Self.startsFormula(text) { sink.append(UInt8(ascii: "'")) }
        for byte in text.utf8 {
            if byte == UInt8(ascii: "\"") { sink.append(byte) }
            sink.append(byte)
        }
        sink.append(UInt8(ascii: "\""))
    }

    /// Whether a spreadsheet could take a text for a number, a date or a time unless it stands in quotes: `00123`, `1E10`,
    /// `12:30`, `50%`. Addresses of IPv4 are nothing else.
    private static func mayBeNumber(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        var points = 0
        for byte in bytes {
            switch byte {
            case UInt8(ascii: "."): points += 1
            case UInt8(ascii: "0")...UInt8(ascii: ":"), UInt8(ascii: "E"), UInt8(ascii: "e"), UInt8(ascii: "%"),
                UInt8(ascii: "/"), UInt8(ascii: "-"), UInt8(ascii: "+"):
                continue
            default: return false
            }
        }
        return points != 3
    }

    /// Whether a byte is visible ASCII that needs no quotes.
    ///
    /// Semicolons do: where they separate cells, the rest of an unquoted text could start a formula.
    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: ","), UInt8(ascii: "\""), UInt8(ascii: ";"): false
        default: byte > 0x20 && byte < 0x7F
        }
    }

    private static func mayStartFormula(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"): true
        default: false
        }
    }

    /// Whether a spreadsheet would compute the text instead of showing it; full-width signs count in East Asian versions.
    private static func startsFormula(_ text: String) -> Bool {
        // Neither spaces nor signs without a width, such as a byte order mark, hide the first one.
        let isHidden = { (scalar: Unicode.Scalar) in
            scalar.properties.isWhitespace || scalar.properties.generalCategory == .format
        }
        switch text.unicodeScalars.first(where: { !isHidden($0) }) {
        case "=", "+", "-", "@", "＝", "＋", "－", "＠": return true
        default: return false
        }
    }

    private mutating func separate() {
        if !isRowEmpty { sink.append(dialect.separator) }
        isRowEmpty = false
    }
}
