import IQOSCore

/// What the script draws of one call. Times are seconds from the call's start.
struct PageCallData {
    /// Streams that go the same way.
    private struct Direction {
        var side: String
        var streams: [StreamReport]
        var peaks: [UInt8]
    }

    /// In the order that the script knows.
    private static let reportKinds: [RTCPReport.Moment.Kind] = [.sender, .receiver, .goodbye]

    private let call: CallReport
    private let streams: [StreamReport]
    private let startS: Double
    private let embedded: Set<String>
    private let detail: PageDetail
    private let say: Wording
    private var json = PageJSON()
    /// What the lanes show together, for the reader: streams by how many intervals, and places by how many are drawn.
    private var intervalsTogether: [Int: [Int]] = [:]
    private var places = (all: 0, drawn: 0)

    /// - Parameter embedded: Paths of sound files that are inside the page.
    init(
        _ call: CallReport, streams: [StreamReport], startS: Double, embedded: Set<String> = [], _ detail: PageDetail,
        _ say: Wording
    ) {
        self.detail = detail
        self.say = say
        self.call = call
        self.streams = streams
        self.startS = startS
        self.embedded = embedded
    }

    /// The content of a script element.
    func encoded() -> PageJSON {
        var copy = self
        copy.write()
        return copy.json
    }

    private mutating func write() {
        let directions = directions
        json.open("{")
        json.key("id")
        json.integer(call.id)
        json.key("length")
        json.number(call.durationS, decimals: 6)
        json.key("start")
        json.number(startS, decimals: 6)
        json.key("status")
        json.text(call.signalling.map { $0.protocol + ($0.status.map { " \(say(.statusWord)) \($0)" } ?? "") })
        json.key("step")
        json.integer(detail.markStep)
        json.key("rate")
        json.integer(call.audio?.sampleRateHz)
        json.key("silence")
        json.text(call.audio.map { $0.reason.map { say(sentence: $0) } } ?? say(.noSoundWritten))
        json.key("directions")
        json.open("[")
        for direction in directions { write(direction) }
        json.close("]")
        writeSources(directions)
        json.key("more")
        json.text(together)
        json.close("}")
    }

    private var together: String? {
        var texts: [String] = []
        if places.drawn < places.all {
            texts.append(say(.marksTogether, say.count(places.all), say.count(places.drawn)))
        }
        for (size, streams) in intervalsTogether.sorted(by: { $0.key < $1.key }) {
            texts.append(say(.pointsTogether, streams.map(say.count).joined(separator: ", "), say.count(size)))
        }
        return texts.isEmpty ? nil : texts.joined(separator: " ")
    }

    /// As the sound has them: left and right; without sound, by the address they come from.
    private var directions: [Direction] {
        let channels = call.audio?.channels ?? []
        if !channels.isEmpty {
            // A channel may have thousands of streams.
            let ids = channels.map { Set($0.streams) }
            let heard = channels.enumerated().map { index, channel in
                let peaks = call.audio?.peaks ?? []
                return Direction(
                    side: channel.position, streams: streams.filter { ids[index].contains($0.id) },
                    peaks: peaks.indices.contains(index) ? peaks[index] : [])
            }
            let others = streams.filter { stream in !ids.contains { $0.contains(stream.id) } }
            return (heard + [Direction(side: say(.notInSound), streams: others, peaks: [])])
                .filter { !$0.streams.isEmpty }
        }
        guard let first = streams.first else { return [] }
        let isSame = { (stream: StreamReport) in
            stream.id == first.id || stream.source.address == first.source.address
        }
        let (same, other) = (streams.filter(isSame), streams.filter { !isSame($0) })
        return [
            Direction(side: say(.oneWay), streams: same, peaks: []),
            Direction(side: say(.otherWay), streams: other, peaks: []),
        ]
        .filter { !$0.streams.isEmpty }
    }

    private mutating func write(_ direction: Direction) {
        json.open("{")
        json.key("side")
        json.text(say.side(direction.side))
        // The script finds where it goes from and to in the part for those without scripts.
        json.key("streams")
        json.open("[")
        for stream in direction.streams.prefix(4) { json.integer(stream.id) }
        json.close("]")
        json.key("more")
        json.integer(direction.streams.count > 4 ? 1 : 0)
        json.key("peaks")
        json.letters(Self.letters(direction.peaks, atMost: detail.peaks))
        json.key("channel")
        json.integer(["left", "right"].firstIndex(of: direction.side))
        json.key("soundLength")
        json.number(call.audio?.durationS, decimals: 6)
        json.key("points")
        json.open("[")
        for stream in direction.streams { json.letters(points(of: stream)) }
        json.close("]")
        json.key("marks")
        let marks = PageMarks(direction.streams, startS: startS, step: detail.markStep, limit: detail.marks)
        json.letters(marks.encoded)
        places = (places.all + marks.places, places.drawn + marks.marks.count)
        json.key("digits")
        json.open("[")
        for event in direction.streams.flatMap({ $0.dtmf?.events ?? [] }).prefix(500) {
            json.open("[")
            json.text(event.digit)
            json.number(event.startS - startS, decimals: 2)
            json.close("]")
        }
        json.close("]")
        json.key("reports")
        json.letters(reports(of: direction))
        json.close("}")
    }

