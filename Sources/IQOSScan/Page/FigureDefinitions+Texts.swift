// Written by Scripts/definitions from docs/metrics.md.
extension FigureDefinitions {
    /// Path of a figure in the report, and what it is.
    static let texts: [String: String] = [
        "audio.active_speech_level_dbov": """
        ITU-T P.56 method B, margin 15.9 dB, hang-over 200 ms, thresholds a factor of 2 apart; the envelope is \
        looked at every two milliseconds, within 0.1 dB of the method sample by sample. 0 dBov is a square wave of \
        ±32768.
        """,
        "audio.clicks": """
        Jumps from one sample to the next of 3 % of full scale and more, of more than 12 times the RMS of both the \
        16 ms before and the 16 ms behind, two milliseconds apart.
        """,
        "audio.clipped_percent": """
        Runs of 3 and more samples in the loudest two codes of the law (±31100 in mu-law, ±31232 in A-law; a \
        decoder never gives 32767), of the samples with speech.
        """,
        "audio.codec_delay_ms": """
        Delay that the codec's specification fixes, by which the sound lies earlier than its timestamps; the \
        longest of the stream's codecs, 0 for G.711.
        """,
        "audio.dc_offset_percent": """
        Mean of all samples that were sent, of full scale.
        """,
        "audio.dead_air_percent": """
        Silence in packets that kept coming: frames that were sent and lie below −60 dBov; for the share, runs of 2 \
        s and more.
        """,
        "audio.duration_s": """
        Length of the sound file, from the first packet's sound to the end of the last one's, on the sender's clock.
        """,
        "audio.hum_hz": """
        50 or 60 Hz by Goertzel over whole seconds, where four of five have it 15 dB above the mean of six \
        frequencies beside it and above −60 dBov.
        """,
        "audio.level_dbov": """
        Mean power of the sound over its whole length.
        """,
        "audio.longest_silence_s": """
        The longest run of frames below −60 dBov, above the idle codes of A-law, and of time without packets.
        """,
        "audio.noise_floor_dbov": """
        10th percentile of the levels of 20 ms frames that were sent, in steps of 1 dB; null for digital silence.
        """,
        "audio.other_law": """
        Whether the sound makes sense only under the other law of G.711: by the correlation of neighbouring samples \
        under both laws over the first 2 s of loud packets.
        """,
        "audio.overlapped_packets": """
        Packets whose sound would lie over that of another one by their RTP timestamps, and was left out.
        """,
        "audio.repeated_packets": """
        Packets above −50 dBov whose samples are those of the packet before, in runs of at most 10: longer ones are \
        a tone whose period is a part of a packet.
        """,
        "audio.srtp.authenticated_packets": """
        Encrypted packets that a key opened, and those that none did (srtp.md).
        """,
        "audio.talkspurts": """
        Sound after 100 ms and more without packets; cut where its first 20 ms are at the active speech level \
        already: front-end clipping.
        """,
        "bandwidth_kbps.max": """
        Most in a one-second window; windows follow one another from the first packet. Null below one second.
        """,
        "bandwidth_kbps.mean": """
        IP bytes (header included, link layer not) but the last packet's, over the duration.
        """,
        "calls[]": """
        Streams that share two addresses and ports, until 30 s pass without either direction; else two one-way \
        streams between the same hosts with the same payload type that overlap by more than half of the shorter \
        one's time, if no other does, or if these two begin and end within a second of each other, both together, \
        and every other is four times as far off. Signalling goes first: streams of one Call-ID are one call \
        whatever their ports and pauses, those of two are not; but two Call-IDs between other hosts that announce \
        the same two ends are legs of one call, whose middle leaves the media alone. A stream with the SSRC and the \
        numbers of an earlier one that goes on from another port within 30 s is in its call; so is one between the \
        same hosts on other ports at both ends that misses fewer than 100 numbers, or, if its timestamps say to a \
        second how long after, between any (ICE moves a call so, with the keys that were agreed), and one that has \
        the numbers that are missing in another between the same hosts, or with one end in common.
        """,
        "calls[].audio.conversation": """
        Frames from −45 dBov on are speech and hold for 200 ms (after P.59); shares of the time both directions \
        have, over the first hour; the longest mutual silence of those that begin in it, to its end.
        """,
        "calls_without_stream[].start": """
        First message of a call that signalling tells of and no stream belongs to, and the time to its last: a SIP \
        call that was invited, answered or refused, a session of RTSP, MGCP or Skinny; streams are those of an \
        earlier call that have its packets, for addresses, ports and SSRC are the same. The first 1000; further \
        ones count in limits.calls_without_stream_not_listed. None where only a part of the capture was asked for, \
        since their streams may be in the rest. Not in Wireshark's RTP Streams; its VoIP Calls lists them among the \
        others.
        """,
        "capture.packets": """
        Frames that were read, whatever is in them; of a file that breaks off those before.
        """,
        "clock_drift_ppm": """
        Slope of the RTP timestamps on capture time, less 1; above 0 the sender's clock is fast. From the fastest \
        packet of each second (later 2 s, 4 s ...: at most 128 of them), since queues only ever delay: the median \
        of the slopes between buckets a quarter of the run apart (after Theil and Sen), never across a timestamp \
        restart or a shift of more than half a second, as of a clock that stood still while the call was on hold; \
        in its place the slope of the line below all buckets of the longest piece between these where that lies \
        within four standard errors of the median, which it does unless the delay has shifted. Delays that scatter \
        both ways, as those of a sender that does not keep time, have no such edge: where the weighted \
        least-squares line through the means of the same buckets is three times as certain and contradicts the \
        median by no more than three of its standard errors, its slope is taken. Of means whose delay has shifted \
        once (one step explains thirty times what chance leaves, which chance does in no stream: Andrews 1993) it \
        is two parallel pieces of a line, which have to be twice as certain as the fastest packets. Null below 30 s \
        or 20 buckets; also beyond 300 ppm, which no usual clock has, where the slope is certain and yet makes the \
        transit times, but for a tenth at either end, less than twice as flat: delays that rise and fall, or change \
        in steps; or where no stretch between restarts has five of these buckets to show it. The capture's clock is \
        taken for right, and a delay that grows steadily from the first packet to the last looks like a slow clock.
        """,
        "clock_drift_uncertainty_ppm": """
        How far the clock's own drift may be from that: two standard errors, of the median slope by the scatter of \
        neighbouring buckets, or of the means' line by their distances from it (White 1980), widened where \
        neighbours resemble each other and by half of what the likeliest unseen step would turn it. The line below \
        the buckets is mostly five times as near. One shift of the delay, as by another route, is taken out first \
        and doubles the uncertainty. Where queues empty now and then, as those of iqos-call do, next to nothing is \
        left after two minutes; where every packet waits, what no packet shows cannot be found: the uncertainty \
        then says by how much.
        """,
        "clock_rate_hz": """
        RFC 3551 tables 4 and 5 by static payload type. For a dynamic one: the slope of timestamps against arrivals \
        (Theil-Sen over pairs half the run apart) of the first 128 packets, copies apart, or 256 where those do not \
        tell, at least 100 of them media, if it lies within 2 % of a usual rate, or within 0.5 % of 88.2, 96, 176.4 \
        or 192 kHz where packets look like bare samples (one length, no two of one time, no markers); \
        payload_types[].source then says inferred. A type that follows on others has a clock of its own by its own \
        first packets, as many; until that shows it is measured on the clock there is. The stream's is that of the \
        type of most packets.
        """,
        "codec": """
        As --pt settles it; else by static payload type, or as signalling announced it for the destination, else \
        the source, at that time (RFC 3264 §5.1); a static type means something else only where its rtpmap names \
        another codec. Names that are in use without being registered stand for the codec they mean (G729A, G7231, \
        GSM-FR, G711U). A dynamic type without signalling is named by the look of its payloads where that is \
        certain; else it stays null. Four-byte payloads with the form of RFC 4733 in every packet of a dynamic type \
        make it telephone-event, unless the snap length left nothing of them; where keys are announced, a type that \
        is announced as telephone-event is that with 8 to 28 bytes too.
        """,
        "delay_variation_ms": """
        Transit time above the stream's smallest (PDV of RFC 5481 §4.2), media packets. Percentiles by nearest \
        rank, k = max(1, ⌈p·n/100⌉). Exact up to 256 packets; beyond, p50 to p99.9 come from a histogram and are \
        off by at most 1/16 ms or 1.6 % of the distance from the median of the first 256, up to 131 s from it; max \
        stays exact. Of streams of 30 s and more the clock drift is taken off, by the estimate that is known at the \
        time and is made anew each time the stream is a quarter older: the first half minute by that of its end. A \
        stream with so little media that its drift is not known by then keeps up to 2,048 packets until it is. Of \
        more than 4,096 packets in that half minute the first ten seconds may keep their drift; where such a stream \
        ends before, what was known by then is taken off. Nothing is taken off where no drift is told, or where p95 \
        would be a tenth smaller without: the delay rose and fell then. raw_max is max with the drift left in; the \
        raw percentiles are not kept, and below 30 s nothing is taken off.
        """,
        "delta_ms": """
        On the page, drawn: packets by the whole milliseconds since the one before, heights by their square roots, \
        so that what is rare is seen, too.
        """,
        "delta_ms.min": """
        Between arrivals of successive packets of any payload type.
        """,
        "detection.evidence": """
        The counts behind it, to be checked against the packets: steps, timestamps, payload types, what signalling \
        announced, STUN, DTLS and ZRTP on the same addresses and ports with their first frame, the same media \
        elsewhere, the stream that answers.
        """,
        "detection.verdict": """
        At least 3 packets of one flow and SSRC that parse as RTP version 2 and are no RTCP (RFC 5761 §4), 60 % of \
        whose sequence steps lie within ±50, and 25 % are +1 or 50 % are +1 … +20; over all of its packets, not \
        only the first; copies that are told to be such make no step. Not where every packet up to there has a \
        clock below 2000 Hz and, of a static type, no payload that the type could have. At most half of the steps \
        repeat a number over another packet; payloads that all go on with the four bytes of the SSRC are filling, \
        unless their timestamps go on by 40 to 5760 ticks a number, steadily and at 4 to 100 kHz; calls and replies \
        of ONC RPC are none. --sensitivity low wants 5 packets and 80, 50, 75 %; high 50, 15, 40 %. None where, in \
        most steps, the number advances by more than the timestamp does; nor where numbers never leave one byte and \
        wrap twice in the time that the numbers between take (unless sound of a static type on a clock is behind \
        them); nor with more than 16 payload types under one SSRC, more than 16 packets or two other packets a \
        number. Where signalling names the stream's address and port, or RTCP its SSRC, these do not count against \
        it, nor what stands in the place of the timestamp; and steps of more than 20 numbers are near ones where \
        each has as many ticks a number as the one before, for then 99 % may be lost. probable where there are only \
        3 or 4 packets and nothing else speaks for it: no stream that answers, signalling, RTCP, STUN, DTLS or \
        ZRTP. Ports play no part.
        """,
        "dscp": """
        Differentiated services code points: all values of the six bits of the IP header that ask for precedence \
        (RFC 2474), in order of size.
        """,
        "dtmf.digits": """
        Keys pressed, in order of time, as far as telephone-events (RFC 4733) and tones in the sound tell them.
        """,
        "dtmf.events[]": """
        Telephone-events of RFC 4733: packets with one timestamp and event are one press; start_s is the arrival of \
        its first packet, duration_ms the largest duration told, over the clock rate; null where the snap length \
        cut it, and without its event no packet is a key. A press that saturates 65,535 units, or comes near it, \
        goes on under the timestamp where it broke off. Senders that move the timestamp with each packet, end \
        packets too, or never set the end bit are understood: 120 ms of quiet close a press, and so does a marker \
        or a duration that starts over. Tones in the sound (inband): windows of 12.75 ms, half over each other, \
        with one row and one column of ITU-T Q.23 10 dB above the others, the row at most 8 dB and the column at \
        most 4 dB the stronger, both at least 75 % of the sound and above -36 dBov, second harmonics 10 dB down; \
        four windows in a row make a key, gaps below 20 ms do not end it, nor does one of less than 40 ms where \
        packets are lost and the tone goes on right behind. Event and tone of one key within 250 ms are one press, \
        both: it may ring twice at the far end. What the events leave of its tone up to 30 ms behind them is the \
        same press.
        """,
        "duration_s": """
        From the first to the last packet. A call lasts from the first start of its streams to their last end, a \
        capture from the first to the last packet of its files.
        """,
        "encrypted": """
        For payload types 0, 8 and 9: entropy of 32 bytes from the middle of the first 16 payloads, copies apart. \
        G.711 above 7.8 bits a byte, or above 7.5 with the length of a codec frame plus a tag of SRTP (RFC 3711, \
        RFC 7714); G.722 only by both. GSM, G.723.1, G.728, G.729 and DVI4 by length alone: with that of a tag \
        behind the frames that the timestamp step has. The same once more where payloads of these types become \
        longer or shorter by such a tag at the same timestamp step; of other types also where both sides agree on \
        keys, or on none, while the stream lasts: true where some of it is encrypted (srtp.md). False where \
        payloads that nothing announces have the form of a codec. True where header extensions are encrypted as \
        well, by their profile 0xC0DE or 0xC2DE (RFC 9335). Else, where both sides announce keys (or the one that \
        was captured), or DTLS or ZRTP runs on the stream's addresses and ports, or its RTCP is encrypted and none \
        of it clear, true; else null. Encrypted streams are measured and not scored, unless a key opens every \
        packet that was captured; they are decoded where a key opens them, and a stream that a key opens is \
        encrypted whatever else was told.
        """,
        "first_frame": """
        Where the first and the last packet are: frames count from 1 in their file, files from 0.
        """,
        "first_packet": """
        Capture time of the stream's first and last packet in order of capture, duplicates and strays among them.
        """,
        "id": """
        Streams and calls are counted from 1 in order of their first packets, ties by frame number; the others name \
        them by that.
        """,
        "intervals[]": """
        --interval (5 s) from the stream's first packet. Lost packets are placed evenly between their neighbours' \
        arrivals. jitter_ms is J at the end of the interval; mos_lq is over the interval alone, and null where \
        fewer than five packets were expected in it, of short intervals fewer than half of what they hold: one that \
        is lost alone in a pause says nothing of five seconds.
        """,
        "intervals[].delay_variation_ms": """
        On the page, PDV: the largest transit time of the interval's media packets above the least of the stream.
        """,
        "intervals[].start_s": """
        Where the interval begins, on the page from the start of the call.
        """,
        "ipdv_ms": """
        The D of jitter with its sign: the difference of delay from one media packet to the next (IPDV of RFC 3393, \
        RFC 5481 §4.1). p05 and p95 by nearest rank: exact for streams below 30 s with up to 256 differences, else \
        from a histogram and off by at most 1/64 ms up to 4 ms and 3.2 % of themselves beyond, up to a second. \
        mean_absolute is the mean of |D|, exact. The drift, which is nothing from one packet to the next, is left \
        in.
        """,
        "jitter_ms": """
        RFC 3550 §6.4.1 and A.8: D = difference of arrivals − difference of RTP timestamps, J += (|D| − J)/16, from \
        0, never reset. Over media packets: comfort noise, telephone events and keep-alives (no payload, or at most \
        a byte under a static type that is none, at the timestamp of the packet before) give no D, nor does the \
        packet after one, the first of a segment, or one after a timestamp restart. mean and max are over packets \
        that gave a D, last is J at the end.
        """,
        "jitter_rfc3550_ms": """
        Jitter by RFC 3550 to the letter, over every unique packet: comfort noise, events and what follows them \
        give a D as well.
        """,
        "jitter_ticks": """
        Jitter in units of the RTP timestamp, as RTCP sends it: milliseconds times the clock_rate_hz that stands \
        beside, that of the main payload type.
        """,
        "loss.burst_density_percent": """
        Losses in bursts over packets in bursts; 0 without one.
        """,
        "loss.burst_ratio": """
        BurstR of G.107 §7: mean run of losses × (1 − Ppl), at least 1, which is random loss.
        """,
        "loss.bursts": """
        RFC 3611 §4.7.2 with Gmin = 16, by its definition: a burst begins and ends with a loss and holds no 16 good \
        packets in a row. The counters of A.2 put an isolated last loss into a burst; these do not.
        """,
        "loss.gap_density_percent": """
        Isolated losses over packets outside bursts.
        """,
        "loss.gaps_with_pause": """
        Gaps in the numbers across which no packet came for more than 5 s (hold, another network), and the numbers \
        missing there when the next packet came and not come soon after. They are in packets.lost like all others: \
        whether they were sent cannot be seen.
        """,
        "loss.longest_run": """
        Longest run of consecutive lost packets; late ones do not count.
        """,
        "loss.mean_burst_ms": """
        Mean length of bursts and of the gaps between them, in packets times ptime_ms: burst and gap duration of \
        RFC 3611 §4.7.2.
        """,
        "loss.mean_burst_packets": """
        Packets in bursts over bursts; 0 without one.
        """,
        "loss.mean_gap_packets": """
        Packets outside bursts over bursts + 1: a gap is taken to stand before the first burst and behind the last \
        one.
        """,
        "markers[]": """
        Places worth listening to. A run of lost packets from where it would have begun, by the arrivals around it, \
        and as long as their sound (by ptime_ms, where packets have two lengths by the one that the arrivals fit; \
        without it to the next packet); before a pause it is taken for the end of what was said; a run of late ones \
        over the time in which it should have been heard; restarts as points.
        """,
        "packets.capture_duplicates": """
        Captured twice: of the duplicates, those with the timestamp and payload of the packet before that are the \
        same datagram captured twice: within 2 ms, which no network is fast enough for; or with another interface, \
        link address, VLAN, tunnel or hop limit, or in another file where files take turns: parts of one capture do \
        not. Copies are remembered from the first one on; those before are of the kind that all others are of.
        """,
        "packets.captured": """
        All of the stream: unique + duplicates + stray.
        """,
        "packets.conflicting_duplicates": """
        In conflict: of the duplicates, those with another timestamp or payload than the packet of their number \
        before: two senders under one SSRC, or one that counts wrongly. The first is played.
        """,
        "packets.duplicates": """
        Numbers that had come before; looked for among the last 100 numbers, and not where the sender began anew \
        (see segments[]).
        """,
        "packets.expected": """
        Σ over segments (highest − lowest + 1) = unique + lost (RFC 3550 A.3, with unique for received).
        """,
        "packets.late": """
        Part of unique: came, but too late, or much too early, to be played by the simulated jitter buffer. Null \
        without clock rate or capture times, and where timestamps are times of presentation.
        """,
        "packets.late_overflow": """
        Part of late: came more than 500 ms too early for the simulated jitter buffer to hold.
        """,
        "packets.lost": """
        expected − unique. What was lost before the first captured packet or after the last one cannot be seen. \
        Numbers that are missing here because their sender sent them as another stream, to another receiver or from \
        another port, count as well; a finding (sent-elsewhere) says so. So do numbers that ran on while nothing \
        was to be sent (gap-with-pause). Where either is a hundredth and more there is no score.
        """,
        "packets.network_duplicates": """
        Sent again, by the network or the sender: the rest of the duplicates.
        """,
        "packets.out_of_order": """
        Unique packets that came after a higher number.
        """,
        "packets.rfc3550_lost": """
        lost − duplicates: expected less received as RFC 3550 A.3 has it, which counts a packet that came twice as \
        two; below 0 where duplicates outnumber losses. What receivers report and Wireshark shows.
        """,
        "packets.stray": """
        Lone numbers 3000 or more ahead of the highest, or more than 100 behind it (MAX_DROPOUT and MAX_MISORDER of \
        RFC 3550 A.1), whose successor did not follow them. What has a number and a timestamp of the open segment \
        may be a copy of a second capture whose clock differs, and opens a segment only once eight follow it; after \
        ten rows of such copies between the packets of the segment, each going on from the one before, all that go \
        on there are stray.
        """,
        "packets.unique": """
        Distinct extended sequence numbers, wraps counted (RFC 3550 A.1).
        """,
        "payload_types[]": """
        Values of the seven bits of the RTP header that name the codec, with the packets captured of each, copies \
        included. source tells where codec and clock come from: static RFC 3551, sdp signalling, inferred \
        timestamps and payloads, user --pt, unknown none. carries are the types of the blocks in packets of \
        redundant audio data (RFC 2198): those that a twentieth of the first packets and more have, and those that \
        fmtp lists.
        """,
        "playout_curve[]": """
        Late packets with a buffer of 10, 20 … 500 ms, up to the first size with none. One anchor for the whole \
        stream, the fastest packet: a packet is late where its delay variation exceeds the buffer, from the same \
        distribution as the percentiles. A buffer that starts from another packet is larger by what that packet was \
        late, so this is the most that can be late; it need not equal packets.late.
        """,
        "port": """
        UDP or TCP port of the innermost addresses.
        """,
        "ptime_ms": """
        Most frequent timestamp step between packets with neighbouring numbers, over the clock rate.
        """,
        "quality.inputs": """
        What the scores were reckoned from: ie and bpl, loss_percent (Ppl, lost and late over expected) and \
        burst_ratio, which is 1 on the wideband and fullband scales; source says whether Ie and Bpl are published, \
        the user's or approximate. Where the clock comes from says payload_types[].source.
        """,
        "quality.min_mos_lq": """
        Least mos_lq of the intervals; that of the stream where none has one.
        """,
        "quality.model": """
        What the rating is by: G.107 narrowband (nb), G.107.1 wideband (wb), G.107.2 fullband (fb). Scores of two \
        scales are not to be compared.
        """,
        "quality.mos_cq": """
        Conversational quality: the rating of mos_lq less Idd (G.107 §7.4) for quality.one_way_delay_ms = half of \
        rtcp.rtt_ms.p50, else of both halves of stun, + packet time + look-ahead of the codec (of G.711 the 3.75 ms \
        of its concealment) + simulated buffer + 5 ms; echo controlled perfectly. That half of the round trip goes \
        each way is an assumption, which delay_source names. Null without a round-trip time.
        """,
        "quality.mos_cq_with_echo": """
        mos_cq with all of G.107 and an echo path of TELR 65 dB, T = Ta and Tr = 2 Ta: what imperfect echo control \
        adds at that delay. Narrowband only.
        """,
        "quality.mos_lq": """
        Listening quality as a mean opinion score: the R factor on the scale of G.107 Annex B, cut off at 1 where \
        its cubic dips below.
        """,
        "quality.mos_lq_over_time": """
        Of the scores of the intervals: worst, 5th percentile (nearest rank), mean (by duration) and share of the \
        time below 3.6.
        """,
        "quality.mos_voipmonitor": """
        With --compat voipmonitor: its formula (below) over the lost and late packets counted here. Another scale.
        """,
        "quality.one_way_delay_ms": """
        From mouth to ear, as mos_cq takes it: half of the round trip that delay_source names, and what packet, \
        codec and buffer add.
        """,
        "quality.playout": """
        The simulated jitter buffer that says which packets are late: fixed or adaptive; its delay, of an adaptive \
        one the mean, the extremes and how often it changed; and the packet from which it is reckoned, the first of \
        a talkspurt or the fastest of the last 10 s.
        """,
        "quality.r_factor": """
        G.107 (06/2015) with all defaults but codec and loss: 93.206 − Ie,eff; Ie,eff = Ie + (95 − Ie) · \
        Ppl/(Ppl/BurstR + Bpl) (§7.5), with Ppl in percent.
        """,
        "reordering.extent": """
        RFC 4737 §4.2.2, of packets out of order: the number of places, in order of arrival, from the first packet \
        with a higher number to this one. Mean and largest; duplicates take no place. The object is there only \
        where a packet came out of order.
        """,
        "reordering.reorder_ms": """
        Time from the first packet with a higher number to the one that came out of order; mean and largest.
        """,
        "reverse_stream": """
        The stream that answers this one: the other direction of its call; of sound never video.
        """,
        "rtcp.cname": """
        Canonical name that the sender gives itself in a source description (RFC 3550 §6.5.1).
        """,
        "rtcp.loss_place.lost_before_capture": """
        Between the first and last block that passed while the stream was known: missing here, lost_before_capture; \
        what the receiver misses beyond that (its count plus duplicates of the network, unless it tells none lost \
        or what is missing here: it may count each number once), lost_after_capture; what it does not miss though \
        it is missing here, not_captured: the capture lost it. Up to 3 packets are those under way between the two \
        places. Null where numbers that are missing are in other streams of the sender: one receiver has what \
        another one misses; and where the receiver counts more packets than were sent, copies made behind this \
        point, which hide its losses.
        """,
        "rtcp.receiver_reports": """
        Report blocks about the stream from its receiver, whichever report carried them.
        """,
        "rtcp.reported_jitter_ms": """
        Mean and largest interarrival jitter of the blocks, over the stream's clock rate.
        """,
        "rtcp.reported_lost": """
        Cumulative number of packets lost in the last block (RFC 3550 §6.4.1), as told: it counts from where the \
        receiver began, and duplicates against losses.
        """,
        "rtcp.reported_lost_percent": """
        Growth of that number over growth of the extended highest sequence number, first to last block of one \
        receiver.
        """,
        "rtcp.rtt_ms": """
        Round trip between the two ends: the sum of that to the receiver and that to the sender; null where one \
        half is not known. Wireshark prints the first half alone.
        """,
        "rtcp.rtt_to_receiver_ms": """
        From the capture point to the receiver and back: a sender report passes at t1, the block that names it \
        (LSR, all 32 bits) at t2: (t2 − t1) − DLSR. The same with receiver reference time and DLRR (RFC 3611 §4.4, \
        §4.5). No clocks need agree. Median and least; results below 0 or above 10 s are no round trips and count \
        as rtt_invalid.
        """,
        "rtcp.rtt_to_sender_ms": """
        From the capture point to the sender and back: as that to the receiver, by what the other side sends.
        """,
        "rtcp.sender_reports": """
        Sender reports of the stream's sender. What a capture holds twice counts once: the same report on the same \
        addresses and ports, any number of times within 2 s or once more within a minute.
        """,
        "rtcp.sent": """
        What the sender counts between its first and last report, beside the sequence numbers that passed here in \
        that time.
        """,
        "rtcp.voip_metrics": """
        The last VoIP metrics block about the stream (RFC 3611 §4.7): 256ths as percent, 127 as null.
        """,
        "rtcp.voip_metrics.counted_here": """
        Densities and durations as the counters of RFC 3611 A.2 give them for what was captured, late packets as \
        discarded: to be compared with that block, not with loss, since they take an isolated loss that is the \
        first, or comes after a burst, for a burst. Without a loss all is one gap.
        """,
        "same_media_as": """
        Two streams with the same SSRC, sequence numbers and timestamps, an eighth and more of the numbers that may \
        be in both in both by the counts of what is missing, at most 500 ms apart (50 ms where the first payloads \
        of the same numbers are others), from two ports of one address only within a host or at most 5 ms apart, \
        and none that sends back what comes to its own ports; or, under other headers, two of the four smallest \
        payload hashes of their first 16 packets, none of which came twice, with one offset of numbers and of \
        timestamps, at most 50 ms apart and not from one source address. delay_ms is the median over these packets, \
        lost what the later point lacks more. An exact reversal of addresses and ports is an echo, not a second \
        point.
        """,
        "sample_rate_hz": """
        Samples a second of a sound file, by its codecs.
        """,
        "segments[]": """
        A far-off number whose successor follows it opens a new count: the sender began anew. Loss is summed inside \
        segments; the jump itself is no loss. Near the highest number, where copies and late packets come too, one \
        opens a count that, behind 500 ms without packets, has a later timestamp than the packet of the highest \
        number, or stands at the place where the open segment began (or up to 8 numbers beyond it) with a timestamp \
        more than 32,768 ticks from the one there (or with the same ones for the second time: the first may be a \
        copy), and whose successor follows it: who talks in short pieces may number each of them anew. Else pauses \
        never cut, nor do changes of payload type. Where 3000 numbers and more are missing and the sender's clock \
        went on meanwhile, the count is cut all the same: what is missing there is no loss here, and the finding \
        outage tells it. So it is where all 65,536 numbers passed and the next one looks near: the clock, which \
        went on with the wall clock, says to the packet how many were sent. The first 1000 are listed, all are \
        counted.
        """,
        "signalling.info_keys[]": """
        Keys that SIP INFO requests tell (application/dtmf-relay, application/dtmf), each once however often it was \
        sent, with the duration told.
        """,
        "signalling.media": """
        Kinds of media that either side announced by SDP, in that order, as m= lines have them: audio, video, image \
        (fax where it is T.38). Rejected ones are left out.
        """,
        "signalling.messages[]": """
        Messages of the call's signalling as they passed, in order of time.
        """,
        "signalling.response_times": """
        Between a request of SIP, other than ACK, and its first response (RFC 3261 §17.1.3), as both pass the \
        capture point, by who answers; requests sent again before it are left out, which what comes again within 50 \
        ms, or 400 ms in another file, is not: the capture copied it. What the endpoint took to answer is in it: \
        the round trip is no longer than that.
        """,
        "size_bytes": """
        Of a file as it is stored, compressed or not; sha256 is of these bytes.
        """,
        "smallest_buffer_ms": """
        Least whole size of a jitter buffer with which fewer than 1 % and 0.1 % of the packets are late; null \
        beyond 500.
        """,
        "ssrc": """
        Synchronisation source (RFC 3550 §8.1): the number under which a sender sends one stream, chosen at random.
        """,
        "start_s": """
        Of findings, markers, segments and presses: seconds from capture.start; numbers of frames in their file.
        """,
        "stun.rtt_to_receiver_ms": """
        Between a binding request of STUN on the stream's addresses and ports and its answer with the same \
        identifier, as both pass the capture point (RFC 8489 §6.3): by who answers. Requests sent again are left \
        out, and results above 10 s; what comes again within 50 ms, or 400 ms in another file, is a copy of the \
        capture.
        """,
        "transport": """
        What carries the stream: the headers that enclose its packets, outermost first, then UDP or TCP, then what \
        stands between it and RTP. other stands for headers that nothing here knows, behind which an IP packet \
        shows by its check sum and length.
        """,
        "wrapper": """
        vendor-header:N: RTP begins N bytes, 1 … 64, into the datagrams of a flow that is nothing known. At least 8 \
        packets of one SSRC there, that are most of what could be RTP there, of whose steps 70 % are +1 … +20 and \
        70 % keep their timestamps within 2²⁴. Where each payload type has numbers of its own, each is a stream.
        """,
        "…conversation.echo_of_left": """
        Pearson's correlation of frame levels (the first minute) of a voice and of the other direction 20 to 500 ms \
        later, over frames in which the voice speaks and the other is 6 dB and more below. The strongest delay; \
        needs 250 such frames.
        """,
    ]
}
