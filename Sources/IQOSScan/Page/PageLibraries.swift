import Crypto
import Foundation

/// The script libraries inside the page: uPlot draws what is plotted over time, wavesurfer.js the sound.
///
/// The build embeds them where Scripts/libraries brought them; without them the page shows drawings that do not zoom.
enum PageLibraries {
    static let areThere = !EmbeddedLibraries.uPlot.isEmpty && !EmbeddedLibraries.wavesurfer.isEmpty

    /// What stands before the page's own script. uPlot ends in a statement, wavesurfer.js too.
    static let script = areThere ? EmbeddedLibraries.uPlot + "\n" + EmbeddedLibraries.wavesurfer + "\n" : ""
    static let style = areThere ? EmbeddedLibraries.uPlotStyle : ""

    /// Height of a waveform in CSS pixels: part of the style sheet that the policy has to know.
    static let waveHeight = 62

    /// Source for the policy: the style sheet that wavesurfer.js gives its own element; `nil` where it has none.
    static let innerStyleHash: String? = {
        let text = EmbeddedLibraries.wavesurfer
        guard let head = text.range(of: "<style"), let tail = text.range(of: "</style>"),
            let start = text.range(of: "\"\"}>", range: head.upperBound..<tail.lowerBound)
        else { return nil }
        let sheet = text[start.upperBound..<tail.lowerBound]
            .replacing("\\n", with: "\n").replacing(/\$\{[^}]*\}/, with: "\(waveHeight)")
        return Data(SHA256.hash(data: Data(sheet.utf8))).base64EncodedString()
    }()

    /// Name and terms of each, as the page shows them.
    static var licences: [PageValues] {
        guard areThere else { return [] }
        return [
            ["name": "uPlot 1.6.31", "terms": whole(EmbeddedLibraries.uPlotLicence)],
            ["name": "wavesurfer.js 7.12.11", "terms": whole(EmbeddedLibraries.wavesurferLicence)],
        ]
    }

    /// Terms are never cut, as texts from a capture are.
    private static func whole(_ terms: String) -> String {
        terms.split(separator: "\n", omittingEmptySubsequences: false).map { PageText.escape(String($0)) }
            .joined(separator: "\n")
    }
}
