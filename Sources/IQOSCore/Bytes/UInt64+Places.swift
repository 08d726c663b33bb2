extension UInt64 {
    /// Places of the bits that are set, ascending, 0 ... 63.
    var places: [Int] {
        var (places, rest) = ([Int](), self)
        places.reserveCapacity(nonzeroBitCount)
        while rest != 0 {
            places.append(rest.trailingZeroBitCount)
            rest &= rest - 1
        }
        return places
    }
}