    /// Reports of RTCP: kind, hundredths of a second since the one before, hundredths of a percent lost and tenths of a
    /// millisecond of jitter; the last two one larger, 0 where a report has none.
    private func reports(of direction: Direction) -> String {
        var numbers = PageNumbers()
        var before = 0
        let moments = direction.streams.flatMap { $0.rtcp?.moments ?? [] }
        let size = max(1, (moments.count + detail.reports - 1) / detail.reports)
        // The goodbye comes once, and last.
        let shown = moments.enumerated().filter { $0.offset % size == 0 || $0.element.kind == .goodbye }.map(\.element)
        for moment in shown.sorted(by: { $0.timeS < $1.timeS }) {
            let time = PageMarks.milliseconds(moment.timeS - startS) / 10
            numbers.add(Self.reportKinds.firstIndex(of: moment.kind) ?? 0)
            numbers.add(time - before)
            numbers.add(Self.scaled(percent: moment.lostPercent))
            numbers.add(Self.scaled(milliseconds: moment.jitterMs))
            before = max(time, before)
        }
        return numbers.text
    }

    /// A figure in whole steps, one larger; 0 where it is not known.
    private static func scaled(_ value: Double?, _ steps: Double) -> Int {
        guard let value, value.isFinite else { return 0 }
        // Halves of the six decimals that report.json has.
        return 1 + Int(max(0, min((value * 1e6).rounded() * steps / 1e6, 1e12)).rounded())
    }

    /// In hundredths; from 10 % on the page shows tenths, and what is rounded twice may be told as two figures.
    private static func scaled(percent: Double?) -> Int {
        guard let percent, percent >= 9.995 else { return scaled(percent, 100) }
        return 1 + (scaled(percent, 10) - 1) * 10
    }

    /// In tenths; from 100 ms on the page shows none.
    private static func scaled(milliseconds: Double?) -> Int {
        guard let milliseconds, milliseconds >= 99.95 else { return scaled(milliseconds, 10) }
        return 1 + (scaled(milliseconds, 1) - 1) * 10
    }

    /// A letter a part, its height in 64 steps, of neighbours that are taken together the tallest; silence is told by how
    /// long it is, `-` and a letter.
    private static func letters(_ peaks: [UInt8], atMost limit: Int) -> String? {
        guard !peaks.isEmpty else { return nil }
        let size = (peaks.count + limit - 1) / limit
        var letters: [UInt8] = []
        var silent = 0
        func end(_ silent: inout Int) {
            if silent > 2 { letters += [UInt8(ascii: "-"), PageBook.alphabet[silent]] }
            if silent <= 2 { letters += Array(repeating: PageBook.alphabet[0], count: silent) }
            silent = 0
        }
        for first in stride(from: 0, to: peaks.count, by: size) {
            let step = Int(peaks[first..<min(first + size, peaks.count)].max() ?? 0) >> 2
            if step > 0 || silent == 63 { end(&silent) }
            if step > 0 { letters.append(PageBook.alphabet[step]) } else { silent += 1 }
        }
        end(&silent)
        return String(decoding: letters, as: UTF8.self)
    }

    /// Intervals: milliseconds from the end of the one before, length (0 for the same again), lost and late packets in
    /// hundredths of a percent, jitter in tenths of a millisecond, MOS in hundredths, delay variation as jitter; all but
    /// the first three one larger, 0 where they are not known.
    private mutating func points(of stream: StreamReport) -> String {
        var numbers = PageNumbers()
        var end = 0
        var length = 0
        for group in IntervalGroup.all(stream.intervals, atMost: detail.points) {
            let start = max(end, PageMarks.milliseconds(group.startS - startS))
            let stop = max(start, PageMarks.milliseconds(group.endS - startS))
            numbers.add(start - end)
            numbers.add(stop - start == length ? 0 : stop - start)
            numbers.add(max(0, Self.scaled(percent: group.lostPercent) - 1))
            numbers.add(Self.scaled(percent: group.late.map { _ in group.latePercent }))
            numbers.add(Self.scaled(milliseconds: group.jitterMs))
            numbers.add(Self.scaled(group.mosLQ, 100))
            numbers.add(Self.scaled(milliseconds: group.delayVariationMs))
            length = stop - start
            end = stop
        }
        let size = IntervalGroup.size(stream.intervals, atMost: detail.points)
        if size > 1 { intervalsTogether[size, default: []].append(stream.id) }
        return numbers.text
    }

    /// What can be heard: all as heard, as path, element inside the page and whether there are two sides; and each stream
    /// as it was captured, as path, element, direction, number, start and whether its direction has several.
    private mutating func writeSources(_ directions: [Direction]) {
        json.key("heard")
        if let path = preferred(call.audio?.wav, call.audio?.mp3) {
            json.open("[")
            writeFile(path)
            json.integer(directions.count > 1 ? 1 : 0)
            json.close("]")
        } else {
            json.null()
        }
        json.key("captured")
        json.open("[")
        let start = call.start ?? 0
        for (place, direction) in directions.enumerated() {
            for stream in direction.streams.prefix(4) {
                guard let path = preferred(stream.audio?.wav, stream.audio?.mp3) else { continue }
                json.open("[")
                writeFile(path)
                json.integer(place)
                json.integer(stream.id)
                json.number(stream.audio?.start.map { Double($0 &- start) / 1e9 } ?? 0, decimals: 3)
                json.integer(direction.streams.count > 1 ? 1 : 0)
                json.close("]")
            }
        }
        json.close("]")
    }

    private mutating func writeFile(_ path: String) {
        json.text(path)
        json.text(embedded.contains(path) ? PageLinks.anchor(ofSound: path) : nil)
    }

    private func preferred(_ wav: String?, _ mp3: String?) -> String? {
        let paths = [wav, mp3].compactMap(PageLinks.soundPath)
        return paths.first(where: embedded.contains) ?? paths.first
    }
}
