/// The open captures of a merge, the one whose frame comes next on top.
///
/// Order is by key, the capture time of the next frame, then by file, so that it never depends on who was opened when.
struct MergeHeap {
    struct Entry: Comparable {
        var key: Int64
        var file: Int

        static func < (left: Entry, right: Entry) -> Bool {
            (left.key, left.file) < (right.key, right.file)
        }
    }

    private var entries: [Entry] = []

    var count: Int { entries.count }
    var first: Entry? { entries.first }

    /// The entry that would be first without the first.
    var second: Entry? {
        switch entries.count {
        case ...1: nil
        case 2: entries[1]
        default: min(entries[1], entries[2])
        }
    }

    mutating func insert(_ entry: Entry) {
        entries.append(entry)
        var child = entries.count - 1
        while child > 0, entries[child] < entries[(child - 1) / 2] {
            entries.swapAt(child, (child - 1) / 2)
            child = (child - 1) / 2
        }
    }

    /// Gives the first entry another key; `nil` takes it out. There must be a first one.
    mutating func updateFirst(key: Int64?) {
        if let key {
            entries[0].key = key
        } else {
            entries.swapAt(0, entries.count - 1)
            entries.removeLast()
        }
        var parent = 0
        while true {
            var least = parent
            for child in 2 * parent + 1...2 * parent + 2 where child < entries.count && entries[child] < entries[least]
            {
                least = child
            }
            guard least != parent else { return }
            entries.swapAt(parent, least)
            parent = least
        }
    }
}
