import IQOSCore

/// Values of one template, by name.
typealias PageValues = [String: Any]

extension FindingReport {
    /// Values of one item of a list of findings.
    var pageValues: PageValues {
        let place = startS.map { start in
            "at \(FigureText.fixed(start, decimals: 1)) s"
                + (endS.map { " to \(FigureText.fixed($0, decimals: 1)) s" } ?? "")
        }
        return ["severity": severity.rawValue, "code": code, "message": message, "place": place ?? ""]
    }
}
