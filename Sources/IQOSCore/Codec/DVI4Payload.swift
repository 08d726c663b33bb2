extension CodedFrames {
    /// DVI4: four bytes of state, then two samples a byte (RFC 3551 §4.5.1).
    mutating func cutDVI4(_ bytes: RawSpan, _ range: Range<Int>) {
        guard range.count >= 4 else {
            isMalformed = true
            return
        }
        append(bytes, range, samples: 2 * (range.count - 4))
    }
}

/// DVI4: the ADPCM of the IMA, its state at the head of every packet (RFC 3551 §4.5.1).
///
///     +-----------------------+-----------+----------+-------+-------
///     | predicted value (16)  | index (8) | reserved | 4 | 4 | ...
///     +-----------------------+-----------+----------+-------+-------
enum DVI4 {
    private static let indexSteps = [-1, -1, -1, -1, 2, 4, 6, 8]
    /// Step sizes of the IMA's recommended practice.
    private static let steps = [
        7, 8, 9, 10, 11, 12, 13, 14, 16, 17, 19, 21, 23, 25, 28, 31, 34, 37, 41, 45, 50, 55, 60, 66, 73, 80, 88, 97,
        107, 118, 130, 143, 157, 173, 190, 209, 230, 253, 279, 307, 337, 371, 408, 449, 494, 544, 598, 658, 724, 796,
        876, 963, 1060, 1166, 1282, 1411, 1552, 1707, 1878, 2066, 2272, 2499, 2749, 3024, 3327, 3660, 4026, 4428, 4871,
        5358, 5894, 6484, 7132, 7845, 8630, 9493, 10442, 11487, 12635, 13899, 15289, 16818, 18500, 20350, 22385, 24623,
        27086, 29794, 32767,
    ]

    /// Appends the samples of a frame, the first of each byte from its high half.
    static func decode(_ frame: ArraySlice<UInt8>, into samples: inout [Int16]) {
        guard frame.count >= 4 else { return }
        let head = frame.startIndex
        var value = Int(Int16(bitPattern: UInt16(frame[head]) << 8 | UInt16(frame[head + 1])))
        var index = min(Int(frame[head + 2]), steps.count - 1)
        for byte in frame.dropFirst(4) {
            for code in [Int(byte >> 4), Int(byte & 15)] {
                let step = steps[index]
                var difference = step >> 3
                if code & 4 != 0 { difference += step }
                if code & 2 != 0 { difference += step >> 1 }
                if code & 1 != 0 { difference += step >> 2 }
                value = max(-32_768, min(32_767, code & 8 != 0 ? value - difference : value + difference))
                index = max(0, min(steps.count - 1, index + indexSteps[code & 7]))
                samples.append(Int16(value))
            }
        }
    }
}
