import Foundation
import PackagePlugin

/// Makes a Swift file of the script libraries that the set-up commands brought into the target, or of none.
@main
struct PageLibraries: BuildToolPlugin {
    func createBuildCommands(context: PluginContext, target: Target) throws -> [Command] {
        let folder = target.directoryURL.appending(path: "Page/Libraries")
        let names = ["uPlot.js", "uPlot.css", "uPlot.txt", "wavesurfer.js", "wavesurfer.txt"]
        let inputs = names.map { folder.appending(path: $0) }
        let areThere = inputs.allSatisfy { FileManager.default.fileExists(atPath: $0.path) }
        let script = context.package.directoryURL.appending(path: "Scripts/embed")
        let output = context.pluginWorkDirectoryURL.appending(path: "EmbeddedLibraries.swift")
        return [
            .buildCommand(
                displayName: areThere ? "Embedding uPlot and wavesurfer.js" : "Embedding no script library",
                executable: URL(fileURLWithPath: "/bin/sh"),
                arguments: [script.path, output.path] + (areThere ? inputs.map(\.path) : []),
                inputFiles: [script] + (areThere ? inputs : []), outputFiles: [output])
        ]
    }
}
