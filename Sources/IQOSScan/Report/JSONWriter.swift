import IQOSCore

/// Writes JSON member by member: objects and arrays either one member a line, or whole on one line.
///
/// `JSONEncoder` needs 14 times as long per stream and memory that grows with the report.
struct JSONWriter: ~Copyable {
    enum Layout {
        /// Each member on a line of its own.
        case block
        /// All members on one line; whatever is inside a line stays on it.
        case line
    }

    private var sink: ByteSink
    private var depth = 0
    private var layout: Layout
    /// No member of the open object or array is written yet.
    private var isEmpty = true

    /// - Parameter layout: Of the document; with `.line` it is one line whatever is in it.
    init(_ sink: consuming ByteSink, _ layout: Layout = .block) {
        self.sink = sink
        self.layout = layout
    }

    /// Ends the document and gives the sink back.
    consuming func finish() -> ByteSink {
        sink.append("\n")
        return sink
    }

    var hasFailed: Bool { sink.failure != nil }

    // Whole objects and arrays.

    @inline(__always)
    mutating func object(_ key: StaticString? = nil, _ layout: Layout = .line, _ members: (inout JSONWriter) -> Void) {
        begin(key)
        enclose(UInt8(ascii: "{"), UInt8(ascii: "}"), layout, members)
    }

    /// An object on one line, null where there is no value.
    mutating func object<Value>(
        _ key: StaticString, of value: Value?, _ members: (inout JSONWriter, Value) -> Void
    ) {
        guard let value else { return null(key) }
        object(key) { members(&$0, value) }
    }

    mutating func array(_ key: StaticString, _ layout: Layout = .block, _ elements: (inout JSONWriter) -> Void) {
        begin(key)
        enclose(UInt8(ascii: "["), UInt8(ascii: "]"), layout, elements)
    }

    /// An array of objects, each on one line.
    mutating func objects<Element>(
        _ key: StaticString, _ elements: [Element], _ members: (inout JSONWriter, Element) -> Void
    ) {
        array(key) { json in
            for element in elements {
                json.object { members(&$0, element) }
            }
        }
    }

    /// An array of texts, on one line.
    mutating func texts(_ key: StaticString, _ values: [String]) {
        array(key, .line) { json in
            for value in values { json.text(nil, value) }
        }
    }

    /// An array of whole numbers, on one line.
    mutating func integers(_ key: StaticString, _ values: [Int]) {
        array(key, .line) { json in
            for value in values { json.integer(nil, value) }
        }
    }

    // Single members; without a key, elements of an array.

    @inline(__always) mutating func null(_ key: StaticString?) {
        begin(key)
        sink.append("null")
    }

    @inline(__always) mutating func text(_ key: StaticString?, _ value: String?) {
        guard let value else { return null(key) }
        begin(key)
        append(quoted: value)
    }

    @inline(__always) mutating func integer(_ key: StaticString?, _ value: Int?) {
        guard let value else { return null(key) }
        begin(key)
        sink.append(integer: value)
    }

    @inline(__always) mutating func decimal(_ key: StaticString?, _ value: Double?) {
        guard let value else { return null(key) }
        begin(key)
        if !sink.append(decimal: value) { sink.append("null") }
    }

    @inline(__always) mutating func flag(_ key: StaticString?, _ value: Bool?) {
        guard let value else { return null(key) }
        begin(key)
        append(flag: value)
    }

    /// - Parameter nanoseconds: Since 1970 UTC.
    @inline(__always) mutating func time(_ key: StaticString?, _ nanoseconds: Int64?) {
        guard let nanoseconds else { return null(key) }
        begin(key)
        sink.append(UInt8(ascii: "\""))
        sink.append(rfc3339: nanoseconds)
        sink.append(UInt8(ascii: "\""))
    }

    /// An SSRC as RFC 3550 tools write it, `0x1a2b3c4d`.
    @inline(__always) mutating func ssrc(_ key: StaticString, _ value: UInt32) {
        begin(key)
        sink.append(UInt8(ascii: "\""))
        sink.append(ssrc: value)
        sink.append(UInt8(ascii: "\""))
    }

    // Members whose keys are data.

    mutating func text(named key: String, _ value: String) {
        begin(named: key)
        append(quoted: value)
    }

    mutating func integer(named key: String, _ value: Int) {
        begin(named: key)
        sink.append(integer: value)
    }

    mutating func option(named key: String, _ value: OptionValue) {
        begin(named: key)
        switch value {
        case .null: sink.append("null")
        case .bool(let flag): append(flag: flag)
        case .integer(let number): sink.append(integer: number)
        case .number(let number): if !sink.append(decimal: number) { sink.append("null") }
        case .text(let text): append(quoted: text)
        case .list(let texts):
            enclose(UInt8(ascii: "["), UInt8(ascii: "]"), .line) { json in
                for text in texts { json.text(nil, text) }
            }
        }
    }

    // Layout.

    private mutating func enclose(
        _ open: UInt8, _ close: UInt8, _ inner: Layout, _ members: (inout JSONWriter) -> Void
    ) {
        let outer = layout
        sink.append(open)
        depth += 1
        layout = outer == .line ? .line : inner
        isEmpty = true
        members(&self)
        depth -= 1
        if layout == .block, !isEmpty { breakLine() }
        sink.append(close)
        layout = outer
        isEmpty = false
    }

    @inline(__always) private mutating func begin(_ key: StaticString?) {
        if layout == .line, let key {
            sink.append(key: key, isFirst: isEmpty)
            isEmpty = false
        } else {
            separate()
            if let key { sink.append(key: key) }
        }
    }

    private mutating func begin(named key: String) {
        separate()
        append(quoted: key)
        sink.append(": ")
    }

    private mutating func separate() {
        if !isEmpty { sink.append(UInt8(ascii: ",")) }
        if layout == .line {
            if !isEmpty { sink.append(UInt8(ascii: " ")) }
        } else if depth > 0 {
            breakLine()
        }
        isEmpty = false
    }

    private mutating func breakLine() {
        sink.append(lineEndAndBlanks: 2 * depth)
    }

    private mutating func append(flag: Bool) {
        sink.append(flag ? "true" : "false")
    }

    @inline(never) private mutating func append(quoted text: String) {
        let isDone = text.utf8.withContiguousStorageIfAvailable { sink.append(quoted: $0) }
        guard isDone != true else { return }
        sink.append(UInt8(ascii: "\""))
        // After `printable` only these two characters have a meaning inside a JSON string.
        for byte in text.printable.utf8 {
            if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { sink.append("\\") }
            sink.append(byte)
        }
        sink.append(UInt8(ascii: "\""))
    }
}
