extension DTMFReport {
    /// How far apart an event and the tone of the same press may begin, s: a sender needs time to hear its own tone.
    private static let apart = 0.25
    /// How far behind an event the rest of its tone may come, s: another press leaves a longer pause (ITU-T Q.24).
    private static let rest = 0.03

    /// Events and tones of a stream in order of time; a press that came as both is told once, as `both`.
    ///
    /// - Parameters:
    ///   - events: Of telephone-events.
    ///   - tones: Heard in the sound.
    /// - Returns: `nil` for no key at all.
    static func merged(_ events: DTMFReport?, _ tones: [Event]) -> DTMFReport? {
        guard events != nil || !tones.isEmpty else { return nil }
        var merged = events?.events ?? []
        for tone in tones {
            let twin = merged.indices.first { place in
                let event = merged[place]
                // A tone that the events cut into two is heard on both sides of them.
                return event.digit == tone.digit && event.source != "inband"
                    && tone.startS <= event.endS + (event.source == "both" ? rest : apart)
                    && event.startS <= tone.endS + apart
            }
            if let twin { merged[twin].source = "both" } else { merged.append(tone) }
        }
        merged.sort { ($0.startS, $0.digit) < ($1.startS, $1.digit) }
        return DTMFReport(digits: merged.map(\.digit).joined(), events: merged)
    }
}
