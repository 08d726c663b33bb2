/// Numbers from 0 on as letters, five bits a letter, the lowest first; 32 is added to each letter but a number's last.
struct PageNumbers {
    private var letters: [UInt8] = []

    mutating func add(_ value: Int) {
        var rest = max(0, value)
        while rest >= 32 {
            letters.append(PageBook.alphabet[rest & 31 | 32])
            rest >>= 5
        }
        letters.append(PageBook.alphabet[rest])
    }

    var text: String { String(decoding: letters, as: UTF8.self) }
}
