/// Where moments of the capture are in a track whose samples follow another clock.
struct TrackAnchors: Sendable {
    /// Places kept at most; behind the last one the clocks are taken for equal.
    static let limit = 256
    /// A place that the ones before give to this part of a second is not kept.
    private static let partOfSecond = 20

    private var anchors: [(time: Int64, position: Int)] = []

    var isEmpty: Bool { anchors.isEmpty }

    /// Notes where a packet lies.
    ///
    /// - Parameter time: Its arrival, ns since 1970 UTC.
    @inline(never) mutating func note(_ position: Int, at time: Int64, sampleRateHz: Int) {
        guard anchors.count < Self.limit else { return }
        if let last = anchors.last {
            let expected = Self.position(of: time, from: last, sampleRateHz)
            guard time > last.time, abs(position - expected) * Self.partOfSecond > sampleRateHz else { return }
        }
        anchors.append((time, position))
    }

    /// Puts sample 0 so much earlier.
    mutating func shift(by count: Int) {
        for index in anchors.indices { anchors[index].position += count }
    }

    /// The place of a moment, by the last packet before it; 0 without one.
    func position(of time: Int64, sampleRateHz: Int) -> Int {
        guard let anchor = anchors.last(where: { $0.time <= time }) ?? anchors.first else { return 0 }
        return Self.position(of: time, from: anchor, sampleRateHz)
    }

    private static func position(
        of time: Int64, from anchor: (time: Int64, position: Int), _ sampleRateHz: Int
    ) -> Int {
        anchor.position + Int((Double(time &- anchor.time) * 1e-9 * Double(sampleRateHz)).rounded())
    }
}
