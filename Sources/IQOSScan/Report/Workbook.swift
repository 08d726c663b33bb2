import CXlsxwriter
import IQOSCore

/// report.xlsx: a sheet a table, through libxlsxwriter, which is loaded where the machine has it. The only place that speaks to it.
///
/// Rows go to the disk as they are written, so that a table of a million rows takes no more memory than one of ten.
struct Workbook: ~Copyable {
    static let fileName = "report.xlsx"
    /// Rows of a sheet with its heading, as Excel has them.
    static let rowLimit = 1_048_576
    /// UTF-16 code units of a cell.
    static let textLimit = 32_767

    /// Streams whose sheet, with some 5,000 bytes a row, may be larger than 4 GB.
    static let manyStreams = 500_000

    static var isAvailable: Bool { cxlsx_is_available() != 0 }

    /// Owned: made in `init`, closed in `close` or `deinit`.
    private var book: OpaquePointer?
    /// What messages call it.
    private let path: String
    private let formats: WorkbookFormats

    /// Begins the file.
    ///
    /// - Parameters:
    ///   - path: Of the file.
    ///   - shown: What messages call it.
    ///   - temporaryFolder: Holds the rows, in files without names, until the file is closed.
    ///   - created: Nanoseconds since 1970 UTC that the file names as its making; `nil` for 1980.
    ///   - isLarge: A sheet may be larger than 4 GB, which takes a form of archive that some programs do not read.
    /// - Throws: Without the library, or where the file cannot be made.
    init(at path: String, shown: String, temporaryFolder: String, created: Int64?, isLarge: Bool) throws(OutputError) {
        guard Self.isAvailable else { throw OutputError(path: Self.fileName, reason: .noWorkbookLibrary) }
        // The library takes 0 for now; 1980 is what the archive's own entries say.
        let seconds = max((created ?? 0) / 1_000_000_000, 315_532_800)
        guard let book = cxlsx_create(path, temporaryFolder, seconds, isLarge ? 1 : 0),
            let formats = WorkbookFormats(book)
        else { throw OutputError(path: shown, reason: .notBegun) }
        self.book = book
        self.path = shown
        self.formats = formats
    }

    deinit {
        if let book { _ = cxlsx_close(book) }
    }

    /// Adds every table of the report, each on a sheet of its own.
    ///
    /// - Returns: What found no room.
    mutating func addTables(of result: ScanResult) throws(OutputError) -> [WarningReport] {
        var left: [(name: String, rows: Int)] = []
        left.append((StreamTable.name, try add(StreamTable.self, of: result)))
        left.append((CallTable.name, try add(CallTable.self, of: result)))
        left.append((IntervalTable.name, try add(IntervalTable.self, of: result)))
        left.append((EventTable.name, try add(EventTable.self, of: result)))
        left.append((FindingTable.name, try add(FindingTable.self, of: result)))
        return left.filter { $0.rows > 0 }.map { table in
            WarningReport(
                code: "workbook-rows-left-out",
                message: "\(Self.fileName) holds the first \(Self.rowLimit - 1) rows of \(table.name): "
                    + "\(table.rows) more are in \(table.name).csv only", file: nil)
        }
    }

    /// Adds a sheet with a table.
    ///
    /// - Parameter limit: Rows of a sheet with its heading.
    /// - Returns: Rows that found no room.
    mutating func add<Table: ReportTable>(
        _ table: Table.Type, of result: ScanResult, limit: Int = rowLimit
    ) throws(OutputError) -> Int {
        guard let book, let handle = cxlsx_add_sheet(book, Table.name) else {
            throw OutputError(path: path, reason: .notBegun)
        }
        var sheet = WorkbookSheet(handle, columns: Table.columns.map(\.name), formats)
        var left = 0
        Table.forEachRow(of: result) { row in
            // The rest is only counted.
            if sheet.rows >= limit - 1 { left += 1 } else { sheet.add(Table.columns.map { $0.cell(row) }) }
            return true
        }
        sheet.finish()
        return left
    }

    /// Writes the file.
    mutating func close() throws(OutputError) {
        guard let book else { return }
        self.book = nil
        if let reason = cxlsx_close(book) {
            // Its sentences end in a full stop, ours goes on.
            var words = String(cString: reason)
            if words.hasSuffix(".") { words.removeLast() }
            throw OutputError(path: path, reason: .library(words))
        }
    }
}

/// The formats of a workbook's cells.
struct WorkbookFormats {
    typealias Format = OpaquePointer

    /// Colours of a category: ink and ground, both 0xRRGGBB.
    ///
    /// Better ones come first: a number at a limit is of both categories, and the first rule wins.
    private static let colours: [(band: QualityBand, ink: Int32, fill: Int32)] = [
        (.good, 0x006100, 0xC6EFCE), (.fair, 0x7F6000, 0xFFF2CC), (.poor, 0x833C0B, 0xF8CBAD),
        (.bad, 0x9C0006, 0xFFC7CE),
    ]

    /// Enumerators come over as `Int`.
    private static let noColour = Int32(cxlsx_no_colour)

    let heading: Format
    let time: Format
    let whole: Format
    private let decimals: [Format]
    fileprivate let bands: [(band: QualityBand, format: Format)]

    /// - Returns: `nil` for want of memory.
    fileprivate init?(_ book: OpaquePointer) {
        let plain = { (format: String) in cxlsx_add_format(book, format, 0, Self.noColour, Self.noColour) }
        let bold = cxlsx_add_format(book, nil, 1, Self.noColour, Self.noColour)
        let decimals = (0...3).compactMap { plain($0 == 0 ? "0" : "0." + String(repeating: "0", count: $0)) }
        guard let bold, let time = plain("yyyy\\-mm\\-dd hh:mm:ss.000"), decimals.count == 4 else { return nil }
        bands = Self.colours.compactMap { colour in
            cxlsx_add_format(book, nil, 0, colour.ink, colour.fill).map { (colour.band, $0) }
        }
        heading = bold
        self.time = time
        whole = decimals[0]
        self.decimals = decimals
    }

