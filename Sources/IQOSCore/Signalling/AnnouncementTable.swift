/// Who announced an address and port, and when: a port that is announced again belongs to the later call from then on.
struct AnnouncementTable: Sendable {
    /// How much later than its first packet a stream's announcement may come, ns: answers are overtaken by media.
    static let earlyMedia: Int64 = 5_000_000_000
    /// How long after its end a call still owns its ports, ns.
    static let linger: Int64 = 5_000_000_000

    private(set) var count = 0
    /// Each list in order of time.
    private var byEndpoint: [MediaEndpoint: [MediaAnnouncement]] = [:]
    private var formatLists: Set<[SDPFormat]> = []

    /// How an addition ended.
    enum Addition: Sendable, Equatable {
        case added
        case known
        case addedWithoutFormats
        case refused
    }

    /// Adds an announcement, unless the one in force at its time says the same.
    mutating func add(_ announcement: MediaAnnouncement, _ limits: SignallingLimits) -> Addition {
        let list = byEndpoint[announcement.endpoint] ?? []
        let place = list.lastIndex { $0.since <= announcement.since }.map { $0 + 1 } ?? 0
        if place > 0, announcement.repeats(list[place - 1]) { return .known }
        guard count < limits.announcements else { return .refused }
        var announcement = announcement
        var addition = Addition.added
        if let shared = share(announcement.formats, limits) {
            announcement.formats = shared
        } else {
            announcement.formats = []
            addition = .addedWithoutFormats
        }
        count += 1
        byEndpoint[announcement.endpoint, default: []].insert(announcement, at: place)
        return addition
    }

    /// Forgets what a call announced at `endpoint`.
    mutating func remove(call: Int, at endpoint: MediaEndpoint) {
        guard var list = byEndpoint.removeValue(forKey: endpoint) else { return }
        let before = list.count
        list.removeAll { $0.call == call }
        count -= before - list.count
        if !list.isEmpty { byEndpoint[endpoint] = list }
    }

    /// What a side of a call announced at `endpoint`, in order of time.
    func announcements(at endpoint: MediaEndpoint, inCall call: Int, by side: CallSide) -> [MediaAnnouncement] {
        byEndpoint[endpoint]?.filter { $0.call == call && $0.side == side } ?? []
    }

    /// The announcement that a packet at `arrival` falls under.
    ///
    /// The latest before, unless its call had ended, or a call whose setup had begun announces the port within
    /// `earlyMedia`; else the first one after, within `earlyMedia`. Times that are unknown compare anyhow.
    ///
    /// - Parameter span: Start and end of a call; no end while it lasts.
    func announcement(
        at endpoint: MediaEndpoint, _ arrival: Int64, span: (Int) -> (start: Int64, end: Int64?)
    ) -> MediaAnnouncement? {
        guard let list = byEndpoint[endpoint] else { return nil }
        let next = list.partitioningIndex { $0.since > arrival }
        let coming = next < list.count && list[next].since &- arrival <= Self.earlyMedia ? list[next] : nil
        guard next > 0 else { return coming }
        let current = list[next - 1]
        if let end = span(current.call).end, arrival &- end > Self.linger { return coming }
        if let coming, coming.call != current.call, span(coming.call).start <= arrival { return coming }
        return current
    }

    /// The one copy of a list of formats; `nil` where there is no room for another list.
    private mutating func share(_ formats: [SDPFormat], _ limits: SignallingLimits) -> [SDPFormat]? {
        if formats.isEmpty { return [] }
        if let place = formatLists.firstIndex(of: formats) { return formatLists[place] }
        guard formatLists.count < limits.formatLists else { return nil }
        formatLists.insert(formats)
        return formats
    }
}

extension Array {
    /// The first index whose element, and so every later one, satisfies the condition; `count` for none.
    func partitioningIndex(where isLater: (Element) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if isLater(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
