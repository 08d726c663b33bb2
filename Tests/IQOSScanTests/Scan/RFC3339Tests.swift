import Testing

@testable import IQOSScan

@Suite("Times as text")
struct RFC3339Tests {
    @Test("fractions and zones are read")
    func moments() {
        #expect(RFC3339.nanoseconds("1970-01-01T00:00:01.5Z") == 1_500_000_000)
        #expect(RFC3339.nanoseconds("1970-01-01T01:00:00.000000001+01:00") == 1)
        #expect(RFC3339.nanoseconds("1969-12-31 23:59:59.75") == -250_000_000)
    }

    @Test("what 64 bits of nanoseconds do not hold is no time, to the nanosecond")
    func range() {
        #expect(RFC3339.nanoseconds("2262-04-11T23:47:16.854775807Z") == .max)
        for text in ["2262-04-11T23:47:16.854775808Z", "2262-04-11T23:47:16.9Z", "2262-04-11T23:47:17Z", "9999-01-01"] {
            #expect(RFC3339.nanoseconds(text) == nil)
        }
    }
}
