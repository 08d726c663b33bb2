/// Who announced an address and port, and when: a port that is announced again belongs to the later call from then on.
struct AnnouncementTable: Sendable {
    /// How much later than its first packet a stream's announcement may come, ns: answers are overtaken by media.
    static let earlyMedia: Int64 = 5_000_000_000
    /// How long after its end a call still owns its ports, ns.
    static let linger: Int64 = 5_000_000_000

    /// Announcements in no special order; those in `free` are forgotten.
    private var all: [MediaAnnouncement] = []
    private var free: [Int32] = []
    /// Places in `all`, each list in order of time. Calls know the places of what they announced, too: thousands of them may
    /// share an address and port, and none is to look through what the others said.
    private var byEndpoint: [MediaEndpoint: [Int32]] = [:]
    private var formatLists: Set<[SDPFormat]> = []

    var count: Int { all.count - free.count }

    /// How an addition ended; where there is one, with its place.
    enum Addition: Sendable, Equatable {
        case added(Int32)
        case known
        case addedWithoutFormats(Int32)
        case refused
    }

    /// - Parameter place: As `add` gave it, and not removed since.
    subscript(place: Int32) -> MediaAnnouncement { all[Int(place)] }

    /// Adds an announcement, unless the one in force at its time says the same.
    mutating func add(_ announcement: MediaAnnouncement, _ limits: SignallingLimits) -> Addition {
        let position = position(behind: announcement.since, at: announcement.endpoint)
        if position > 0, let before = byEndpoint[announcement.endpoint]?[position - 1],
            announcement.repeats(self[before])
        {
            return .known
        }
        guard count < limits.announcements else { return .refused }
        var announcement = announcement
        let shared = share(announcement.formats, limits)
        announcement.formats = shared ?? []
        let place = free.popLast() ?? Int32(all.count)
        if Int(place) == all.count { all.append(announcement) } else { all[Int(place)] = announcement }
        byEndpoint[announcement.endpoint, default: []].insert(place, at: position)
        return shared == nil ? .addedWithoutFormats(place) : .added(place)
    }

    /// Forgets the announcement at a place.
    mutating func remove(_ place: Int32) {
        let endpoint = all[Int(place)].endpoint
        let end = position(behind: all[Int(place)].since, at: endpoint)
        guard let position = byEndpoint[endpoint]?[..<end].lastIndex(of: place) else { return }
        byEndpoint[endpoint]?.remove(at: position)
        if byEndpoint[endpoint]?.isEmpty == true { byEndpoint[endpoint] = nil }
        all[Int(place)].formats = []
        all[Int(place)].ssrcs = []
        free.append(place)
    }

    /// Where the list of an endpoint goes on behind a time.
    private func position(behind since: Int64, at endpoint: MediaEndpoint) -> Int {
        byEndpoint[endpoint]?.partitioningIndex { all[Int($0)].since > since } ?? 0
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
        let next = list.partitioningIndex { all[Int($0)].since > arrival }
        var coming = next < list.count ? self[list[next]] : nil
        if let later = coming, later.since &- arrival > Self.earlyMedia { coming = nil }
        guard next > 0 else { return coming }
        let current = self[list[next - 1]]
        if let end = span(current.call).end, arrival &- end > Self.linger { return coming }
        if let coming, coming.call != current.call, span(coming.call).start <= arrival { return coming }
        return current
    }

    /// When the announcements of an endpoint behind a time and up to another came, in order.
    func times(at endpoint: MediaEndpoint, _ start: Int64, _ end: Int64) -> [Int64] {
        guard start < end, let list = byEndpoint[endpoint] else { return [] }
        let first = list.partitioningIndex { all[Int($0)].since > start }
        return list[first...].prefix { all[Int($0)].since <= end }.map { all[Int($0)].since }
    }

    /// The latest announcements before a packet, and those that come within `earlyMedia`, up to `limit` of each.
    func around(_ endpoint: MediaEndpoint, _ arrival: Int64, limit: Int) -> [MediaAnnouncement] {
        guard let list = byEndpoint[endpoint] else { return [] }
        let next = list.partitioningIndex { all[Int($0)].since > arrival }
        let coming = list[next...].prefix(limit).prefix { self[$0].since &- arrival <= Self.earlyMedia }
        return (list[..<next].suffix(limit) + coming).map { self[$0] }
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
