import IQOSCore

/// Values of one template, by name.
typealias PageValues = [String: Any]

extension FindingReport {
    /// Values of one item of a list of findings.
    ///
    /// - Parameter callStartS: Start of the call whose axis the script puts it on, seconds from `capture.start`.
    func pageValues(_ say: Wording, callStartS: Double? = nil) -> PageValues {
        let origin = callStartS ?? 0
        let place = startS.map { start in
            let from = say.fixed(start - origin, decimals: 1)
            return endS.map { say(.placeFromTo, from, say.fixed($0 - origin, decimals: 1)) } ?? say(.placeAt, from)
        }
        var values: PageValues = [
            "severity": severity.rawValue, "code": code, "message": say(sentence: message),
            "place": place ?? false as Any,
            "span": false,
        ]
        if let callStartS, let startS {
            let times = [startS, endS ?? startS].map { FigureText.fixedPlain($0 - callStartS, decimals: 2) }
            values["span"] = times.joined(separator: " ")
        }
        return values
    }
}
