/// How tables separate cells and write decimals.
public struct CSVDialect: Sendable, Equatable {
    /// Commas between cells and decimal points, as RFC 4180 has it.
    public static let comma = CSVDialect(separator: UInt8(ascii: ","), decimalMark: UInt8(ascii: "."))
    /// Semicolons and decimal commas, as spreadsheets of most of Europe and Latin America read and write them.
    public static let semicolon = CSVDialect(separator: UInt8(ascii: ";"), decimalMark: UInt8(ascii: ","))
    public static let tab = CSVDialect(separator: UInt8(ascii: "\t"), decimalMark: UInt8(ascii: "."))

    var separator: UInt8
    var decimalMark: UInt8
}
