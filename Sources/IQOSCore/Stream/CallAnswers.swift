/// Which stream of the other direction answers a stream.
///
/// Sound is answered by sound or keys, video by video. One at the same time comes before others, then one on the same
/// addresses and ports, then one of the same payload type, then the one that shares most time; the first of equals.
extension CallAssembly {
    /// Streams up to which it is quicker to look at each.
    static let fewStreams = 32

    /// - Parameter calls: Every stream is in at most one.
    /// - Returns: For each stream the place of the one that answers it; `nil` for none.
    static func answers(in calls: [CallLegs], _ streams: [CallMember]) -> [Int?] {
        var answers = [Int?](repeating: nil, count: streams.count)
        for call in calls {
            guard min(call.forward.count, call.backward.count) > fewStreams else {
                for place in call.forward { answers[place] = answer(to: streams[place], among: call.backward, streams) }
                for place in call.backward { answers[place] = answer(to: streams[place], among: call.forward, streams) }
                continue
            }
            for media in StreamMedia.allCases {
                let isOwn = { streams[$0].media == media }
                let isOther = { media.isAnswered(by: streams[$0].media) }
                for (own, others) in [(call.forward, call.backward), (call.backward, call.forward)] {
                    let others = CallAnswers(others.filter(isOther), streams)
                    for place in own.filter(isOwn) { answers[place] = others.answer(to: streams[place]) }
                }
            }
        }
        return answers
    }

    /// - Complexity: O(`others`).
    static func answer(to stream: CallMember, among others: [Int], _ streams: [CallMember]) -> Int? {
        var best: (place: Int, fit: (Int, Int, Int, Int64))?
        for other in others where stream.media.isAnswered(by: streams[other].media) {
            let shared = min(stream.end, streams[other].end) &- max(stream.start, streams[other].start)
            let fit = (
                shared >= 0 ? 1 : 0, streams[other].flow == stream.flow.reversed ? 1 : 0,
                streams[other].mainType == stream.mainType ? 1 : 0, shared
            )
            if best.map({ fit > $0.fit }) ?? true { best = (other, fit) }
        }
        return best?.place
    }
}

/// The streams of one direction of a large call, arranged so that those of the other one find their answers quickly.
struct CallAnswers {
    /// What an answer has to be; `nil` for anything.
    private struct Kind: Hashable {
        var flow: Flow?
        /// -1 for streams without one.
        var type: Int?

        /// Everything that a stream is, the narrowest first.
        static func all(_ flow: Flow, _ type: UInt8?) -> [Kind] {
            let type = type.map(Int.init) ?? -1
            return [
                Kind(flow: flow, type: type), Kind(flow: flow, type: nil), Kind(flow: nil, type: type),
                Kind(flow: nil, type: nil),
            ]
        }
    }

    private let places: [Kind: [Int]]
    private let spans: [Kind: SpanTree]

    init(_ others: [Int], _ streams: [CallMember]) {
        var places: [Kind: [Int]] = [:]
        for place in others {
            for kind in Kind.all(streams[place].flow, streams[place].mainType) {
                places[kind, default: []].append(place)
            }
        }
        self.places = places
        spans = places.mapValues { SpanTree($0.map { (streams[$0].start, streams[$0].end) }) }
    }

    /// As `CallAssembly.answer` has it.
    ///
    /// Where no stream of a narrow kind fits, the best of a wider kind is none of the narrow one.
    func answer(to stream: CallMember) -> Int? {
        let nearest = Kind.all(stream.flow.reversed, stream.mainType).compactMap { kind in
            spans[kind]?.nearest(to: (stream.start, stream.end)).map { (kind: kind, found: $0) }
        }
        guard let best = nearest.first(where: { $0.found.shared >= 0 }) ?? nearest.first else { return nil }
        return places[best.kind]?[best.found.index]
    }
}
