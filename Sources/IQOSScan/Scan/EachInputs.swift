import Foundation

/// The captures that many inputs stand for, each with a name that no other has.
struct EachInputs {
    struct Input: Sendable {
        var path: String
        /// As the index names it: below the folder that was given, else its name; with as much of the path before it as
        /// tells it from the others.
        var shown: String
        /// It lies in a folder that was given, so that it need not be a capture at all.
        var isFound: Bool
        /// Why it cannot even be looked at.
        var failure: InputError?
    }

    private(set) var files: [Input] = []

    init(_ inputs: [String]) {
        var seen: [[UInt64]: String] = [:]
        for input in inputs {
            let paths = InputPaths(input, seen: &seen)
            let prefix = input.hasSuffix("/") ? input : input + "/"
            for entry in paths.entries {
                let (path, failure): (String, InputError?)
                switch entry {
                case .file(let file): (path, failure) = (file, nil)
                case .failure(let file, let why): (path, failure) = (file, why.error(path: file))
                case .repeated: continue
                }
                let isBelow = paths.isFolder && path.hasPrefix(prefix)
                let name = isBelow ? String(path.dropFirst(prefix.count)) : (path as NSString).lastPathComponent
                files.append(Input(path: path, shown: name, isFound: paths.isFolder, failure: failure))
            }
        }
        tellApart()
    }

    /// Puts folders before names that several have, one more at a time, until each is another's no longer.
    private mutating func tellApart() {
        var places: [String: [Int]] = [:]
        for (place, file) in files.enumerated() { places[file.shown, default: []].append(place) }
        for same in places.values where same.count > 1 {
            let wholes = same.map { Self.components(of: files[$0].path) }
            var depth = files[same[0]].shown.split(separator: "/").count
            let deepest = wholes.map(\.count).max() ?? 0
            repeat { depth += 1 } while depth < deepest && Set(wholes.map { $0.suffix(depth) }).count < same.count
            for (place, whole) in zip(same, wholes) { files[place].shown = whole.suffix(depth).joined(separator: "/") }
        }
    }

    private static func components(of path: String) -> [Substring] {
        URL(fileURLWithPath: path).standardizedFileURL.path.split(separator: "/")
    }

    /// A folder's name that is none of `taken`, and that is one component.
    static func folder(for shown: String, taken: inout Set<String>) -> String {
        var name = String(
            shown.unicodeScalars.map { $0 == "/" || $0.value < 0x20 ? "_" : Character($0) }.drop {
                $0 == "." || $0 == "_"
            })
        while name.utf8.count > 200 { name.removeLast() }
        if name.isEmpty { name = "capture" }
        var candidate = name + "-iqos"
        var number = 2
        while !taken.insert(candidate).inserted {
            candidate = "\(name)-\(number)-iqos"
            number += 1
        }
        return candidate
    }
}