    /// How a column's real numbers are shown; the cells hold 6 decimals all the same.
    ///
    /// - Parameter column: Its name, whose end is the unit.
    func decimal(_ column: String) -> Format {
        if column.hasSuffix("_s") { return decimals[3] }
        if ["_ppm", "_kbps", "_dbov"].contains(where: column.hasSuffix) || column.contains("kbps") {
            return decimals[1]
        }
        return decimals[2]
    }
}

/// A sheet that is being filled, row after row.
struct WorkbookSheet {
    /// Rows that are kept until the widths of the columns are known from them.
    private static let sampleSize = 200
    /// Characters.
    private static let widths = 8.0...60.0

    private let handle: OpaquePointer
    private let columns: [String]
    private let decimals: [WorkbookFormats.Format]
    private let formats: WorkbookFormats
    /// Rows that are not written yet.
    private var sample: [[TableCell]] = []
    private var written = 0

    /// Rows so far, without the heading.
    var rows: Int { written + sample.count }

    fileprivate init(_ handle: OpaquePointer, columns: [String], _ formats: WorkbookFormats) {
        self.handle = handle
        self.columns = columns
        self.formats = formats
        decimals = columns.map(formats.decimal)
    }

    mutating func add(_ row: [TableCell]) {
        guard written == 0 else { return write(row) }
        sample.append(row)
        if sample.count == Self.sampleSize { begin() }
    }

    mutating func finish() {
        if written == 0 { begin() }
        let last = Int32(max(written, 1))
        for (index, column) in columns.enumerated() where Self.isScore(column) {
            // Empty cells count as 0 in a comparison: hence a lower bound for the worst category too.
            for (band, format) in formats.bands {
                cxlsx_format_between(handle, Int32(index), last, band.leastMOS, QualityBand.greatestMOS, format)
            }
        }
        _ = cxlsx_add_filter(handle, last, Int32(columns.count - 1))
    }

    /// Whether a column holds MOS values.
    private static func isScore(_ column: String) -> Bool {
        (column.contains("mos_lq") || column.contains("mos_cq")) && !column.hasSuffix("_percent")
    }

    /// Sets the widths, and writes the heading and the rows that waited for them.
    private mutating func begin() {
        cxlsx_freeze(handle)
        for (index, column) in columns.enumerated() {
            // The button of the filter covers two characters of the heading.
            let longest = sample.map { $0[index].shownLength }.reduce(column.utf8.count + 3, max)
            cxlsx_set_width(
                handle, Int32(index), min(max(Double(longest) + 1, Self.widths.lowerBound), Self.widths.upperBound))
        }
        for (index, column) in columns.enumerated() {
            _ = cxlsx_write_text(handle, 0, Int32(index), column, formats.heading)
        }
        let waiting = sample
        sample = []
        for row in waiting { write(row) }
    }

    private mutating func write(_ row: [TableCell]) {
        written += 1
        for (index, cell) in row.enumerated() { write(cell, row: Int32(written), column: Int32(index)) }
    }

    private func write(_ cell: TableCell, row: Int32, column: Int32) {
        let text = { (text: String) in _ = cxlsx_write_text(handle, row, column, text.cellText, nil) }
        let number = { (value: Double, format: WorkbookFormats.Format) in
            _ = cxlsx_write_number(handle, row, column, value, format)
        }
        switch cell {
        case .integer(let value?): number(Double(value), formats.whole)
        case .decimal(let value?) where value.magnitude < 1e18:
            number(value.magnitude < 1e9 ? (value * 1e6).rounded() / 1e6 : value, decimals[Int(column)])
        case .flag(let value?): _ = cxlsx_write_flag(handle, row, column, value ? 1 : 0, nil)
        case .time(let value?):
            if let days = Self.spreadsheetDays(value) {
                number(days, formats.time)
            } else {
                text(FigureText.rfc3339(value))
            }
        case .ssrc(let value): text(value.ssrcText)
        case .integers(let values) where values.count == 1: number(Double(values[0]), formats.whole)
        case .integers(let values) where !values.isEmpty: text(values.map(String.init).joined(separator: ";"))
        case .text(let value?) where !value.isEmpty: text(value)
        case .texts(let values) where !values.isEmpty: text(values.joined(separator: ";"))
        default: break
        }
    }

    /// Days since the last day of 1899, milliseconds cut, as spreadsheets count; `nil` before March 1900, where they count wrong.
    static func spreadsheetDays(_ nanoseconds: Int64) -> Double? {
        let (quotient, rest) = nanoseconds.quotientAndRemainder(dividingBy: 1_000_000)
        let days = Double(rest < 0 ? quotient - 1 : quotient) / 86_400_000 + 25_569
        return days >= 61 ? days : nil
    }
}

extension TableCell {
    /// About how many characters it takes.
    fileprivate var shownLength: Int {
        switch self {
        case .integer(let value?): String(value).utf8.count
        case .decimal(let value?): FigureText.fixedPlain(value).utf8.count
        case .flag: 5
        case .time: 23
        case .ssrc: 10
        case .integers(let values): values.reduce(0) { $0 + String($1).utf8.count + 1 }
        case .text(let value?): min(value.unicodeScalars.count, 1000)
        case .texts(let values): values.reduce(0) { $0 + $1.utf8.count + 1 }
        default: 0
        }
    }
}
