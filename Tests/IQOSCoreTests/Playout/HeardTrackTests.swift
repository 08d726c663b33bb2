import Testing

@testable import IQOSCore

@Suite("What was heard")
struct HeardTrackTests {
    private static let tone = (0..<8000).map { Int16(8000 * Math.sin(2 * .pi * 200 * Double($0) / 8000)) }

    /// A tone in packets of 20 ms, those of some numbers left out; before some of the others something else happens.
    private static func heard(
        _ numbers: [Int], mode: ConcealmentMode = .plc, between: [Int: (inout HeardTrack) -> Void],
        last: Int? = nil, atEnd: (inout HeardTrack) -> Void = { _ in }
    ) -> (samples: [Int16], marks: [TrackMark]) {
        var track = HeardTrack(sampleRateHz: 8000, mode: mode, from: 0, seed: 1)
        for number in numbers {
            between[number]?(&track)
            let start = number * 160
            track.play(at: start, tone.span.extracting(start..<start + 160))
        }
        atEnd(&track)
        track.finish(at: last.map { $0 * 160 })
        var samples = [Int16](repeating: 0, count: track.track.end)
        for piece in track.takeReady() { samples.replaceSubrange(piece.position..<piece.end, with: piece.samples) }
        return (samples, track.track.marks)
    }

    @Test("packets without sound at the end keep their time, and are labelled")
    func soundlessEnd() {
        let result = Self.heard([0, 1, 2], between: [:], last: 9) { track in
            for _ in 3...9 { track.missSound(.undecodable) }
        }
        #expect(result.samples.count == 1600 && result.samples[..<480] == Self.tone[..<480])
        #expect(result.samples[480...].allSatisfy { $0 == 0 })
        #expect(result.marks.map(\.position) == [480] && result.marks.map(\.count) == [1120])
    }

    @Test("nothing is missing at the end of a stream that ends as it should")
    func end() {
        let result = Self.heard([0, 1, 2], between: [:], last: 2)
        #expect(result.samples == Array(Self.tone[..<480]) && result.marks.isEmpty)
    }

    @Test("an event is silent though packets of it are lost", arguments: ConcealmentMode.allCases)
    func lostInEvent(mode: ConcealmentMode) {
        let result = Self.heard(
            [0, 1, 2, 9, 10], mode: mode,
            between: [
                9: { track in
                    track.passEvent(at: 3 * 160)
                    track.miss(lost: 2)
                    track.passEvent(at: 6 * 160)
                }
            ])
        #expect(result.marks.map(\.position) == [4 * 160] && result.marks.map(\.count) == [320])
        #expect(result.samples[480..<1440].allSatisfy { $0 == 0 })
        #expect(result.samples[1440...] == Self.tone[1440..<1760])
        #expect(result.marks.map(\.text) == ["2 lost"])
    }

    @Test("what is lost before an event is made up for, and no more", arguments: [1, 2])
    func lostBeforeEvent(count: Int) {
        let result = Self.heard(
            [0, 1, 2, 9, 10],
            between: [
                9: { track in
                    track.miss(lost: count)
                    track.passEvent(at: 0)
                }
            ])
        #expect(result.samples[480..<480 + 160 * count].contains { $0 != 0 })
        #expect(result.samples[480 + 160 * count..<1440].allSatisfy { $0 == 0 })
        #expect(result.samples[1440...] == Self.tone[1440..<1760])
        #expect(result.marks.map(\.text) == ["\(count) lost, concealed"])
    }

    @Test("what is lost right behind an event is labelled there")
    func lostBehindEvent() {
        let result = Self.heard(
            [0, 1, 2, 9, 10],
            between: [
                9: { track in
                    track.miss(lost: 1)
                    for number in 4..<7 { track.passEvent(at: number * 160) }
                    track.missLate()
                    track.miss(lost: 1)
                }
            ])
        #expect(result.marks.map(\.text) == ["1 lost, concealed", "1 lost, 1 late"])
        #expect(result.marks.map(\.position) == [480, 7 * 160] && result.marks.map(\.count) == [160, 320])
    }

