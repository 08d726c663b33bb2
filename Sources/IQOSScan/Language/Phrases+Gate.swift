/// Why a gate was missed.
extension ProgressPhrases {
    /// One line: how many miss it, and the first of them.
    public func missed(_ miss: GateMiss) -> String {
        switch miss {
        case .noStream:
            say(Phrase("the gate was missed: there is no stream", "criterio incumplido: no hay ningún flujo"))
        case .nothingInCommon:
            say(
                Phrase(
                    "the gate was missed: no stream was seen at both points",
                    "criterio incumplido: ningún flujo se vio en los dos puntos"))
        case .score(let count, let areCaptures, let first, let mosLQ, let limit):
            missed(
                by: say.counted(count, areCaptures ? .capture : .stream),
                first: areCaptures ? first : say(.columnStream) + " " + first,
                "MOS " + (mosLQ.map { FigureText.fixed($0, missing: limit) } ?? FigureText.none))
        case .findings(let count, let first, let silent):
            if let first {
                missed(by: say.counted(count, .finding), first: first.code, name(of: first.place))
                    + (silent > 0 ? say(Phrase("; and by ", "; y por ")) + withoutStream(silent) : "")
            } else {
                say(Phrase("the gate was missed by ", "criterio incumplido por ")) + withoutStream(silent)
            }
        case .captures(let count, let first, let code):
            missed(by: say.counted(count, .capture), first: first, code)
        case .lost(let count, let first, let percent, let limit):
            missed(
                by: say.counted(count, .stream), first: "\(first.capture), \(say(.columnStream)) \(first.stream)",
                percent.map {
                    say(Phrase("{} % lost", "{} % perdidos"), FigureText.fixed($0, missing: limit))
                } ?? say(Phrase("seen at one point alone", "visto solo en un punto")))
        }
    }

    private func missed(by count: String, first: String, _ remark: String) -> String {
        say(
            Phrase("the gate was missed by {}, first by {} ({})", "criterio incumplido por {}, primero por {} ({})"),
            count, first, remark)
    }

    private func withoutStream(_ count: Int) -> String {
        count == 1
            ? say(
                Phrase(
                    "1 call that was answered and has no stream", "1 llamada que se contestó y no tiene ningún flujo"))
            : say(
                Phrase(
                    "{} calls that were answered and have no stream",
                    "{} llamadas que se contestaron y no tienen ningún flujo"), say.count(count))
    }

    private func name(of place: GateMiss.Place) -> String {
        switch place {
        case .capture: say(.captureNumber)
        case .stream(let id): "\(say(.columnStream)) \(id)"
        case .call(let id): "\(say(.callNumber)) \(id)"
        }
    }
}
