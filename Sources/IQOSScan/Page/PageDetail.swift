import IQOSCore

/// How finely a page draws: the more there is to draw, the coarser, so that the page of fifty calls can be mailed.
///
/// What one stream does not need is left to the others: fifty short calls and one of an hour are all drawn whole.
struct PageDetail: Sendable {
    /// Parts of the sound of one direction at most.
    let peaks: Int
    /// Intervals of a lane at most; beyond, neighbours are taken together.
    let points: Int
    /// Places of a stream that the script marks; beyond, the nearest neighbours are taken together.
    let marks: Int
    /// Columns of a drawing without scripts at most, and parts of its lanes of marks.
    let columns: Int
    let places: Int
    /// Steps of the times of marks, ms.
    let markStep: Int
    /// Quarters of a drawing that have their time written.
    let times: [Int]
    /// Bars of a histogram at most.
    let bars: Int
    /// Rows of the table of intervals at most; beyond, neighbours are taken together.
    let rows: Int
    /// Rows of the table of places worth listening to, which are drawn anyway.
    let markers: Int
    /// Reports of RTCP of a direction, evenly thinned.
    let reports: Int
    /// Reasons why a stream is RTP, the strongest first.
    let evidence: Int
    /// Signalling messages of a call.
    let messages: Int

    /// Streams of a call that have a drawing and figures: the first ones.
    static let streamsOfCall = 300
    /// What all drawings and tables of a page of many streams have between them: some 150 KB.
    private static let allPoints = 1800
    private static let allMarks = 1800
    private static let allColumns = 1000
    private static let allRows = 600
    /// A page of few streams has this many times as many intervals, so that a call of hours shows each of them.
    private static let fewStreams = 7

    /// How much there is to draw.
    struct Counts {
        /// Of each stream.
        fileprivate var intervals: [Int] = []
        fileprivate var marks: [Int] = []

        mutating func add(_ streams: [StreamReport]) {
            for stream in streams.prefix(PageDetail.streamsOfCall) {
                intervals.append(stream.intervals.count)
                marks.append(stream.markers.count)
            }
        }
    }

    init(_ counts: Counts) {
        let (intervals, marks) = (counts.intervals, counts.marks)
        let isMany = intervals.count > 24
        peaks = max(200, min(8000, (isMany ? 24_000 : 64_000) / max(1, intervals.count)))
        let plenty = isMany ? 1 : Self.fewStreams
        points = Self.share(of: plenty * Self.allPoints, among: intervals, least: 16, most: 2000)
        self.marks = Self.share(of: plenty * Self.allMarks, among: marks, least: 18, most: 10_000)
        columns = Self.share(of: Self.allColumns, among: intervals, least: 10, most: 120)
        // Rows that are whole are worth more than a few less.
        let isWhole = intervals.reduce(0, +) <= plenty * Self.allRows
        rows =
            isWhole
            ? intervals.max() ?? 1
            : Self.share(of: plenty * Self.allRows / 2, among: intervals, least: 3, most: isMany ? 60 : 2000)
        times = isMany ? [4] : [1, 2, 3, 4]
        markStep = isMany ? 10 : 1
        places = isMany ? 16 : 1000
        bars = isMany ? 10 : 64
        markers = isMany ? 0 : 8
        reports = isMany ? 8 : 128
        evidence = isMany ? 2 : 12
        messages = isMany ? 40 : 200
    }

    /// The most that each may have, so that all of them together stay within a budget.
    ///
    /// - Parameters:
    ///   - counts: What each has.
    ///   - least: What nobody is denied, ≤ `most`.
    /// - Returns: `least ... most`.
    static func share(of budget: Int, among counts: [Int], least: Int, most: Int) -> Int {
        var (fits, tooMany) = (least, most + 1)
        while tooMany - fits > 1 {
            let middle = (fits + tooMany) / 2
            if counts.reduce(0, { $0 + min($1, middle) }) <= budget { fits = middle } else { tooMany = middle }
        }
        return fits
    }
}
