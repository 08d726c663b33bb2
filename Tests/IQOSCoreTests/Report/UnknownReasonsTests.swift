import Testing

@testable import IQOSCore

@Suite("Reasons of what is not known")
struct UnknownReasonsTests {
    private static func sample() -> UnknownReasons {
        var unknown = UnknownReasons()
        unknown.note("codec", "dynamic payload type without signalling")
        unknown.note("mos_lq", text: "no published Ie/Bpl for \("AMR")")
        unknown.note("r_factor", text: "no published Ie/Bpl for \("EVS")")
        unknown.note("codec", "codec unknown")
        return unknown
    }

    @Test("sentences of the program and those put together come back as they were noted, in order")
    func order() {
        let unknown = Self.sample()
        #expect(unknown.entries.map(\.key) == ["codec", "mos_lq", "r_factor", "codec"])
        #expect(
            unknown.entries.map(\.reason) == [
                "dynamic payload type without signalling", "no published Ie/Bpl for AMR", "no published Ie/Bpl for EVS",
                "codec unknown",
            ])
    }

    @Test("a key has the reason that was noted first, until it is taken back")
    func first() {
        var unknown = Self.sample()
        #expect(unknown["codec"] == "dynamic payload type without signalling")
        #expect(unknown["r_factor"] == "no published Ie/Bpl for EVS")
        #expect(unknown["mos_cq"] == nil)
        unknown.forget("codec")
        unknown.forget("mos_lq")
        #expect(unknown["codec"] == nil && unknown["mos_lq"] == nil)
        #expect(unknown["r_factor"] == "no published Ie/Bpl for EVS")
    }

    @Test("what was put together equals the same sentence of the program")
    func equality() {
        var (one, other) = (UnknownReasons(), UnknownReasons())
        one.note("late", "clock rate unknown")
        other.note("late", text: "clock rate \("unknown")")
        #expect(one == other)
        other.note("ptime_ms", "clock rate unknown")
        #expect(one != other)
    }
}
