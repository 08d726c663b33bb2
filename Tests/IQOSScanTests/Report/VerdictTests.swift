import IQOSCore
import Testing

@testable import IQOSScan

@Suite("Verdict")
struct VerdictTests {
    private static func verdict(
        _ calls: [(mos: Double?, seconds: Double)], faulty: Set<Int> = []
    ) -> Verdict {
        var verdict = Verdict()
        for (index, call) in calls.enumerated() {
            var stream = StreamReport(
                source: EndpointReport(address: "10.0.0.1", port: 4000),
                destination: EndpointReport(address: "10.0.0.2", port: 4000))
            stream.quality.mosLQ = call.mos
            stream.durationS = call.seconds
            verdict.add(QualityRank(index: index, streams: [stream]), isFaulty: faulty.contains(index))
        }
        return verdict
    }

    private static func sentence(_ verdict: Verdict, _ language: Language = .english) -> String {
        verdict.sentence(Wording(language)) + verdict.remark(Wording(language))
    }

    @Test("a call of three packets is neither praised nor condemned", arguments: [4.41, 3.7, 3.2, 1.1])
    func short(mos: Double) {
        let verdict = Self.verdict([(mos, 0.06)])
        #expect(verdict.band == .unknown && verdict.short == 1)
        #expect(verdict.sentence(Wording(.english)) == "The call is too short to judge.")
        #expect(Self.verdict([(mos, Verdict.leastSeconds)]).band == QualityBand(mosLQ: mos))
    }

    @Test(
        "short calls are told apart from those that count",
        arguments: [
            ([(4.4, 60), (4.4, 0.1)], "The one rated call sounds good. 1 call is too short to judge."),
            ([(2.0, 0.1), (4.4, 60), (4.4, 60)], "Both rated calls sound good. 1 call is too short to judge."),
            ([(2.0, 60), (4.4, 0.1)], "1 of 2 calls sounds bad. 1 call is too short to judge."),
            ([(4.4, 0.1), (4.4, 0.2)], "Both calls are too short to judge."),
            (
                [(4.4, 0.1), (nil, 60)],
                "None of the 2 calls can be judged. 1 call could not be rated. 1 call is too short to judge."
            ),
        ] as [([(mos: Double?, seconds: Double)], String)])
    func among(calls: [(mos: Double?, seconds: Double)], told: String) {
        #expect(Self.sentence(Self.verdict(calls)) == told)
    }

    @Test("a serious fault is told of calls without a score, too")
    func unratedAndFaulty() {
        #expect(Self.sentence(Self.verdict([(nil, 60)], faulty: [0])) == "The call has a serious fault.")
        let one = Self.sentence(Self.verdict([(nil, 60), (nil, 60)], faulty: [1]))
        #expect(one.hasPrefix("1 of 2 calls has a serious fault."), "\(one)")
    }

    @Test(
        "how a call sounds is told before its fault, so that a low score reads worse than a fair one",
        arguments: [
            (4.4, "The call has a serious fault."), (3.66, "The call sounds fair, but has a serious fault."),
            (3.18, "The call sounds poor and has a serious fault."),
            (1.5, "The call sounds bad and has a serious fault."),
        ])
    func faultBesideScore(mos: Double, told: String) {
        #expect(Self.sentence(Self.verdict([(mos, 60)], faulty: [0])) == told)
    }

    @Test("signalling without a stream is not no call")
    func onlySignalling() {
        var verdict = Verdict()
        #expect(Self.sentence(verdict) == "No call was found.")
        verdict.signalled = 1
        #expect(Self.sentence(verdict) == "Signalling was found, but no call with sound." && verdict.band == .unknown)
    }

    @Test("verdicts of many captures add up to one of all")
    func sum() {
        let (a, b) = (Self.verdict([(4.4, 60), (3.2, 60)]), Self.verdict([(1.2, 60), (4.4, 60)], faulty: [1]))
        #expect(Self.sentence(a + b) == "2 of 4 calls sound poor or bad, 1 more has a serious fault.")
        #expect((a + b).band == .bad && a.band == .poor && (a + b).calls == 4)
        #expect(Self.sentence(a + b, .spanish).hasPrefix("2 de 4 llamadas suenan mediocres o mal, 1 más"))
    }
}
