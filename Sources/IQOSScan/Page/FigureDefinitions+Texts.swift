// Written by Scripts/definitions from docs/metrics.md.
extension FigureDefinitions {
    /// Path of a figure in the report, and what it is.
    static let texts: [String: String] = [
        "bandwidth_kbps.max": """
            Most in a one-second window; windows follow one another from the first packet. Null below one \
            second.
            """,
        "bandwidth_kbps.mean": """
            IP bytes (header included, link layer not) but the last packet's, over the duration.
            """,
        "calls[]": """
            Streams that share two addresses and ports, until 30 s pass without either direction; else two \
            one-way streams between the same hosts with the same payload type that overlap by more than half of \
            the shorter one's time, if no other fits as well. Signalling goes first: streams of one Call-ID are \
            one call whatever their ports and pauses, those of two are never one. A stream with the SSRC and \
            the numbers of an earlier one that goes on from another port within 30 s is in its call.
            """,
        "clock_drift_ppm": """
            Slope of the RTP timestamps on capture time, less 1; above 0 the sender's clock is fast. From the \
            fastest packet of each second (later 2 s, 4 s ...: at most 128 of them), since queues only ever \
            delay: the median of the slopes between buckets a quarter of the run apart (after Theil and Sen), \
            never across a timestamp restart. Null below 30 s or 20 buckets.
            """,
        "clock_rate_hz": """
            RFC 3551 tables 4 and 5 by static payload type. For a dynamic one: the slope of timestamps against \
            arrivals (Theil-Sen over pairs half the run apart) of the first 128 packets, or 256 where those do \
            not tell, at least 100 of them media, if it lies within 2 % of a usual rate; payload_types[].source \
            then says inferred.
            """,
        "codec": """
            By static payload type, or as signalling announced it for the destination, else the source, at that \
            time (RFC 3264 §5.1); a static type means something else only where its rtpmap names another codec. \
            A dynamic type without signalling stays null. Four-byte payloads with the form of RFC 4733 in every \
            packet of a dynamic type make it telephone-event.
            """,
        "delay_variation_ms": """
            Transit time above the stream's smallest (PDV of RFC 5481 §4.2), media packets. Percentiles by \
            nearest rank, k = max(1, ⌈p·n/100⌉). Exact up to 256 packets; beyond, p50 to p99 come from a \
            histogram and are off by at most 1/16 ms or 1.6 % of the distance from the median; max stays exact. \
            Clock drift is not removed yet.
            """,
        "delta_ms.min": """
            Between arrivals of successive packets of any payload type.
            """,
        "detection.evidence": """
            The counts behind it, to be checked against the packets.
            """,
        "detection.verdict": """
            At least 3 packets of one flow and SSRC that parse as RTP version 2 and are no RTCP (RFC 5761 §4), \
            60 % of whose sequence steps lie within ±50, and 25 % are +1 or 50 % are +1 … +20; over all of its \
            packets, not only the first. --sensitivity low wants 5 packets and 80, 50, 75 %; high 50, 15, 40 %. \
            probable where there are only 3 or 4 packets and no stream answers. Ports play no part.
            """,
        "encrypted": """
            For payload types 0, 8 and 9: entropy of 16 bytes from the middle of the first 32 payloads. G.711 \
            above 7.8 bits a byte, or above 7.5 with the length of a codec frame plus a tag of SRTP (RFC 3711, \
            RFC 7714); G.722 only by both. Else, where both sides announce keys (or the one that was captured), \
            true; else null. Encrypted streams are measured, not scored and not decoded.
            """,
        "intervals[]": """
            --interval (5 s) from the stream's first packet. Lost packets are placed evenly between their \
            neighbours' arrivals. jitter_ms is J at the end of the interval; mos_lq as above, over the interval \
            alone.
            """,
        "jitter_ms": """
            RFC 3550 §6.4.1 and A.8: D = difference of arrivals − difference of RTP timestamps, J += (|D| − \
            J)/16, from 0, never reset. Over media packets: comfort noise and telephone events give no D, nor \
            does the packet after one, the first of a segment, or one after a timestamp restart. mean and max \
            are over packets that gave a D, last is J at the end.
            """,
        "jitter_rfc3550_ms": """
            The same over every unique packet, to the letter.
            """,
        "loss.burst_density_percent": """
            Losses in bursts over packets in bursts; 0 without one.
            """,
        "loss.burst_ratio": """
            BurstR of G.107 §7: mean run of losses × (1 − Ppl), at least 1, which is random loss.
            """,
        "loss.bursts": """
            RFC 3611 §4.7.2 with Gmin = 16, by its definition: a burst begins and ends with a loss and holds no \
            16 good packets in a row. The counters of A.2 put an isolated last loss into a burst; these do not.
            """,
        "loss.gap_density_percent": """
            Isolated losses over packets outside bursts.
            """,
        "loss.longest_run": """
            Longest run of consecutive lost packets; late ones do not count.
            """,
        "packets.captured": """
            All of the stream: unique + duplicates + stray.
            """,
        "packets.duplicates": """
            Numbers that had come before; looked for among the last 100 numbers.
            """,
        "packets.expected": """
            Σ over segments (highest − lowest + 1) = unique + lost (RFC 3550 A.3, with unique for received).
            """,
        "packets.late": """
            Part of unique: came, but not in time to be played by the simulated jitter buffer. Null without \
            clock rate or capture times.
            """,
        "packets.lost": """
            expected − unique. What was lost before the first captured packet or after the last one cannot be \
            seen.
            """,
        "packets.out_of_order": """
            Unique packets that came after a higher number.
            """,
        "packets.stray": """
            Lone numbers 3000 or more ahead of the highest, or more than 100 behind it (MAX_DROPOUT and \
            MAX_MISORDER of RFC 3550 A.1), whose successor did not follow them.
            """,
        "packets.unique": """
            Distinct extended sequence numbers, wraps counted (RFC 3550 A.1).
            """,
        "ptime_ms": """
            Most frequent timestamp step between packets with neighbouring numbers, over the clock rate.
            """,
        "quality.min_mos_lq": """
            Least mos_lq of the intervals.
            """,
        "quality.mos_cq": """
            Null: not measured yet.
            """,
        "quality.mos_lq": """
            R by G.107 Annex B, cut off at 1 where the cubic dips below.
            """,
        "quality.r_factor": """
            G.107 (06/2015) with all defaults but codec and loss: 93.206 − Ie,eff; Ie,eff = Ie + (95 − Ie) · \
            Ppl/(Ppl/BurstR + Bpl) (§7.5), with Ppl in percent.
            """,
        "same_media_as": """
            Two streams with the same SSRC, sequence numbers and timestamps; or, under other headers, two of \
            the four smallest payload hashes of their first 16 packets, none of which came twice, with one \
            offset of numbers and of timestamps, at most 50 ms apart and not from one source address. delay_ms \
            is the median over these packets, lost what the later point lacks more. An exact reversal of \
            addresses and ports is an echo, not a second point.
            """,
        "segments[]": """
            A far-off number whose successor follows it opens a new count: the sender began anew. Loss is \
            summed inside segments; the jump itself is no loss. Pauses and changes of payload type never cut. \
            The first 1000 are listed, all are counted.
            """,
    ]
}
