/// Every bound of every finding, in one place. docs/findings.md says the same in words.
enum FindingThresholds {
    // Shares are percent of the packets expected.

    /// Lost or late: below this a concealing receiver sounds as good as without (R falls by less than 2, G.107).
    static let lossInfoPercent = 0.5
    /// R falls by more than 3.5.
    static let lossWarningPercent = 1.0
    /// R falls by more than 15: from "satisfied" to "some users dissatisfied" (G.107 Annex B).
    static let lossCriticalPercent = 5.0
    /// Fewer lost packets are an accident and no pattern.
    static let lossLeast = 3
    /// Burst ratio from which losses are no longer scattered.
    static let burstRatio = 1.5
    /// A run of lost sound that concealment cannot hide: it fades out in 60 ms (G.711 Appendix I).
    static let runWarningMs = 60.0
    /// A run that takes whole words away.
    static let runCriticalMs = 500.0
    /// Reordered packets.
    static let reorderingPercent = 1.0
    /// Difference of two counts taken at two places that is no matter of moments.
    static let placeLeast = 5
    static let placePercent = 0.5

    /// Delay spikes for one minute of stream.
    static let spikesPerMinute = 6.0
    /// Time that a sender left out, ms.
    static let senderGapMs = 60.0
    static let senderGapCriticalMs = 1000.0
    /// Sound that a jitter buffer lacks, or has too much of, when drift is heard, ms.
    static let driftedMs = 60.0
    /// Crystals are within ±100 ppm; more fills or empties a jitter buffer within minutes.
    static let driftWarningPpm = 300.0
    /// More is no crystal but a wrong clock rate.
    static let driftCriticalPpm = 5000.0

    /// Share of datagrams that were cut within the place of an RTP header.
    static let headersCutPercent = 10.0
    static let headersCutLeast = 10
    /// Share of packets that came twice.
    static let duplicatesPercent = 1.0
    static let duplicatesLeast = 5
    /// Share of packets with another packet time.
    static let ptimeSharePercent = 20.0
    /// What codecs put into a packet; other steps are pictures or silence. Opus has the longest (RFC 6716 §2).
    static let longestPacketMs = 120.0
    static let packetTimesMs = [2.5, 5, 10, 15, 20, 30, 40, 60, 80, 100, 120]
    /// Class that a stream should have where the other direction has it: expedited forwarding (RFC 3246).
    static let voiceDSCP = 46
    /// Lower effort and scavenger classes (RFC 8622, RFC 3662).
    static let lowDSCPs = [1, 8]

    /// Active speech level, dBov (P.56): normal telephone speech is about -26.
    static let quietDbov = -40.0
    /// Speech stands out of the noise around it, dB.
    static let aboveNoiseDb = 10.0
    static let hotDbov = -15.0
    /// Below it nothing is taken for a voice.
    static let inaudibleDbov = -50.0
    /// Speech below this share of time is none, above the other it is a person who speaks.
    static let silentActivityPercent = 2.0
    static let speakingActivityPercent = 10.0
    static let speechLeastS = 20.0
    /// Speech that a level is told of, s.
    static let spokenLeastS = 2.0
    /// Clipped samples, percent of the active ones.
    static let clippedPercent = 0.1
    static let clippedCriticalPercent = 2.0
    /// Loud noise that is a finding, percent of the sound: of speech not one window in fifty is.
    static let noisePercent = 50.0
    /// Clicks at least, and a minute of sound.
    static let clicks = 6
    static let clicksPerMinute = 6.0
    /// Of a key: its tone begins, is taken out of the sound, and the sound comes back.
    static let clicksPerKey = 3
    /// Packets that repeat the one before: at least, and percent of all.
    static let repeatedPackets = 10
    static let repeatedPercent = 1.0
    /// Silence while packets flow, s.
    static let deadAirS = 10.0
    static let deadAirCriticalS = 30.0
    /// Share of full scale.
    static let offsetPercent = 1.0
    /// How far the quietest sound may be below the offset, dB.
    static let offsetFloorDb = 6.0
    /// Correlation of the level that comes back with what was said.
    static let echoCorrelation = 0.7

    /// One direction alone, s.
    static let oneWayS = 3.0
    /// Media that goes past its receiver, while that sends, s.
    static let wrongDestinationS = 3.0
    /// The second direction begins this much later, s.
    static let lateMediaS = 1.0
    static let lateMediaWarningS = 3.0
    /// One direction ends this much earlier, s.
    static let earlyEndS = 2.0
    static let earlyEndWarningS = 5.0
    /// A sender that pauses this long suppresses silence, s.
    static let pauseS = 0.2

    /// Streams of different hosts that have gaps at the same moment, and their share of those that run.
    static let sharedGapStreams = 4
    static let sharedGapPairs = 3
    static let sharedGapPercent = 80.0
}
