import Testing

@testable import IQOSCore
@testable import IQOSScan

@Suite("Figures in words")
struct FigureTextTests {
    @Test(
        "a figure is rounded once, halves of its six decimals away from zero",
        arguments: [
            // 5.65 by two decimals, which would be 5.7.
            (5.645956, 1, "5.6"), (5.65, 1, "5.7"), (5.645, 2, "5.65"), (1.005, 2, "1.01"), (-1.005, 2, "-1.01"),
            (0.9999995, 2, "1.00"), (5.649999, 1, "5.6"), (5.6499999999, 1, "5.7"), (-0.001, 2, "0.00"),
            (999_999_999_999.9, 0, "1000000000000"), (1.5, 0, "2"), (.nan, 1, "—"), (.infinity, 1, "—"),
        ])
    func fixed(value: Double, decimals: Int, text: String) {
        #expect(FigureText.fixedPlain(value, decimals: decimals) == text)
    }

    @Test(
        "the number of decimals depends on what the tables hold",
        arguments: [
            (9.994999, "9.99 %"), (9.9949999, "10.0 %"), (0.004999, "<0.01 %"),
            // 0.005 in the tables.
            (0.0049999, "0.01 %"), (0, "0.00 %"),
        ])
    func percent(value: Double, text: String) {
        #expect(Wording(.english).percent(value) == text)
    }

    @Test(
        "a length has days from a day on, and years from 365 days on",
        arguments: [
            (59.4, "0:59", "0:59"), (86_399, "23:59:59", "23:59:59"), (86_399.6, "1 d 0:00:00", "1 d 0:00:00"),
            (266_645, "3 d 2:04:05", "3 d 2:04:05"), (1_009_843_200, "32.0 years", "32.0 años"), (-1, "—", "—"),
        ])
    func length(seconds: Double, english: String, spanish: String) {
        #expect(Wording(.english).length(seconds) == english && Wording(.spanish).length(seconds) == spanish)
    }

    @Test("findings tell long times in days and years, in Spanish too")
    func findings() {
        let spanish = Wording(.spanish)
        for (seconds, told, translated) in [
            (7.25, "7.3 seconds", "7.3 segundos"), (1, "1 second", "1 segundo"),
            (43_200, "43,200 seconds", "43\u{A0}200 segundos"), (86_400, "1 day", "1 día"),
            (280_000, "3.2 days", "3.2 días"), (1_009_843_200, "32 years", "32 años"),
        ] {
            #expect(FindingRules.duration(seconds) == told)
            #expect(
                spanish(sentence: "One direction of sound (stream 2) ended \(told) before the call did.")
                    == "Un sentido del sonido (flujo 2) acabó \(translated) antes que la llamada.")
        }
        #expect(FindingRules.duration(milliseconds: 9_240) == "9,240 ms")
        #expect(FindingRules.duration(milliseconds: 34_240) == "34.2 seconds")
        #expect(FindingRules.duration(milliseconds: 86_400_000) == "1 day")
    }
}
