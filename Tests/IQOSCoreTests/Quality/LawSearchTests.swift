import TestSupport
import Testing

@testable import IQOSCore

@Suite("Which payloads are looked at for their law")
struct LawSearchTests {
    private static func next(_ search: inout LawSearch, _ look: LawVariation.Look, bits: Double? = 0) -> LawSearch.Next
    {
        search.next(after: look, bitsPerByte: bits)
    }

    @Test("no more than fifty, whatever they look like", arguments: [LawVariation.Look.either, .other])
    func limit(look: LawVariation.Look) {
        var search = LawSearch()
        let expected: LawSearch.Next = look == .other ? .packet : .run
        for _ in 1..<50 { #expect(Self.next(&search, look) == expected) }
        for _ in 0..<1000 { #expect(Self.next(&search, look) == .nothing) }
    }

    @Test("none behind sound of the law told, or first payloads that were no silence")
    func ends() {
        var search = LawSearch()
        #expect((0..<3).map { _ in Self.next(&search, .told) } == [.run, .run, .run])
        #expect(Self.next(&search, .told) == .nothing && Self.next(&search, .other) == .nothing)
        var other = LawSearch()
        #expect(Self.next(&other, .either, bits: nil) == .nothing && Self.next(&other, .either, bits: 7.5) == .nothing)
        #expect(Self.next(&other, .either, bits: 1) == .run)
    }
}
