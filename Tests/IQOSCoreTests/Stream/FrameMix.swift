import TestSupport

@testable import IQOSCore

/// Frames of all that a scanner tells apart, and of what it does not, in an order that nobody would choose.
struct FrameMix {
    private var random: SeededRandom
    private(set) var capture = TestCapture()

    /// - Parameters:
    ///   - files: Frames come from so many files, by turns.
    ///   - untimed: Share of the frames that carry no time.
    init(seed: Int, files: Int = 1, untimed: Double = 0) {
        random = SeededRandom(seed)
        for number in 0..<8 { addStream(number) }
        addSignalledCall()
        for _ in 0..<3 { addCarried() }
        for _ in 0..<700 { addOther() }
        capture.sort()
        for index in capture.frames.indices {
            if random.chance(0.02), index > 0 { capture.frames.swapAt(index, index - 1) }
            if random.chance(untimed) { capture.frames[index].arrival = FrameRef.noArrival }
            capture.frames[index].file = random.below(files)
        }
    }

    private mutating func time() -> Int64 { TestCapture.start + Int64(random.below(3_000_000_000)) }

    private mutating func path() -> TestCapture.Path {
        // Among the ports are those of signalling, ESP and tunnels.
        let ports = [16384, 20000, 20002, 5060, 4500, 4789, 2152, 3478, 1024 + random.below(60_000)]
        return TestCapture.Path(
            0x0A00_0001 + random.below(4), 0x0A00_0005 + random.below(4), from: ports[random.below(ports.count)],
            to: ports[random.below(ports.count)])
    }

    /// A stream that loses, repeats and disorders packets, and changes now and then what it sends.
    private mutating func addStream(_ number: Int) {
        let types = [0, 0, 8, 9, 18, 96, 111, 34]
        let type = types[random.below(types.count)]
        let step = [160, 160, 960, 0, -160][random.below(5)]
        let length = [4, 10, 20, 33, 160, 172][random.below(6)]
        let path = path()
        let jitter = 1 + random.below(30_000_000)
        let restart = random.chance(0.3) ? 60 : Int.max
        var sequence = random.chance(0.5) ? 65_500 : random.below(65_536)
        var timestamp = random.below(1 << 32)
        var serviceType = 4 * [0, 46][random.below(2)]
        let lists = random.chance(0.2)
        let start = time()
        for index in 0..<100 {
            (sequence, timestamp) = (sequence + 1, timestamp + step)
            if index == restart { (sequence, timestamp) = (random.below(65_536), random.below(1 << 32)) }
            if random.chance(0.03) { continue }
            if random.chance(0.01) { serviceType ^= 184 }
            let isEvent = random.chance(0.02)
            let payload = isEvent ? [5, 10, 0, 80] : random.bytes(random.chance(0.03) ? random.below(40) : length)
            var datagram = WireBytes.rtp(
                type: isEvent ? 101 : random.chance(0.02) ? 13 : type, sequence: sequence & 0xFFFF,
                timestamp: timestamp, ssrc: number / 2, isMarker: random.chance(0.03), payload: payload)
            if lists || random.chance(0.02) { datagram[0] |= UInt8(random.below(64)) }
            // Under its SSRC, but of a type that is RTCP's.
            if random.chance(0.02) { datagram[1] = UInt8(64 + random.below(32)) }
            let arrival = start + Int64(index) * 20_000_000 + Int64(random.below(jitter))
            for _ in 0..<(random.chance(0.03) ? 2 : 1) {
                capture.append(datagram: datagram, arrival: arrival, on: path, serviceType: serviceType)
                if random.chance(0.3) { datagram[datagram.count - 1] ^= 1 }
            }
            if random.chance(0.02) { addReports(on: path, ssrc: number / 2, at: arrival) }
        }
    }

    private mutating func addReports(on path: TestCapture.Path, ssrc: Int, at arrival: Int64) {
        let block = RTCPBytes.block(ssrc: ssrc, highest: random.below(65_536), jitter: random.below(100))
        let compounds = [
            RTCPBytes.senderReport(ssrc: ssrc, ntp: random.next(), packets: random.below(200), blocks: [block]),
            RTCPBytes.receiverReport(ssrc: 99, blocks: [block]) + RTCPBytes.name(ssrc: 99, "a@b"),
            RTCPBytes.receiverReport(ssrc: ssrc, blocks: []) + RTCPBytes.goodbye(ssrc: ssrc),
        ]
        var way = random.chance(0.5) ? path : path.reversed
        if random.chance(0.5) {
            way.sourcePort += 1
            way.destinationPort += 1
        }
        capture.append(datagram: compounds[random.below(3)], arrival: arrival, on: way)
    }

    private mutating func addSignalledCall() {
        let format = ["rtpmap:97 opus/48000/2"]
        capture.setUp(
            at: 0.2, offer: CallScript.audio(1, 4000, "97", format), answer: CallScript.audio(2, 6000, "97", format))
        capture.media(1, 4000, 2, 6000, ssrc: 77, at: 0.8, count: 60, type: 97, step: 960, payloadSeed: 3)
        capture.media(2, 6000, 1, 4000, ssrc: 78, at: 0.9, count: 60, type: 97, step: 960)
    }

    /// A stream in something else, or behind a vendor's header.
    private mutating func addCarried() {
        let packets = Impairment.allCases[random.below(Impairment.allCases.count)].packets.prefix(70)
        if random.chance(0.3) {
            let path = path()
            for packet in packets {
                let rtp = WireBytes.rtp(
                    sequence: Int(packet.sequence), timestamp: Int(packet.timestamp), payload: packet.payload)
                let header = [7, 0, 0, UInt8(packet.sequence & 255)]
                capture.append(datagram: header + rtp, arrival: packet.arrival, on: path)
            }
        } else {
            let carriage = Carriage.allCases[random.below(Carriage.allCases.count)]
            capture.frames += carriage.capture(of: Array(packets)).frames
        }
    }

    /// One frame that belongs to nothing.
    private mutating func addOther() {
        let (arrival, path) = (time(), path())
        switch random.below(8) {
        case 0, 1:
            capture.append(datagram: random.bytes(random.below(64)), arrival: arrival, on: path)
        case 2, 3:
            // Passes for RTP, or nearly so.
            var datagram = random.bytes(12 + random.below(30))
            datagram[0] = random.chance(0.5) ? 0x80 : UInt8(0x80 | random.below(64))
            capture.append(datagram: datagram, arrival: arrival, on: path)
        case 4:
            addReports(on: path, ssrc: random.below(8), at: arrival)
        case 5:
            let starts = [
                "000100002112a442", "40010008", "ff100008", "16fefd00", "0e40000606000891", "4f5054494f4e5320",
            ]
            let start = bytes(starts[random.below(starts.count)])
            capture.append(datagram: start + random.bytes(random.below(30)), arrival: arrival, on: path)
        case 6:
            let (first, behind) = (random.bytes(random.below(60)), Int(random.next() >> 40))
            capture.append(connection: first, arrival: arrival, on: path, sequence: behind)
        default:
            // Cut, too short for its lengths, or no frame at all.
            capture.append(
                datagram: WireBytes.rtp(sequence: random.below(65_536), timestamp: 0, payload: random.bytes(40)),
                arrival: arrival, on: path)
            let place = capture.frames.count - 1
            capture.frames[place].bytes.removeLast(random.below(capture.frames[place].bytes.count))
            if random.chance(0.5) { capture.frames[place].originalLength = capture.frames[place].bytes.count }
        }
    }
}
