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
        sink.end(at: begin(key, room: 0))
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
        sink.end(at: begin(key, room: 0))
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

    // Single members; without a key, elements of an array. Each is put down in one step: what stands before it, its key
    // and its value, in room that is seen to once.

    mutating func null(_ key: StaticString?) {
        let place = begin(key, room: 4)
        sink.end(at: place.put(0x6C6C_756E as UInt32))
    }

    mutating func text(_ key: StaticString?, _ value: String?) {
        guard let value else { return null(key) }
        sink.end(at: begin(key, room: 0))
        append(quoted: value)
    }

    mutating func integer(_ key: StaticString?, _ value: Int?) {
        guard let value else { return null(key) }
        let place = begin(key, room: DecimalDigits.longestInteger)
        sink.end(at: DecimalDigits.put(value, at: place))
    }

    mutating func decimal(_ key: StaticString?, _ value: Double?) {
        guard let value, DecimalDigits.canPut(value) else { return null(key) }
        let place = begin(key, room: DecimalDigits.longestDecimal)
        sink.end(at: DecimalDigits.put(value, at: place))
    }

    mutating func flag(_ key: StaticString?, _ value: Bool?) {
        guard let value else { return null(key) }
        sink.end(at: begin(key, room: 0))
        append(flag: value)
    }

    /// - Parameter nanoseconds: Since 1970 UTC.
    mutating func time(_ key: StaticString?, _ nanoseconds: Int64?) {
        guard let nanoseconds else { return null(key) }
        sink.end(at: begin(key, room: 0))
        sink.append(UInt8(ascii: "\""))
        sink.append(rfc3339: nanoseconds)
        sink.append(UInt8(ascii: "\""))
    }

    /// An SSRC as RFC 3550 tools write it, `0x1a2b3c4d`.
    mutating func ssrc(_ key: StaticString, _ value: UInt32) {
        sink.end(at: begin(key, room: 0))
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
        if layout == .block, !isEmpty { sink.append(lineEndAndBlanks: 2 * depth) }
        sink.append(close)
        layout = outer
        isEmpty = false
    }

    /// Begins the next member: what parts it from the one before, and its key.
    ///
    /// - Parameter room: Bytes that its value takes at most, where it is put down at once.
    /// - Returns: Where the value goes; `sink.end` has to be told where it ended.
    @inline(__always)
    private mutating func begin(_ key: StaticString?, room: Int) -> UnsafeMutablePointer<UInt8> {
        let length = key?.utf8CodeUnitCount ?? 0
        let blanks = 2 &* depth
        // A comma, a line end and its blanks, or sixteen where fewer are wanted; the key, in quotes, a colon and a blank.
        var place = sink.room(for: 2 &+ max(blanks, 16) &+ length &+ 4 &+ room)
        if !isEmpty { place = place.put(UInt8(ascii: ",")) }
        if layout == .block {
            if depth > 0 { place = place.put(lineEndAndBlanks: blanks) }
        } else if !isEmpty {
            place = place.put(UInt8(ascii: " "))
        }
        isEmpty = false
        guard let key else { return place }
        // Keys are literals of two characters and more, hence pointers.
        place = place.put(UInt8(ascii: "\""))
        ShortBytes.copy(key.utf8Start, to: place, count: length)
        place = (place + length).put(UInt8(ascii: "\""))
        return place.put(0x203A as UInt16)
    }

    private mutating func begin(named key: String) {
        sink.end(at: begin(nil, room: 0))
        append(quoted: key)
        sink.append(": ")
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
