/// What an MP3 file says of itself, ASCII.
struct MP3Tags: Sendable {
    var title: String
    var comment: String
}
