import IQOSCore

/// What page and terminal say of the signalling of a call.
extension SignallingReport {
    /// Who called whom: by their names, else by the addresses of the first message.
    var caller: String { from ?? messages.first?.source ?? FigureText.none }
    var callee: String { to ?? messages.first?.destination ?? FigureText.none }

    /// Protocol and how the call ended, and that it was no more than a fax; SIP alone has a final response to miss.
    ///
    /// - Parameter inWords: With the words of the response, where that was kept.
    func ending(_ say: Wording, inWords: Bool = false) -> String {
        outcome(say, inWords: inWords) + (media == ["image"] ? ", fax T.38" : "")
    }

    private func outcome(_ say: Wording, inWords: Bool) -> String {
        guard let status else { return self.protocol == "SIP" ? "SIP, \(say(.noFinalStatus))" : self.protocol }
        // A response is told with the method that it answers.
        let words = messages.last { $0.summary.hasPrefix("\(status) ") }?.summary.split(separator: " (").first
        return "\(self.protocol) " + (inWords ? words.map(String.init) ?? "\(status)" : "\(status)")
    }
}
