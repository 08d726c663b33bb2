import TestSupport
import Testing

@testable import IQOSCore

@Suite("IP fragments (RFC 791 §3.2)")
struct FragmentTableTests {
    private static let whole = (0..<3000).map { UInt8(truncatingIfNeeded: $0 &* 7) }

    private static func fragment(_ range: Range<Int>, isLast: Bool, identification: UInt32 = 1) -> Fragment {
        Fragment(
            key: .init(
                source: Address(ipv4: 1), destination: Address(ipv4: 2), identification: identification,
                protocolNumber: 17), start: range.lowerBound, payload: range, isLast: isLast, headerLength: 20, dscp: 0,
            encapsulation: Encapsulation())
    }

    private static let parts = [(0..<1480, false), (1480..<2960, false), (2960..<3000, true)]

    @Test(
        "three fragments make the packet in every order", arguments: [[0, 1, 2], [2, 1, 0], [1, 2, 0], [2, 0, 1]])
    func order(order: [Int]) {
        var table = FragmentTable()
        var results: [[UInt8]?] = []
        for place in order {
            let (range, isLast) = Self.parts[place]
            let result = table.add(Self.fragment(range, isLast: isLast), in: Self.whole.span.bytes, arrival: 0)
            results.append(result)
        }
        #expect(results[0] == nil && results[1] == nil && results[2] == Self.whole)
    }

    @Test("where fragments overlap the bytes that came first stay")
    func overlap() {
        var table = FragmentTable()
        let other = [UInt8](repeating: 0xEE, count: 3000)
        _ = table.add(Self.fragment(0..<1480, isLast: false), in: Self.whole.span.bytes, arrival: 0)
        let result = table.add(Self.fragment(800..<3000, isLast: true), in: other.span.bytes, arrival: 0)
        #expect(result == Array(Self.whole[..<1480]) + other[1480...])
    }

    @Test("a packet that lacks a fragment is given up after 30 s and counted")
    func timeout() {
        var table = FragmentTable()
        _ = table.add(Self.fragment(0..<1480, isLast: false), in: Self.whole.span.bytes, arrival: 0)
        _ = table.add(
            Self.fragment(0..<8, isLast: false, identification: 2), in: Self.whole.span.bytes, arrival: 31_000_000_000)
        #expect(table.abandoned == 1)
        let result = table.add(
            Self.fragment(1480..<3000, isLast: true), in: Self.whole.span.bytes, arrival: 31_000_000_001)
        #expect(result == nil)
    }

    /// Each packet is whole but every hundredth, which stands in the order for 30 s before all that follow.
    @Test("packets that lack fragments among many that do not cost no time and no room")
    func manyWhole() {
        var table = FragmentTable()
        var completed = 0
        for id in 0..<UInt32(200_000) {
            let arrival = Int64(id) * 500_000
            _ = table.add(
                Self.fragment(0..<32, isLast: false, identification: id), in: Self.whole.span.bytes, arrival: arrival)
            guard id % 100 != 7 else { continue }
            let result = table.add(
                Self.fragment(32..<64, isLast: true, identification: id), in: Self.whole.span.bytes, arrival: arrival)
            if result == Array(Self.whole[..<64]) { completed += 1 }
        }
        #expect(completed == 198_000 && table.orderCount <= 2 * FragmentTable.packetLimit)
        #expect(table.abandoned > 1000 && table.abandoned + table.lackingFragments == 2000)
    }

    @Test("what lacks fragments is told at the end of a capture and after its time, pieces of copies are not")
    func lacking() {
        var table = FragmentTable()
        func add(_ range: Range<Int>, isLast: Bool, of identification: UInt32, at arrival: Int64 = 0) {
            _ = table.add(
                Self.fragment(range, isLast: isLast, identification: identification), in: Self.whole.span.bytes,
                arrival: arrival)
        }
        add(0..<1480, isLast: false, of: 1)
        add(1480..<3000, isLast: true, of: 2)
        // A mirror port doubles each: the second half comes once more when the packet is whole.
        for range in [0..<1480, 0..<1480, 1480..<3000, 1480..<3000] {
            add(range, isLast: range.upperBound == 3000, of: 3)
        }
        #expect(table.lackingFragments == 2 && table.abandoned == 0)
        add(0..<1480, isLast: false, of: 4, at: 31_000_000_000)
        #expect(table.lackingFragments == 1 && table.abandoned == 2)
    }

