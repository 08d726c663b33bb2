import IQOSCore
import Testing

@testable import IQOSScan

@Suite("Findings of a whole report")
struct FindingDigestTests {
    private static func digest(_ findings: [(severity: FindingReport.Severity, extent: Double)]) -> FindingDigest {
        var digest = FindingDigest(ScanReport())
        for (index, finding) in findings.enumerated() {
            var stream = StreamReport(
                source: EndpointReport(address: "10.0.0.1", port: 4000),
                destination: EndpointReport(address: "10.0.0.2", port: 4000))
            stream.id = index + 1
            stream.findings = [
                FindingReport(
                    code: "late-packets", severity: finding.severity, message: "\(finding.extent) % came too late.",
                    startS: nil, endS: nil, frames: [], evidence: [], extent: finding.extent)
            ]
            digest.add(stream)
        }
        return digest
    }

    @Test(
        "the worst of a severity is told, wherever it stands", arguments: [[6.8, 17, 9], [17, 9, 6.8], [9, 6.8, 17]])
    func worst(extents: [Double]) throws {
        let entry = try #require(Self.digest(extents.map { (.critical, $0) }).entries.first)
        let stream = try #require(extents.firstIndex(of: 17)) + 1
        #expect(entry.finding.message == "17.0 % came too late.")
        #expect(entry.places(Wording(.english)) == "stream \(stream) and 2 more")
    }

    @Test("what is less severe is counted apart, before the worst one and behind it")
    func severities() throws {
        let digest = Self.digest([
            (.info, 1), (.warning, 99), (.critical, 5), (.critical, 6), (.info, 2), (.warning, 3),
        ])
        let entry = try #require(digest.entries.first)
        #expect(digest.entries.count == 1 && entry.finding.severity == .critical && entry.finding.extent == 6)
        #expect(entry.places(Wording(.english)) == "stream 4 and 1 more, 4 less severe")
        #expect(entry.places(Wording(.spanish)) == "flujo 4 y 1 más, 4 de menor gravedad")
        let alone = try #require(Self.digest([(.warning, 1), (.critical, 1)]).entries.first)
        #expect(alone.places(Wording(.english)) == "stream 2, 1 less severe")
    }
}
