/// Bytes from hexadecimal digits; blanks and line ends between them are free.
public func bytes(_ hexadecimal: String) -> [UInt8] {
    let digits = hexadecimal.filter { !$0.isWhitespace }
    precondition(digits.count % 2 == 0, "odd number of hexadecimal digits")
    var result: [UInt8] = []
    var index = digits.startIndex
    while index < digits.endIndex {
        let next = digits.index(index, offsetBy: 2)
        guard let byte = UInt8(digits[index..<next], radix: 16) else { preconditionFailure("no hexadecimal digit") }
        result.append(byte)
        index = next
    }
    return result
}