    @Test(
        "fragments that a mirror port doubles make the packet twice, in any order",
        arguments: [
            [0, 0, 1, 1, 2, 2], [0, 1, 2, 0, 1, 2], [2, 2, 1, 1, 0, 0], [0, 1, 0, 1, 2, 2], [0, 0, 1, 2, 2, 1],
            [1, 0, 0, 2, 1, 2],
        ])
    func doubled(order: [Int]) {
        var table = FragmentTable()
        var wholes = 0
        for place in order {
            let (range, isLast) = Self.parts[place]
            let result = table.add(Self.fragment(range, isLast: isLast), in: Self.whole.span.bytes, arrival: 0)
            if result == Self.whole { wholes += 1 }
        }
        #expect(wholes == 2 && table.lackingFragments == 0 && table.abandoned == 0)
    }

    @Test("a copy that lacks fragments gives way to another packet of its number, and is not told")
    func halfDoubled() {
        var table = FragmentTable()
        let other = Self.whole.map { $0 ^ 0xFF }
        func add(_ places: [Int], of bytes: [UInt8], at arrival: Int64 = 0) -> [[UInt8]] {
            places.compactMap { place in
                let (range, isLast) = Self.parts[place]
                return table.add(Self.fragment(range, isLast: isLast), in: bytes.span.bytes, arrival: arrival)
            }
        }
        #expect(add([0, 0, 1, 2], of: Self.whole) == [Self.whole] && table.lackingFragments == 0)
        #expect(add([0, 1, 2], of: other) == [other])
        #expect(add([0, 0, 1, 2], of: Self.whole) == [Self.whole])
        #expect(add([1], of: Self.whole, at: 31_000_000_000).isEmpty && table.abandoned == 0)
    }

    @Test("a copy that lacks fragments takes none of a later packet that is alike but for its beginning")
    func reused() {
        var table = FragmentTable()
        let other = Array(repeating: UInt8(0xAA), count: 8) + Self.whole.dropFirst(8)
        func add(_ places: [Int], of bytes: [UInt8], at arrival: Int64) -> [[UInt8]] {
            places.compactMap { place in
                let (range, isLast) = Self.parts[place]
                return table.add(Self.fragment(range, isLast: isLast), in: bytes.span.bytes, arrival: arrival)
            }
        }
        #expect(add([0, 0, 1, 2], of: Self.whole, at: 0) == [Self.whole])
        #expect(add([2, 1, 0], of: other, at: 2_000_000_000) == [other] && table.lackingFragments == 0)
    }

    @Test("a copy whose last fragment ends earlier is no longer than that says")
    func shortened() {
        var table = FragmentTable()
        var lengths: [Int] = []
        let (first, second, third) = (Self.parts[0].0, Self.parts[1].0, Self.parts[2].0)
        for (range, isLast) in [
            (first, false), (first, false), (second, false), (second, false), (third, true), (second, true),
        ] {
            let result = table.add(Self.fragment(range, isLast: isLast), in: Self.whole.span.bytes, arrival: 0)
            if let result { lengths.append(result.count) }
        }
        #expect(lengths == [third.upperBound, second.upperBound])
    }

    @Test("a flood of first fragments is bounded and counted")
    func flood() {
        var table = FragmentTable()
        for number in 0..<UInt32(FragmentTable.packetLimit + 500) {
            _ = table.add(
                Self.fragment(0..<1480, isLast: false, identification: number), in: Self.whole.span.bytes, arrival: 0)
        }
        #expect(table.abandoned == 500)
    }

    @Test("a fragment behind the largest packet is passed over")
    func tooLong() {
        var table = FragmentTable()
        var fragment = Self.fragment(0..<1480, isLast: true)
        fragment.start = 65_528
        let result = table.add(fragment, in: Self.whole.span.bytes, arrival: 0)
        #expect(result == nil)
    }
}
