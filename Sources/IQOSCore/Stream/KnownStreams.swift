/// The streams that the first pass confirmed, and what tells their packets from all others in a later pass.
struct KnownStreams: ~Copyable {
    /// What tells the packets of one from others. Not private: Swift 6.3 fails on a slab of private records in another
    /// file's type.
    struct Known: BitwiseCopyable {
        var hash: UInt64
        var ssrc: UInt32
    }

    /// A packet of one of them.
    struct Match {
        /// Place of the stream's key.
        var place: Int
        var header: RTPHeader
        /// Where the RTP header begins, and how many bytes of the datagram are before it.
        var offset: Int
        var lengthBefore: Int
    }

    private let hash: StreamHash
    private var index = StreamIndex()
    private var known = Slab<Known>()
    private var vendors: VendorFlows

    /// - Parameter seed: Any number; it cannot show in the result.
    init(_ keys: some Sequence<StreamKey>, seed: UInt64) {
        hash = StreamHash(seed: seed)
        vendors = VendorFlows(hash)
        for key in keys {
            let hashed = hash(key)
            index.insert(hashed, place: known.count, hashes: { known[$0].hash })
            known.append(Known(hash: hashed, ssrc: key.ssrc))
            if key.wrapper == .vendorHeader { vendors.insert(VendorHeader(key), of: key.flow) }
        }
    }

    /// Whether some of them stand behind a vendor's header.
    var haveVendorHeaders: Bool { !vendors.isEmpty }

    /// The place of a key; 64 bits under a seed that nobody knows stand for the whole of it.
    @inline(__always) func place(of key: StreamKey) -> Int? {
        let hashed = hash(key)
        return index.find(hashed) { known[$0].hash == hashed && known[$0].ssrc == key.ssrc }
    }

    /// What a packet out of whatever carried it is of them.
    func match(_ carried: CarriedPacket, in bytes: RawSpan) -> Match? {
        let datagram = carried.datagram
        let offset = datagram.payloadOffset
        if carried.signalling == nil,
            let header = Self.rtpHeader(
                in: bytes, at: offset, capturedEnd: offset + datagram.capturedLength, length: datagram.payloadLength),
            let place = place(
                of: StreamKey(
                    flow: datagram.flow, ssrc: header.ssrc, wrapper: carried.wrapper, isTCP: carried.isTCP))
        {
            return Match(place: place, header: header, offset: offset, lengthBefore: 0)
        }
        return carried.isPlain ? matchBehindHeader(datagram, in: bytes) : nil
    }

    /// What a datagram is of them whose RTP stands behind a vendor's header.
    func matchBehindHeader(_ datagram: Datagram, in bytes: RawSpan) -> Match? {
        guard haveVendorHeaders else { return nil }
        for vendor in vendors.headers(of: datagram.flow) {
            guard let header = vendor.rtpHeader(of: datagram, in: bytes),
                let place = place(of: vendor.key(datagram.flow, header))
            else { continue }
            return Match(
                place: place, header: header, offset: datagram.payloadOffset + vendor.length,
                lengthBefore: vendor.length)
        }
        return nil
    }

    @inline(__always) static func rtpHeader(
        in bytes: RawSpan, at offset: Int, capturedEnd: Int, length: Int
    ) -> RTPHeader? {
        guard capturedEnd - offset >= 2, let start = bytes.bigEndian16(at: offset),
            case .rtp = PacketKind(first: UInt8(start >> 8), second: UInt8(truncatingIfNeeded: start))
        else { return nil }
        return RTPHeader(in: bytes, at: offset, capturedLength: capturedEnd - offset, length: length)
    }
}
