/// What every packet of a stream is, by the words for segment and counts: a slow model that keeps all numbers in sets.
///
/// It looks ahead where the measuring code has to wait: a packet 3000 or more ahead of the highest number, or more than
/// 100 behind it, opens a segment if the next packet with another number belongs to it and not to the open segment.
public struct SequenceModel {
    public enum Fate: Equatable {
        /// The first packet of an extended number of a segment.
        case unique(segment: Int, number: Int)
        case duplicate
        case stray
    }

    public private(set) var fates: [Fate] = []
    /// Extended numbers that came, of each segment.
    public private(set) var segments: [Set<Int>] = []
    public private(set) var outOfOrder = 0

    public init(_ numbers: [UInt16]) {
        var index = 0
        while index < numbers.count {
            let number = numbers[index]
            if let highest = segments.last?.max() {
                if let extended = Self.extended(number, near: highest) {
                    take(extended, highest: highest)
                    index += 1
                } else {
                    var next = index + 1
                    while next < numbers.count, numbers[next] == number { next += 1 }
                    let opens =
                        next < numbers.count && Self.extended(numbers[next], near: highest) == nil
                        && Self.extended(numbers[next], near: Int(number)) != nil
                    if opens { open(number) }
                    while fates.count < next { fates.append(opens ? .duplicate : .stray) }
                    index = next
                }
            } else {
                open(number)
                index += 1
            }
        }
    }

    public var unique: Int { segments.map(\.count).reduce(0, +) }
    public var duplicates: Int { fates.filter { $0 == .duplicate }.count }
    public var stray: Int { fates.filter { $0 == .stray }.count }
    public var expected: Int { segments.map { ($0.max() ?? 0) - ($0.min() ?? 0) + 1 }.reduce(0, +) }

    private mutating func open(_ number: UInt16) {
        segments.append([Int(number)])
        fates.append(.unique(segment: segments.count - 1, number: Int(number)))
    }

    private mutating func take(_ extended: Int, highest: Int) {
        guard segments[segments.count - 1].insert(extended).inserted else { return fates.append(.duplicate) }
        if extended < highest { outOfOrder += 1 }
        fates.append(.unique(segment: segments.count - 1, number: extended))
    }

    /// The number without wraps, from 100 behind the highest to 2999 ahead of it; `nil` elsewhere.
    private static func extended(_ number: UInt16, near highest: Int) -> Int? {
        (highest - 100...highest + 2999).first { UInt16(truncatingIfNeeded: $0) == number }
    }
}
