/// The sound files beside the page, as links; only paths that we write ourselves become one.
enum PageLinks {
    /// - Parameter inside: Paths of what is inside the page, which a page that was moved has no file of, nor of its twin.
    static func values(_ paths: [String?], without inside: Set<String>) -> [PageValues] {
        let anchors = Set(inside.map(anchor))
        return paths.compactMap(soundPath).filter { !anchors.contains(anchor(ofSound: $0)) }.map { path in
            ["path": path, "name": path.hasSuffix(".mp3") ? "MP3" : "WAV"]
        }
    }

    /// Id of the element that holds a sound which is inside the page.
    static func anchor(ofSound path: String) -> String {
        "sound-" + path.dropFirst("audio/".count).prefix { $0 != "." }
    }

    static func soundPath(_ path: String?) -> String? {
        path.flatMap { $0.hasPrefix("audio/") ? $0 : nil }
    }
}
