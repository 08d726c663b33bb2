/// JSON of the truth file, in the order given and with simple lists on one line.
indirect enum TruthText: Sendable {
    typealias Members = [(key: String, value: TruthText)]

    case null
    case bool(Bool)
    case integer(Int)
    case number(Double)
    case text(String)
    case list([TruthText])
    case object(Members)

    static func optional(_ value: Int?) -> TruthText {
        value.map { .integer($0) } ?? .null
    }

    /// The text with a line end; numbers are rounded to six decimals, as reports round them.
    func rendered() -> String {
        var text = ""
        render(into: &text, indent: 0)
        return text + "\n"
    }

    private var isSimple: Bool {
        switch self {
        case .list(let items): items.allSatisfy { $0.isScalar || $0.isPair }
        case .object(let members): members.count <= 9 && members.allSatisfy { $0.value.isScalar }
        default: true
        }
    }

    private var isScalar: Bool {
        switch self {
        case .list, .object: false
        default: true
        }
    }

    private var isPair: Bool {
        if case .list(let items) = self { items.count == 2 && items.allSatisfy(\.isScalar) } else { false }
    }

    private func render(into text: inout String, indent: Int) {
        switch self {
        case .null: text += "null"
        case .bool(let value): text += value ? "true" : "false"
        case .integer(let value): text += String(value)
        case .number(let value): text += Self.digits(value)
        case .text(let value): text += Self.quoted(value)
        case .list(let items):
            let parts = items.map { ("", $0) }
            renderMembers(parts, open: "[", close: "]", into: &text, indent: indent)
        case .object(let members):
            let parts = members.map { (Self.quoted($0.key) + ": ", $0.value) }
            renderMembers(parts, open: "{", close: "}", into: &text, indent: indent)
        }
    }

    private func renderMembers(
        _ members: [(String, TruthText)], open: String, close: String, into text: inout String, indent: Int
    ) {
        let margin = "\n" + String(repeating: " ", count: indent + 2)
        text += open
        for (index, member) in members.enumerated() {
            if index > 0 { text += isSimple ? ", " : "," }
            if !isSimple { text += margin }
            text += member.0
            member.1.render(into: &text, indent: indent + 2)
        }
        if !isSimple { text += "\n" + String(repeating: " ", count: indent) }
        text += close
    }

    private static func digits(_ value: Double) -> String {
        let rounded = (value * 1e6).rounded() / 1e6
        // Zero has two signs and one text.
        return rounded == 0 ? "0.0" : "\(rounded)"
    }

    private static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": result += "\\" + String(scalar)
            case _ where scalar.value < 0x20:
                let digits = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
