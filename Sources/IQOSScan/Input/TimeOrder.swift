/// What is taken for frames of a capture that do not come in the order of their times.
enum TimeOrder {
    /// A frame at most this much older than the latest one is put in its place; one that is older still is a step of the
    /// clock and stays where it is. ns.
    static let window: Int64 = 2_000_000_000
}
