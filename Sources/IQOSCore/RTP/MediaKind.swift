/// What a packet carries, as far as the metrics treat it differently.
public enum MediaKind: UInt8, BitwiseCopyable, Sendable {
    case media
    /// RFC 3389: the timestamp keeps running while packets stop.
    case comfortNoise
    /// RFC 4733: all packets of one event share the timestamp of its start.
    case telephoneEvent
    /// RFC 6263 §4.1, §4.6: it keeps a NAT's binding alive, and tells nothing of the media's clock.
    case keepAlive
}
