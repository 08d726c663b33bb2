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

    /// How members of the open object or array are parted, and the length of what does it.
    private struct Parting: BitwiseCopyable {
        var layout: Layout
        var length: Int
    }

    /// Bytes that are put at once, few or all of which count.
    private static let pieceLength = 16
    /// Deeper members would have more than that between them.
    private static let depthLimit = pieceLength / 2 - 1

    private var sink: ByteSink
    /// Of what has a line for each member.
    private var depth = 0
    /// Outside everything there is nothing to part.
    private var parting: Parting
    /// What is put behind each member, and taken back behind the last: a comma and a blank or a line end, then blanks.
    private var following = Self.comma(" ")
    /// No member of the open object or array is written yet.
    private var isEmpty = true

    /// - Parameter layout: Of the document; with `.line` it is one line whatever is in it.
    init(_ sink: consuming ByteSink, _ layout: Layout = .block) {
        self.sink = sink
        parting = Parting(layout: layout, length: 0)
    }

    /// Ends the document and gives the sink back.
    consuming func finish() -> ByteSink {
        sink.append(UInt8(ascii: "\n"))
        return sink
    }

    var hasFailed: Bool { sink.failure != nil }

    // Whole objects and arrays.

    @inline(__always)
    mutating func object(_ key: StaticString? = nil, _ layout: Layout = .line, _ members: (inout JSONWriter) -> Void) {
        let outer = open(key, UInt8(ascii: "{"), layout)
        members(&self)
        close(UInt8(ascii: "}"), outer)
    }

    /// An object on one line, null where there is no value.
    @inline(__always)
    mutating func object<Value>(
        _ key: StaticString, of value: Value?, _ members: (inout JSONWriter, Value) -> Void
    ) {
        guard let value else { return null(key) }
        object(key) { members(&$0, value) }
    }

    @inline(__always)
    mutating func array(_ key: StaticString, _ layout: Layout = .block, _ elements: (inout JSONWriter) -> Void) {
        let outer = open(key, UInt8(ascii: "["), layout)
        elements(&self)
        close(UInt8(ascii: "]"), outer)
    }

    /// An array of objects, each on one line.
    @inline(__always)
    mutating func objects<Element>(
        _ key: StaticString, _ elements: [Element], _ members: (inout JSONWriter, Element) -> Void
    ) {
        let outer = open(key, UInt8(ascii: "["), .block)
        let elements = elements.span
        for index in elements.indices {
            let array = open(nil, UInt8(ascii: "{"), .line)
            members(&self, elements[index])
            close(UInt8(ascii: "}"), array)
        }
        close(UInt8(ascii: "]"), outer)
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

    // Single members; without a key, elements of an array. Each is put down in one step: its key, its value and what
    // follows it, in room that is seen to once. Keys are put where they are named, for there they are constants.

    @inline(__always) mutating func null(_ key: StaticString?) {
        end(at: Self.putNull(at: begin(key, room: 4)))
    }

    @inline(__always) mutating func text(_ key: StaticString?, _ value: String?) {
        sink.end(at: begin(key, room: 0))
        append(text: value)
    }

    @inline(__always) mutating func integer(_ key: StaticString?, _ value: Int?) {
        let place = begin(key, room: DecimalDigits.longestInteger)
        guard let value else { return end(at: Self.putNull(at: place)) }
        end(at: DecimalDigits.put(value, at: place))
    }

    @inline(__always) mutating func integer(_ key: StaticString?, _ value: Int) {
        end(at: DecimalDigits.put(value, at: begin(key, room: DecimalDigits.longestInteger)))
    }

    @inline(__always) mutating func decimal(_ key: StaticString?, _ value: Double?) {
        let place = begin(key, room: DecimalDigits.longestDecimal)
        guard let value, DecimalDigits.canPut(value) else { return end(at: Self.putNull(at: place)) }
        end(at: DecimalDigits.put(value, at: place))
    }

    @inline(__always) mutating func flag(_ key: StaticString?, _ value: Bool?) {
        let place = begin(key, room: 5)
        guard let value else { return end(at: Self.putNull(at: place)) }
        end(at: Self.put(value, at: place))
    }

    /// - Parameter nanoseconds: Since 1970 UTC.
    @inline(__always) mutating func time(_ key: StaticString?, _ nanoseconds: Int64?) {
        let place = begin(key, room: 32)
        guard let nanoseconds else { return end(at: Self.putNull(at: place)) }
        end(at: place.put(UInt8(ascii: "\"")).put(rfc3339: nanoseconds).put(UInt8(ascii: "\"")))
    }

    /// An SSRC as RFC 3550 tools write it, `0x1a2b3c4d`.
    @inline(__always) mutating func ssrc(_ key: StaticString, _ value: UInt32) {
        let place = begin(key, room: 12)
        end(at: place.put(UInt8(ascii: "\"")).put(ssrc: value).put(UInt8(ascii: "\"")))
    }

    // Members whose keys are not known where they are named.

    /// - Parameter value: Of the program: it needs no escapes.
    mutating func text(named key: StaticString, _ value: StaticString) {
        let place = begin(key, room: 2 + value.utf8CodeUnitCount)
        end(at: place.put(UInt8(ascii: "\"")).put(value).put(UInt8(ascii: "\"")))
    }

    mutating func text(named key: StaticString, _ value: String) {
        text(key, value)
    }

    mutating func text(named key: String, _ value: String) {
        append(name: key)
        append(text: value)
    }

    mutating func integer(named key: String, _ value: Int) {
        append(name: key)
        integer(nil, value)
    }

    mutating func option(named key: String, _ value: OptionValue) {
        append(name: key)
        switch value {
        case .null: null(nil)
        case .bool(let flag): self.flag(nil, flag)
        case .integer(let number): integer(nil, number)
        case .number(let number): decimal(nil, number)
        case .text(let text): append(text: text)
        case .list(let texts):
            let outer = open(nil, UInt8(ascii: "["), .line)
            for text in texts { append(text: text) }
            close(UInt8(ascii: "]"), outer)
        }
    }

    // Layout.

    /// Begins an object or array.
    ///
    /// - Returns: What parts members around it.
    @inline(__always)
    private mutating func open(_ key: StaticString?, _ bracket: UInt8, _ inner: Layout) -> Parting {
        sink.end(at: begin(key, room: 1).put(bracket))
        let outer = parting
        isEmpty = true
        if inner == .line || outer.layout == .line {
            part(Parting(layout: .line, length: 2))
        } else {
            goDeeper()
        }
        return outer
    }

    @inline(never) private mutating func goDeeper() {
        depth += 1
        // Nesting is the program's, not the input's.
        precondition(depth <= Self.depthLimit)
        part(Parting(layout: .block, length: 2 + 2 * depth))
        sink.end(at: putLineEnd(at: sink.room(for: 1 + Self.pieceLength)))
    }

    /// Ends an object or array: what was put behind its last member, or its bracket, is taken back.
    @inline(never) private mutating func close(_ bracket: UInt8, _ outer: Parting) {
        if parting.layout == .block {
            goBack()
        } else if !isEmpty {
            sink.takeBack(parting.length)
        }
        part(outer)
        end(at: sink.room(for: 1 + Self.pieceLength).put(bracket))
    }

    @inline(never) private mutating func goBack() {
        sink.takeBack(isEmpty ? 1 + 2 * depth : parting.length)
        depth -= 1
        if !isEmpty { sink.end(at: putLineEnd(at: sink.room(for: 1 + Self.pieceLength))) }
    }

    @inline(__always) private mutating func part(_ parting: Parting) {
        self.parting = parting
        following = parting.layout == .block ? Self.comma("\n") : Self.comma(" ")
    }

    /// A comma, a line end or a blank, and blanks.
    @inline(__always) private static func comma(_ next: Unicode.Scalar) -> SIMD16<UInt8> {
        var bytes = SIMD16<UInt8>(repeating: UInt8(ascii: " "))
        (bytes[0], bytes[1]) = (UInt8(ascii: ","), UInt8(ascii: next))
        return bytes
    }

    private func putLineEnd(at place: UnsafeMutablePointer<UInt8>) -> UnsafeMutablePointer<UInt8> {
        place.put(UInt8(ascii: "\n")).put(SIMD16(repeating: UInt8(ascii: " ")), count: 2 * depth)
    }

    /// Begins the next member with its key.
    ///
    /// - Parameter room: Bytes that its value takes at most, where it is put down at once.
    /// - Returns: Where the value goes; `end` has to be told where it ended.
    @inline(__always)
    private mutating func begin(_ key: StaticString?, room: Int) -> UnsafeMutablePointer<UInt8> {
        guard let key else { return sink.room(for: room &+ Self.pieceLength) }
        let place = sink.room(for: 1 &+ key.utf8CodeUnitCount &+ 4 &+ room &+ Self.pieceLength)
        // A quote, a colon and a blank, and a byte that the value takes.
        return place.put(UInt8(ascii: "\"")).put(key).put(0x20_3A22 as UInt32) - 1
    }

    /// Ends a member that was put down to a place.
    @inline(__always) private mutating func end(at place: UnsafeMutablePointer<UInt8>) {
        sink.end(at: place.put(following, count: parting.length))
        isEmpty = false
    }

    private mutating func append(name: String) {
        append(quoted: name)
        sink.append(": ")
    }

    @inline(never) private mutating func append(text: String?) {
        guard let text else { return null(nil) }
        append(quoted: text)
        end(at: sink.room(for: Self.pieceLength))
    }

    private mutating func append(quoted text: String) {
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

    // Values.

    private static func putNull(at place: UnsafeMutablePointer<UInt8>) -> UnsafeMutablePointer<UInt8> {
        place.put(0x6C6C_756E as UInt32)
    }

    @inline(never) private static func put(
        _ flag: Bool, at place: UnsafeMutablePointer<UInt8>
    ) -> UnsafeMutablePointer<UInt8> {
        place.put(flag ? "true" : "false")
    }
}
