/// The players of a finished second pass, by the places of their streams; they are large, and stay where they were.
struct StreamPlayers: Sendable {
    private let all: [StreamPlayer]
    /// Index of each place's player, -1 for none that is audible.
    private var indexes: [Int32]

    init(_ players: [StreamPlayer], streams: Int) {
        all = players
        indexes = [Int32](repeating: -1, count: streams)
        for index in players.indices where players[index].plan.isAudible {
            indexes[players[index].plan.place] = Int32(index)
        }
    }

    subscript(place: Int) -> StreamPlayer? { indexes[place] < 0 ? nil : all[Int(indexes[place])] }

    var values: some Sequence<StreamPlayer> { indexes.lazy.filter { $0 >= 0 }.map { all[Int($0)] } }
}
