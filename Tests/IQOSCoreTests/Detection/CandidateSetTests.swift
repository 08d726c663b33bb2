import Testing

@testable import IQOSCore

@Suite("Set of candidates")
struct CandidateSetTests {
    private static func tag(_ number: Int) -> UInt16 { CandidateSet.tag(UInt64(number) << 42) }

    @Test("eight stay, the ninth pushes out the first")
    func order() {
        var set = CandidateSet()
        for number in 0..<9 {
            #expect(set.hasRoom == (number < 8))
            if number == 8 { #expect(set.oldestPlace == 100) }
            set.push(Self.tag(number), UInt16(100 + number))
        }
        #expect((0..<9).map { set.contains(Self.tag($0)) } == [false] + [Bool](repeating: true, count: 8))
        let place = set.place(Self.tag(5), where: { _ in true })
        #expect(place == 105 && set.oldestPlace == 101)
    }

    @Test("later packets are noted with the candidate, however far it moves, and do not hide it")
    func later() {
        var set = CandidateSet()
        for number in 0..<7 { set.push(Self.tag(number), UInt16(number)) }
        set.noteLater(0)
        set.push(Self.tag(7), 7)
        #expect(set.oldestHasLater && set.contains(Self.tag(0)))
        set.push(Self.tag(8), 8)
        #expect(!set.oldestHasLater && !set.contains(Self.tag(0)))
    }

    @Test("a freed place is free when its turn comes, and not before")
    func free() {
        var set = CandidateSet()
        for number in 0..<8 { set.push(Self.tag(number), UInt16(number)) }
        set.free(1)
        #expect(!set.hasRoom && !set.contains(Self.tag(1)))
        set.push(Self.tag(8), 0)
        #expect(set.hasRoom && !set.contains(Self.tag(0)))
        let place = set.place(Self.tag(8), where: { _ in true })
        #expect(place == 0)
    }

    @Test("of equal tags the one that matches is found")
    func equalTags() {
        var set = CandidateSet()
        for place in UInt16(0)..<4 { set.push(Self.tag(3), place) }
        let places = [set.place(Self.tag(3)) { $0 == 1 }, set.place(Self.tag(3)) { $0 == 4 }]
        #expect(places == [1, nil])
    }
}
