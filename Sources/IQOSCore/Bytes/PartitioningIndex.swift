extension RandomAccessCollection {
    /// The first index whose element, and so every later one, satisfies the condition; `endIndex` for none.
    ///
    /// - Complexity: O(log `count`).
    @inline(__always) func partitioningIndex(where isLater: (Element) -> Bool) -> Index {
        var (low, rest) = (startIndex, count)
        while rest > 0 {
            let half = rest / 2
            let middle = index(low, offsetBy: half)
            if isLater(self[middle]) {
                rest = half
            } else {
                low = index(after: middle)
                rest -= half + 1
            }
        }
        return low
    }
}
