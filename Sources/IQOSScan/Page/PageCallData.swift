import IQOSCore

/// What the script draws of one call. Times are seconds from the call's start.
struct PageCallData {
    /// Intervals of one direction: beyond, neighbours are taken together.
    private static let points = 600
    private static let marks = 2000
    /// What is marked, in the order that the script knows.
    private static let kinds: [MarkerReport.Kind] = [.lost, .late, .restart]
    private static let messages = 200

    /// Streams that go the same way.
    private struct Direction {
        var side: String
        var streams: [StreamReport]
        var peaks: [UInt8]
    }

    private let call: CallReport
    private let streams: [StreamReport]
    private let startS: Double
    private let embedded: Set<String>
    private let detail: PageDetail
    private let say: Wording
    private var json = PageJSON()

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
        json.number(call.durationS, decimals: 3)
        json.key("status")
        json.text(call.signalling.map { $0.protocol + ($0.status.map { " \(say(.statusWord)) \($0)" } ?? "") })
        json.key("rate")
        json.integer(call.audio?.sampleRateHz)
        json.key("silence")
        json.text(call.audio.map { $0.reason.map { say(sentence: $0) } } ?? say(.noSoundWritten))
        json.key("directions")
        json.open("[")
        for direction in directions { write(direction) }
        json.close("]")
        writeSources(directions)
        writeMessages()
        let hidden = streams.map { max(0, $0.markers.count - Self.marks) }.reduce(0, +)
        json.key("more")
        json.text(hidden > 0 ? say(.morePlaces, say.count(hidden)) : nil)
        json.close("}")
    }

    /// As the sound has them: left and right; without sound, by the address they come from.
    private var directions: [Direction] {
        let channels = call.audio?.channels ?? []
        if !channels.isEmpty {
            return channels.enumerated().map { index, channel in
                let peaks = call.audio?.peaks ?? []
                return Direction(
                    side: channel.position, streams: streams.filter { channel.streams.contains($0.id) },
                    peaks: peaks.indices.contains(index) ? peaks[index] : [])
            }.filter { !$0.streams.isEmpty }
        }
        guard let first = streams.first else { return [] }
        let same = streams.filter { $0.id == first.id || $0.source.address == first.source.address }
        let other = streams.filter { stream in !same.contains { $0.id == stream.id } }
        return [
            Direction(side: say(.oneWay), streams: same, peaks: []),
            Direction(side: say(.otherWay), streams: other, peaks: []),
        ]
        .filter { !$0.streams.isEmpty }
    }

    private mutating func write(_ direction: Direction) {
        let first = direction.streams[0]
        let ids = direction.streams.prefix(4).map { String($0.id) }.joined(separator: ", ")
        json.open("{")
        json.key("side")
        json.text(say.side(direction.side))
        json.key("name")
        json.text(
            "\(say.side(direction.side)): \(FigureText.endpoint(first.source)) → \(FigureText.endpoint(first.destination)) "
                + "(\(say(.streamNumber)) \(ids)\(direction.streams.count > 4 ? " …" : ""))")
        json.key("peaks")
        json.text(Self.letters(direction.peaks, atMost: detail.peaks))
        json.key("channel")
        json.integer(["left", "right"].firstIndex(of: direction.side))
        json.key("soundLength")
        json.number(call.audio?.durationS, decimals: 3)
        json.key("points")
        json.open("[")
        for stream in direction.streams { writePoints(stream) }
        json.close("]")
        json.key("marks")
        // Milliseconds since the start of the one before, and length and kind in one number: there may be thousands.
        var numbers = PageNumbers()
        var before = 0
        for marker in marks(of: direction) {
            let start = Int(max(0, min(1000 * (marker.startS - startS), 1e12)).rounded())
            let length = Int(max(0, min(1000 * (marker.endS - marker.startS), 1e12)).rounded())
            numbers.add(max(0, start - before))
            numbers.add(length * Self.kinds.count + (Self.kinds.firstIndex(of: marker.kind) ?? 0))
            before = max(start, before)
        }
        json.text(numbers.text)
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
        json.open("[")
        // Kind, time, loss and jitter one after another, the last two -1 where a report has none.
        for report in direction.streams.flatMap({ $0.rtcp?.moments ?? [] }) {
            json.text(report.kind.rawValue)
            json.number(report.timeS - startS, decimals: 2)
            json.number(report.lostPercent ?? -1, decimals: 2)
            json.number(report.jitterMs ?? -1, decimals: 1)
        }
        json.close("]")
        json.close("}")
    }

    /// A letter a part, its height in 64 steps; of neighbours that are taken together the tallest.
    private static func letters(_ peaks: [UInt8], atMost limit: Int) -> String? {
        guard !peaks.isEmpty else { return nil }
        let size = (peaks.count + limit - 1) / limit
        let letters = stride(from: 0, to: peaks.count, by: size).map { first in
            PageBook.alphabet[Int(peaks[first..<min(first + size, peaks.count)].max() ?? 0) >> 2]
        }
        return String(decoding: letters, as: UTF8.self)
    }

    /// In order of time.
    private func marks(of direction: Direction) -> [MarkerReport] {
        let all = direction.streams.flatMap { stream in
            stream.markers.lazy.filter { $0.kind != .finding && $0.startS.isFinite && $0.endS.isFinite }.prefix(
                Self.marks)
        }
        return direction.streams.count == 1 ? all : all.sorted { $0.startS < $1.startS }
    }

    private mutating func writePoints(_ stream: StreamReport) {
        let intervals = stream.intervals
        let size = max(1, (intervals.count + Self.points - 1) / Self.points)
        for first in stride(from: 0, to: intervals.count, by: size) {
            let group = intervals[first..<min(first + size, intervals.count)]
            guard let start = group.first?.startS, let last = group.last else { continue }
            let expected = Double(max(1, group.reduce(0) { $0 + $1.packets + $1.lost }))
            let isLateKnown = group.contains { $0.late != nil }
            json.open("[")
            json.number(start - startS, decimals: 2)
            json.number(last.startS + last.durationS - startS, decimals: 2)
            json.number(100 * Double(group.reduce(0) { $0 + $1.lost }) / expected, decimals: 2)
            json.number(
                isLateKnown ? 100 * Double(group.reduce(0) { $0 + ($1.late ?? 0) }) / expected : nil, decimals: 2)
            json.number(group.compactMap(\.jitterMs).max(), decimals: 1)
            json.number(group.compactMap(\.mosLQ).min(), decimals: 2)
            json.number(group.compactMap(\.delayVariationMs).max(), decimals: 1)
            json.close("]")
        }
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

    private mutating func writeMessages() {
        json.key("messages")
        json.open("[")
        for message in (call.signalling?.messages ?? []).prefix(Self.messages) {
            json.open("[")
            json.number(message.timeS.map { $0 - startS }, decimals: 3)
            json.text(message.source)
            json.text(message.destination)
            json.text(message.summary)
            json.close("]")
        }
        json.close("]")
    }
}
