import Foundation
import Testing

@testable import IQOSCore

@Suite("Arithmetic that is the same everywhere")
struct ExactMathTests {
    @Test("sine and cosine agree with the C library to nine digits")
    func sine() {
        for step in -2000...2000 {
            let angle = Double(step) * 0.037
            #expect(abs(ExactMath.sin(angle) - Foundation.sin(angle)) < 1e-9)
            #expect(abs(ExactMath.cos(angle) - Foundation.cos(angle)) < 1e-9)
        }
    }

    @Test("the logarithm agrees with the C library to twelve digits")
    func logarithm() {
        for step in 1...2000 {
            for scale in [1e-12, 0.001, 1, 1e9] {
                let number = Double(step) * scale
                #expect(
                    abs(ExactMath.log(number) - Foundation.log(number)) < 1e-12 * max(1, abs(Foundation.log(number))))
            }
        }
    }
}
