import Testing

@testable import IQOSCore

@Suite("Moments of RTCP")
struct RTCPMomentsTests {
    @Test("all are kept until there are too many, then evenly spaced ones", arguments: [1, 128, 129, 1000, 100_000])
    func thinning(count: Int) {
        var moments = RTCPMoments()
        for index in 0..<count { moments.add(RTCPMoments.Moment(.sender, at: Int64(index))) }
        let kept = moments.kept.map(\.arrival)
        #expect(kept.first == 0 && kept.count <= Thinned<RTCPMoments.Moment>.capacity)
        #expect(kept.count >= min(count, Thinned<RTCPMoments.Moment>.capacity / 2))
        #expect(Set(zip(kept, kept.dropFirst()).map { $1 - $0 }).count <= 1)
    }

    @Test("a frame without a capture time has no moment")
    func noTime() {
        var moments = RTCPMoments()
        moments.add(RTCPMoments.Moment(.goodbye, at: FrameRef.noArrival))
        #expect(moments.kept.isEmpty)
    }
}
