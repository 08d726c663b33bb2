/// Numbers and timestamps of a segment.
struct SegmentExtent: BitwiseCopyable, Sendable {
    var count: UInt32 = 0
    var opening: UInt32 = 0
    var latest: UInt32 = 0
    var highest: UInt16 = 0

    func contains(_ number: UInt16, _ timestamp: UInt32) -> Bool {
        UInt32(highest &- number) < count && timestamp &- opening <= latest &- opening
    }
}
