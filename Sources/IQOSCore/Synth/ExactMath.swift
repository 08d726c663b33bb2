/// Sine and logarithm from IEEE 754 operations alone.
///
/// C libraries differ in the last bit, which would make the bytes of a capture depend on the machine that made it.
enum ExactMath {
    /// Sine of `x` radians, |x| < 10⁶, with an absolute error below 10⁻⁹.
    static func sin(_ x: Double) -> Double {
        let turns = (x / (2 * .pi)).rounded()
        var angle = x - turns * 2 * .pi
        // sin(π - a) = sin(a): the series below needs |a| ≤ π/2.
        if angle > .pi / 2 { angle = .pi - angle }
        if angle < -.pi / 2 { angle = -.pi - angle }
        let square = angle * angle
        var term = angle
        var sum = angle
        for n in stride(from: 2.0, through: 18, by: 2) {
            term *= -square / (n * (n + 1))
            sum += term
        }
        return sum
    }

    static func cos(_ x: Double) -> Double {
        sin(x + .pi / 2)
    }

    /// Natural logarithm of `x` > 0, with an absolute error below 10⁻¹².
    static func log(_ x: Double) -> Double {
        var mantissa = x.significand
        var exponent = Double(x.exponent)
        if mantissa > 1.414_213_562_373_095 {
            mantissa /= 2
            exponent += 1
        }
        // ln m = 2 artanh((m - 1) / (m + 1)), and the argument is at most 0.172 here.
        let ratio = (mantissa - 1) / (mantissa + 1)
        let square = ratio * ratio
        var power = ratio
        var sum = 0.0
        for n in stride(from: 1.0, through: 21, by: 2) {
            sum += power / n
            power *= square
        }
        return exponent * 0.693_147_180_559_945_3 + 2 * sum
    }
}
