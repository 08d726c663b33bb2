import IQOSCore

/// What a count under `limits` cost a scan, told once: where nothing can have been lost there is no such row.
struct LimitWarning {
    /// Key of `limits`.
    let limit: String
    let code: String
    /// What stands behind the count.
    let text: String
    /// The whole of it where the count is 1; `nil` where that hardly comes about.
    var one: String?
    /// It matters to streams only: without any nothing was lost.
    var isAboutStreams = false

    static let all: [LimitWarning] = [
        LimitWarning(
            limit: "unknown_link_type_frames", code: "unknown-link-type",
            text: "frames are of a link type that is not decoded",
            one: "1 frame is of a link type that is not decoded"),
        LimitWarning(
            limit: "fragments_cut", code: "fragments-cut",
            text: "IP fragments were cut by the snap length and passed over",
            one: "1 IP fragment was cut by the snap length and passed over"),
        LimitWarning(
            limit: "fragmented_packets_abandoned", code: "fragments-missing",
            text: "IP packets lack some of their fragments", one: "1 IP packet lacks some of its fragments"),
        LimitWarning(
            limit: "tcp_connections_dropped", code: "tcp-dropped",
            text: "TCP connections were given up for want of room",
            one: "1 TCP connection was given up for want of room"),
        LimitWarning(
            limit: "tcp_searches_dropped", code: "tcp-unsearched",
            text: "TCP connections begun before the capture were forgotten for want of room"),
        LimitWarning(
            limit: "frames_too_deep", code: "too-deep", text: "frames have more layers of tunnels than any network has",
            one: "1 frame has more layers of tunnels than any network has"),
        LimitWarning(
            limit: "candidates_evicted", code: "candidates-evicted",
            text: "flows that had not shown to be RTP were forgotten for want of room"),
        LimitWarning(
            limit: "streams_refused", code: "streams-refused", text: "streams beyond the limit were not measured"),
        LimitWarning(
            limit: "unknown_flows_unseen", code: "unknown-flows-evicted",
            text: "unknown flows were forgotten for want of room within two seconds: "
                + "RTP behind a vendor's header may be missing"),
        LimitWarning(
            limit: "vendor_headers_refused", code: "vendor-headers-refused",
            text: "headers of vendors were found beyond the limit: RTP behind them is missing"),
        LimitWarning(
            limit: "flow_companions_refused", code: "flow-companions-refused",
            text: "datagrams of STUN, DTLS or ZRTP are on flows beyond the limit: "
                + "encryption and round trips there are not told",
            isAboutStreams: true),
        LimitWarning(
            limit: "rtcp_forgotten", code: "rtcp-forgotten",
            text: "streams that RTCP is about were forgotten for want of room: what it says of others may be missing",
            isAboutStreams: true),
        LimitWarning(
            limit: "log_records_dropped", code: "log-records-dropped",
            text: "intervals and markers beyond the limit are not told"),
        LimitWarning(
            limit: "signalled_calls_dropped", code: "signalled-calls-dropped",
            text: "signalled calls were forgotten for want of room"),
        LimitWarning(
            limit: "calls_without_stream_not_listed", code: "calls-not-listed",
            text: "more calls without a stream are not listed"),
        LimitWarning(
            limit: "signalling_messages_dropped", code: "signalling-messages-dropped",
            text: "messages of signalled calls are beyond the limit: they are not listed"),
        LimitWarning(
            limit: "signalling_sessions_forgotten", code: "signalling-sessions-forgotten",
            text: "times all open exchanges of RTSP, MGCP and Skinny were forgotten for want of room"),
        LimitWarning(
            limit: "announcements_dropped", code: "announcements-dropped",
            text: "announced addresses, formats and keys are beyond the limit: codecs of their streams may be unknown"),
    ]

    static func warnings(_ limits: [(key: String, value: Int)], streams: Int) -> [WarningReport] {
        all.compactMap { warning in
            guard let count = limits.first(where: { $0.key == warning.limit })?.value, count > 0,
                streams > 0 || !warning.isAboutStreams
            else { return nil }
            let one = count == 1 ? warning.one : nil
            return WarningReport(code: warning.code, message: one ?? "\(count) \(warning.text)", file: nil)
        }
    }
}
