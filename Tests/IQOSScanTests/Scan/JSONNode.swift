import Foundation

/// A value inside parsed JSON; what is missing or of another kind is `nil`.
struct JSONNode {
    let value: Any?

    init(_ value: Any?) {
        self.value = value is NSNull ? nil : value
    }

    init(text: some Sequence<UInt8>) throws {
        self.init(try JSONSerialization.jsonObject(with: Data(text)))
    }

    subscript(key: String) -> JSONNode { JSONNode((value as? [String: Any])?[key]) }
    subscript(index: Int) -> JSONNode {
        let items = list
        return items.indices.contains(index) ? items[index] : JSONNode(nil)
    }

    var list: [JSONNode] { (value as? [Any])?.map { JSONNode($0) } ?? [] }
    var keys: [String] { (value as? [String: Any])?.keys.sorted() ?? [] }
    var text: String? { value as? String }
    var int: Int? { (value as? NSNumber).flatMap { $0.doubleValue == $0.doubleValue.rounded() ? $0.intValue : nil } }
    var double: Double? { (value as? NSNumber)?.doubleValue }
    var bool: Bool? { value as? Bool }
    var isNull: Bool { value == nil }
}
