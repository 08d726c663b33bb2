import Foundation
import Testing

@testable import IQOSCore

@Suite("Mathematics of the C library")
struct MathTests {
    @Test("each function is the one of its name", arguments: [0.25, 1, 2.5])
    func names(x: Double) {
        #expect(Math.exp(x) == Foundation.exp(x) && Math.log(x) == Foundation.log(x))
        #expect(Math.log10(x) == Foundation.log10(x) && Math.sqrt(x) == Foundation.sqrt(x))
        #expect(Math.sin(x) == Foundation.sin(x) && Math.cos(x) == Foundation.cos(x))
        #expect(Math.pow(x, 3) == Foundation.pow(x, 3))
    }
}
