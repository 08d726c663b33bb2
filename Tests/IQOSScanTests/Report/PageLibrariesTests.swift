import Crypto
import Foundation
import Testing

@testable import IQOSScan

@Suite("Script libraries of the page")
struct PageLibrariesTests {
    @Test("what is embedded is what Scripts/libraries pins, with its terms", .enabled(if: PageLibraries.areThere))
    func pinned() throws {
        let script = try String(contentsOfFile: repositoryPath("Scripts/libraries"), encoding: .utf8)
        for text in [
            EmbeddedLibraries.uPlot, EmbeddedLibraries.uPlotStyle, EmbeddedLibraries.wavesurfer,
            EmbeddedLibraries.wavesurferLicence,
        ] {
            // The file's last line may end or not; the constant does not tell.
            let digests = [text, text + "\n"].map { text in
                SHA256.hash(data: Data(text.utf8)).map { String(format: "%02x", $0) }.joined()
            }
            #expect(digests.contains(where: script.contains))
        }
        #expect(EmbeddedLibraries.uPlotLicence.contains("MIT License"))
        #expect(EmbeddedLibraries.uPlot.contains("v1.6.31"))
    }

    @Test("the page shows their terms to the last word", .enabled(if: PageLibraries.areThere))
    func terms() throws {
        let page = String(decoding: try ReportFormat.html.bytes(ReportFixture.result), as: UTF8.self)
        #expect(page.contains("uPlot 1.6.31") && page.contains("OR THE USE OR OTHER DEALINGS IN THE SOFTWARE."))
        #expect(page.contains("EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE."))
    }

    @Test("only a page with sound inside carries what looks into it")
    func spectrogram() {
        let (without, with) = (PageScript.text(embedsSound: false), PageScript.text(embedsSound: true))
        #expect(!without.contains("addSpectrum=") && with.contains("addSpectrum=") == PageLibraries.areThere)
        let policies = [false, true].map { PageStyle.contentSecurityPolicy(.english, embedsSound: $0) }
        #expect(policies[0].contains(PageScript.hash(embedsSound: false)))
        #expect(policies[1].contains(PageScript.hash(embedsSound: true)))
    }

    @Test("nothing in them ends the script element or the style sheet")
    func closed() {
        let script = PageScript.text(embedsSound: true)
        #expect(!script.contains("</script") && !script.contains("<!--"))
        for language in Language.allCases { #expect(!PageStyle.sheet(language).contains("</style")) }
    }
}
