import TestSupport
import Testing

@testable import IQOSCore

@Suite("Connections that are looked through")
struct TCPSearchesTests {
    private static let flow = Flow(
        source: Address(ipv4: 1), destination: Address(ipv4: 2), sourcePort: 5000, destinationPort: 6000)

    /// One that can be told from others by a number.
    private static func connection(_ number: UInt32) -> TCPConnection {
        let segment = TCPSegment(
            flow: flow,
            sequenceNumber: number, acknowledged: nil, isSyn: false, isFinOrReset: false, payloadOffset: 0,
            capturedLength: 0, payloadLength: 0, ipLength: 40, dscp: 0, encapsulation: Encapsulation())
        let frame = FrameRef(
            arrival: 0, offset: 0, capturedLength: 0, originalLength: 0, number: 1, linkType: .ethernet, interface: 0)
        return TCPConnection(segment, framing: nil, at: CapturePlace(frame, file: 0))
    }

    @Test("a newcomer takes the place of the oldest and of no other")
    func ring() {
        var searches = TCPSearches()
        let count = TCPSearches.limit + 10
        // Keys of one chain.
        for number in 0..<count { _ = searches.add(Self.connection(UInt32(number)), key: UInt64(number)) }
        for number in 0..<count { #expect((searches.place(of: UInt64(number), Self.flow) == nil) == (number < 10)) }
        #expect(searches.all.count == TCPSearches.limit)
    }

    @Test("what is found, taken out and still there is what a dictionary has", arguments: 0..<8)
    func model(_ seed: Int) {
        var random = SeededRandom(seed)
        var searches = TCPSearches()
        var model: [UInt64: Int] = [:]
        var added = 0
        for _ in 0..<5000 {
            // Few chains, and more keys than there are places.
            let key = UInt64.random(in: 0..<200, using: &random) << UInt64.random(in: 31...33, using: &random)
            guard let place = searches.place(of: key, Self.flow) else {
                #expect(model[key] == nil)
                if let oldest = model.first(where: { $0.value == added - TCPSearches.limit }) {
                    model[oldest.key] = nil
                }
                _ = searches.add(Self.connection(UInt32(added)), key: key)
                model[key] = added
                added += 1
                continue
            }
            guard Bool.random(using: &random) else { continue }
            let taken = searches.remove(at: place)?.segment.sequenceNumber
            #expect(taken.map(Int.init) == model.removeValue(forKey: key))
            #expect(searches.remove(at: place) == nil)
        }
        #expect(searches.all.map { Int($0.segment.sequenceNumber) }.sorted() == model.values.sorted())
    }
}
