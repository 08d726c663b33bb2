/// What RTCP says of one stream: its sender's reports, and what its receiver reports of it.
struct RTCPState: Sendable {
    /// A receiver's report beside what the capture had of the stream when it passed.
    struct Reception: Sendable {
        var block: RTCPReportBlock
        var progress: StreamProgress?
    }

    /// A sender's report in the same way.
    struct Sending: Sendable {
        var packets: UInt32
        var progress: StreamProgress?
    }

    /// Longest CNAME kept, bytes.
    static let nameLimit = 255

    /// In the direction of the stream, with the ports of RTCP.
    let key: StreamKey
    private(set) var senderReports = 0
    /// Receiver reports that the stream's own sender sent, with or without blocks.
    private(set) var ownReceiverReports = 0
    /// Report blocks about the stream.
    private(set) var receptions = 0
    private(set) var goodbyes = 0
    private(set) var moments = RTCPMoments()
    /// Datagrams that SRTCP made unreadable.
    var encrypted = 0
    /// Datagrams of its sender that were read as far as the snap length let them be captured.
    var cut = 0
    private(set) var firstSending: Sending?
    private(set) var lastSending: Sending?
    /// Bounds of what one receiver reported of it without starting over.
    private(set) var firstReception: Reception?
    private(set) var lastReception: Reception?
    /// SSRC of that receiver.
    private(set) var receiver: UInt32?
    private(set) var worstFraction: UInt8 = 0
    /// Timestamp units.
    private(set) var largestJitter: UInt32 = 0
    private var jitterSum = 0.0
    private(set) var roundTrip = RoundTrip()
    private(set) var canonicalName: [UInt8] = []
    /// The last one, and how many came.
    private(set) var voipMetrics: RTCPVoIPMetrics?
    private(set) var voipReports = 0

    init(key: StreamKey) {
        self.key = key
    }

    /// Mean of the reported jitter, timestamp units; `nil` without a report.
    var meanJitter: Double? { receptions == 0 ? nil : jitterSum / Double(receptions) }

    mutating func add(_ info: RTCPSenderInfo, at arrival: Int64, _ progress: StreamProgress?) {
        senderReports += 1
        moments.add(RTCPMoments.Moment(.sender, at: arrival))
        roundTrip.sent(middle: info.middle, at: arrival)
        let sending = Sending(packets: info.packets, progress: progress)
        // A count that runs back is a sender that began anew.
        let isFirst =
            firstSending?.progress.map { $0.isStill && progress?.isStill == false } ?? true
            || Int32(bitPattern: info.packets &- (lastSending?.packets ?? 0)) < 0
        if isFirst { firstSending = sending }
        lastSending = sending
    }

    mutating func add(_ block: RTCPReportBlock, by receiver: UInt32, at arrival: Int64, _ progress: StreamProgress?) {
        receptions += 1
        moments.add(
            RTCPMoments.Moment(.receiver, at: arrival, fractionLost: block.fractionLost, jitter: block.jitter))
        jitterSum += Double(block.jitter)
        largestJitter = max(largestJitter, block.jitter)
        worstFraction = max(worstFraction, block.fractionLost)
        roundTrip.answered(lastReport: block.lastReport, delay: block.delaySinceLastReport, at: arrival)
        let reception = Reception(block: block, progress: progress)
        let isContinued =
            self.receiver == receiver && firstReception?.progress != nil
            && Int32(bitPattern: block.highestSequence &- (lastReception?.block.highestSequence ?? 0)) >= 0
        if !isContinued { firstReception = reception }
        self.receiver = receiver
        lastReception = reception
    }

    mutating func addReceiverReport() { ownReceiverReports += 1 }

    mutating func addGoodbye(at arrival: Int64) {
        goodbyes += 1
        moments.add(RTCPMoments.Moment(.goodbye, at: arrival))
    }

    mutating func addReference(middle: UInt32, at arrival: Int64) {
        roundTrip.sent(middle: middle, at: arrival)
    }

    mutating func addAnswer(lastReport: UInt32, delay: UInt32, at arrival: Int64) {
        roundTrip.answered(lastReport: lastReport, delay: delay, at: arrival)
    }

    mutating func add(_ metrics: RTCPVoIPMetrics) {
        voipReports += 1
        voipMetrics = metrics
    }

    mutating func name(_ bytes: RawSpan, _ text: Range<Int>) {
        let text = text.prefix(Self.nameLimit)
        guard !isName(bytes, text) else { return }
        canonicalName = [UInt8](bytes, text)
    }

    /// Whether the name was told before: nearly every report repeats it.
    private func isName(_ bytes: RawSpan, _ text: Range<Int>) -> Bool {
        let known = canonicalName.span
        guard known.count == text.count, text.upperBound <= bytes.byteCount else { return false }
        for index in known.indices where known[index] != bytes.byte(at: text.lowerBound + index) { return false }
        return true
    }
}
