/// How finely a page draws: the more streams, the coarser, so that the page of fifty calls can be mailed.
struct PageDetail {
    /// Parts of the sound of one direction at most.
    let peaks: Int
    /// Places of a mark along a drawing without scripts.
    let places: Double
    /// Bars of a histogram at most.
    let bars: Int
    /// Rows of the table of intervals at most; beyond, neighbours are left to intervals.csv.
    let rows: Int
    /// Rows of the table of places worth listening to, which are drawn anyway.
    let markers: Int

    init(streams: Int) {
        let isMany = streams > 24
        peaks = max(300, min(2000, 40_000 / max(1, streams)))
        places = isMany ? 125 : 1000
        bars = isMany ? 22 : 64
        rows = isMany ? 24 : 60
        markers = isMany ? 0 : 8
    }
}
