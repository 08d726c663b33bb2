import IQOSCore

/// Sounds with a known flaw, 8 kHz, samples of ±32768.
public struct TestSound: Sendable {
    public var samples: [Double]

    public init(_ samples: [Double]) {
        self.samples = samples
    }

    /// Turns of the built-in voice with pauses between, at about -27 dBov.
    public static func speech(seconds: Int, seed: UInt64 = 1, side: Int = 0) -> TestSound {
        var signal = SpeechSignal(seed: seed, call: 0, side: side)
        var samples: [Double] = []
        while samples.count < seconds * 8000 {
            samples += signal.turn().map(Double.init) + [Double](repeating: 0, count: 4000)
        }
        return TestSound(Array(samples.prefix(seconds * 8000)))
    }

    public static func silence(seconds: Int) -> TestSound {
        TestSound([Double](repeating: 0, count: seconds * 8000))
    }

    public func scaled(_ factor: Double) -> TestSound { TestSound(samples.map { $0 * factor }) }

    public func shifted(_ offset: Double) -> TestSound { TestSound(samples.map { $0 + offset }) }

    /// With white noise of that deviation, from a seed.
    public func noisy(_ deviation: Double, seed: Int = 1) -> TestSound {
        var random = SeededRandom(seed)
        // The sum of twelve uniform numbers has variance 1.
        return TestSound(
            samples.map { sample in
                sample + deviation * ((0..<12).reduce(0) { sum, _ in sum + random.fraction() } - 6)
            })
    }

    /// With a triangle wave of that frequency: enough of a tone, and exact without a library.
    public func humming(_ amplitude: Double, frequency: Double) -> TestSound {
        TestSound(
            samples.enumerated().map { index, sample in
                let phase = (Double(index) * frequency / 8000).truncatingRemainder(dividingBy: 1)
                return sample + amplitude * (4 * abs(phase - 0.5) - 1)
            })
    }

    /// With single samples of that height, evenly over it.
    public func clicking(_ count: Int, height: Double = 6000) -> TestSound {
        var clicked = samples
        for number in 0..<count { clicked[(number + 1) * samples.count / (count + 1)] += height }
        return TestSound(clicked)
    }

    /// Each of some packets of 20 ms gives way to the one before.
    public func repeating(every distance: Int) -> TestSound {
        var repeated = samples
        for packet in stride(from: distance, to: samples.count / 160, by: distance) {
            for index in packet * 160..<(packet + 1) * 160 { repeated[index] = samples[index - 160] }
        }
        return TestSound(repeated)
    }

    /// Mixed with another sound from a sample on.
    public func mixed(_ other: TestSound, from start: Int, gain: Double = 1) -> TestSound {
        var mixed = samples
        for (index, sample) in other.samples.enumerated() where start + index < mixed.count {
            mixed[start + index] += sample * gain
        }
        return TestSound(mixed)
    }

    /// Companded, one byte a sample.
    public func encoded(_ law: G711) -> [UInt8] {
        samples.map { law.encode(Int16(max(-32768, min(32767, $0.rounded())))) }
    }

    /// Packets of 20 ms with this sound.
    public func packets(_ law: G711, type: Int? = nil, start: Int64 = TestCapture.start) -> [SimulatedPacket] {
        let bytes = encoded(law)
        return (0..<bytes.count / 160).map { index in
            SimulatedPacket(
                arrival: start + Int64(index) * 20_000_000, sequence: 100 + index, timestamp: 1000 + index * 160,
                type: type ?? (law == .muLaw ? 0 : 8), isMarker: index == 0,
                payload: Array(bytes[index * 160..<index * 160 + 160]))
        }
    }
}
