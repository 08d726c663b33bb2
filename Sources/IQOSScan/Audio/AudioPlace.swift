import IQOSCore

/// Where sound files go, in which formats, and what all of them say.
struct AudioPlace: Sendable {
    /// Path of the folder that `audio/` is in.
    let folder: String
    let formats: AudioFormats
    let captures: [CaptureFileReport]
    /// There are more processors than calls: encoders get some of their own.
    var encodesAside = false
    let files = OpenFiles()
}