    @Test("a key that ends a stream lies within its sound, with what it lost")
    func lostInLastEvent() {
        var track = HeardTrack(sampleRateHz: 8000, mode: .plc, from: 0, seed: 1)
        track.play(at: 0, Self.tone.span.extracting(0..<480))
        track.passEvent(at: 480)
        track.miss(lost: 2)
        track.passEvent(at: 960)
        track.finish(at: 960)
        #expect(track.track.marks.map(\.text) == ["2 lost"] && track.track.end >= 960)
        #expect(track.track.marks.allSatisfy { $0.position + $0.count <= track.track.end })
    }

    @Test("noise behind a month of silence is left out")
    func lateNoise() {
        var track = HeardTrack(sampleRateHz: 8000, mode: .plc, from: 0, seed: 1)
        track.play(at: 0, Self.tone.span.extracting(0..<480))
        track.begin(ComfortNoise(rootMeanSquare: 300), at: 40 * 86_400 * 8000)
        track.finish(at: 40 * 86_400 * 8000, silenceTo: 41 * 86_400 * 8000)
        #expect(track.isCutOff && track.track.end == 480)
    }

    @Test("what is lost before comfort noise is made up for, and no more")
    func lostBeforeNoise() {
        let noise = ComfortNoise(rootMeanSquare: 300)
        let result = Self.heard(
            [0, 1, 2, 20],
            between: [
                20: { track in
                    track.miss(lost: 2)
                    track.begin(noise, at: 5 * 160)
                }
            ])
        #expect(result.samples[480..<640].contains { $0.magnitude > 4000 })
        #expect(result.samples[800..<3200].allSatisfy { $0.magnitude < 4000 })
        #expect(result.samples[3200...] == Self.tone[3200..<3360])
        #expect(result.marks.map(\.text) == ["2 lost, concealed", "comfort noise"])
    }

    @Test("noise that nothing follows lasts to the end of the call")
    func lastNoise() {
        let noise = ComfortNoise(rootMeanSquare: 300)
        var track = HeardTrack(sampleRateHz: 8000, mode: .plc, from: 0, seed: 1)
        track.play(at: 0, Self.tone.span.extracting(0..<160))
        track.begin(noise, at: 160)
        track.finish(at: 160, silenceTo: 80_000)
        #expect(track.track.end == 80_000 && track.track.marks.map(\.text) == ["comfort noise"])
    }

    @Test("where a codec with a delay ends, its last sound is made up", arguments: ConcealmentMode.allCases)
    func seam(mode: ConcealmentMode) {
        var track = HeardTrack(sampleRateHz: 8000, mode: mode, from: 0, seed: 1)
        track.play(at: 0, Self.tone.span.extracting(0..<1560), delay: 40)
        track.play(at: 1600, Self.tone.span.extracting(1600..<3200))
        track.finish(at: nil)
        var samples = [Int16](repeating: 0, count: 3200)
        for piece in track.takeReady() { samples.replaceSubrange(piece.position..<piece.end, with: piece.samples) }
        #expect(samples[1560..<1600].contains { $0 != 0 } == (mode != .silence))
        #expect(samples[1720...] == Self.tone[1720..<3200] && track.track.marks.isEmpty)
    }

    @Test("sound that goes on beside events is made up for where it is lost", arguments: [true, false])
    func besideEvents(isLostFirst: Bool) {
        let result = Self.heard(
            [0, 1, 2, 4, 5],
            between: [
                2: { $0.passEvent(at: 0) },
                4: { track in
                    if isLostFirst { track.miss(lost: 1) }
                    track.passEvent(at: 0)
                    if !isLostFirst { track.miss(lost: 1) }
                },
            ])
        #expect(result.samples[480..<640].contains { $0 != 0 })
        #expect(result.marks.map(\.text) == ["1 lost, concealed"])
        // As for the marks, less than another packet beyond those that are missing is theirs too.
        var track = HeardTrack(sampleRateHz: 8000, mode: .plc, from: 0, seed: 1)
        track.play(at: 0, Self.tone.span.extracting(0..<480))
        track.passEvent(at: 0)
        for _ in 0..<3 { track.missLate() }
        track.play(at: 2000, Self.tone.span.extracting(2000..<2160))
        track.finish(at: nil)
        #expect(track.track.marks.map(\.text) == ["3 late, concealed for 60 ms"])
        // An event packet that is lost takes no time.
        let whole = Self.heard([0, 1, 2, 3, 4], between: [2: { $0.passEvent(at: 0) }, 3: { $0.miss(lost: 1) }])
        #expect(whole.samples == Array(Self.tone[..<800]))
    }
}
