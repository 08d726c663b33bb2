/// Where media is received.
public struct MediaEndpoint: BitwiseCopyable, Hashable, Sendable {
    public var address: Address
    public var port: UInt16

    public init(address: Address, port: UInt16) {
        self.address = address
        self.port = port
    }
}

/// Which end of a call.
public enum CallSide: UInt8, BitwiseCopyable, Sendable, Hashable {
    /// Sent the first INVITE; the client of RTSP.
    case caller
    case callee

    public var other: CallSide { self == .caller ? .callee : .caller }
}

/// That one side of a call receives media at an address and port, from a moment on.
public struct MediaAnnouncement: Sendable, Equatable {
    public enum Role: UInt8, Sendable, Hashable {
        case media
        case rtcp
        /// An ICE candidate: one of several addresses, of which one comes into use.
        case candidate
    }

    public var endpoint: MediaEndpoint
    /// Arrival of the message that says so, ns since 1970 UTC.
    public var since: Int64
    /// That message: file from 0, and frame in that file from 1.
    public var file: Int32
    public var frame: UInt32
    /// Place in `SignallingTracker.calls`.
    public var call: Int
    /// The side that receives here.
    public var side: CallSide
    public var role: Role
    public var kind: SDPMedia.Kind
    /// What the payload types mean that are received here; empty where the media is not RTP.
    public var formats: [SDPFormat]
    public var ptimeMs: Double?
    public var direction: SDPMedia.Direction
    public var isEncrypted: Bool
    public var isRTP: Bool
    /// Whether RTCP is on the next port, since nothing else is said of it.
    public var hasRTCPOnNextPort: Bool
    /// SSRCs that this side says it sends with.
    public var ssrcs: [UInt32]
    /// Bytes behind the payloads that this side sends, where it authenticates and does not encrypt them.
    var clearTrailer: Int?

    /// What a payload type means here; `nil` where it is not listed.
    public func format(ofPayloadType number: UInt8) -> SDPFormat? {
        formats.first { $0.payloadType == number }
    }

    /// Whether nothing but the message that says it is new.
    func repeats(_ other: MediaAnnouncement) -> Bool {
        var same = self
        (same.since, same.file, same.frame) = (other.since, other.file, other.frame)
        return same == other
    }
}

extension SDPDescription {
    /// What the description announces, one for each endpoint; nothing for rejected media and addresses of no host.
    ///
    /// - Parameter message: The one that the description came in.
    func announcements(in message: SignallingMessage, call: Int, side: CallSide) -> [MediaAnnouncement] {
        var list: [MediaAnnouncement] = []
        var bundled: [SDPFormat] = []
        if isBundled {
            for format in media.lazy.filter(\.isRTP).flatMap(\.formats)
            where bundled.count < SDPMedia.formatLimit
                && !bundled.contains(where: { $0.payloadType == format.payloadType })
            {
                bundled.append(format)
            }
        }
        for section in media where !section.isRejected {
            func add(_ address: Address?, _ port: Int, _ role: MediaAnnouncement.Role) {
                guard let address, !address.isUnspecified, let port = UInt16(exactly: port), port > 0 else { return }
                let endpoint = MediaEndpoint(address: address, port: port)
                // Media on one port without BUNDLE, and RTCP that shares its port, are one announcement.
                if let place = list.firstIndex(where: { $0.endpoint == endpoint }) {
                    let known = list[place].formats
                    let more = section.formats.filter { new in
                        !known.contains { $0.payloadType == new.payloadType }
                    }
                    list[place].formats += more.prefix(max(SDPMedia.formatLimit - known.count, 0))
                    return
                }
                list.append(
                    MediaAnnouncement(
                        endpoint: endpoint, since: message.arrival, file: message.file, frame: message.frame,
                        call: call, side: side, role: role, kind: section.kind,
                        formats: isBundled && section.isRTP ? bundled : section.formats, ptimeMs: section.ptimeMs,
                        direction: section.direction, isEncrypted: section.isEncrypted, isRTP: section.isRTP,
                        hasRTCPOnNextPort: section.isRTP && !section.isMultiplexed && section.rtcpPort == nil,
                        ssrcs: section.ssrcs, clearTrailer: section.clearTrailer))
            }
            let port = Int(section.port)
            for pair in 0..<section.portCount { add(section.address, port + 2 * pair, .media) }
            for candidate in section.candidates {
                add(candidate.address, Int(candidate.port), candidate.component == 1 ? .candidate : .rtcp)
            }
            if let rtcpPort = section.rtcpPort {
                add(section.rtcpAddress ?? section.address, Int(rtcpPort), .rtcp)
            }
        }
        return list
    }
}
