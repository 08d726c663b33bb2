import TestSupport
import Testing

@testable import IQOSCore

@Suite("Transit times")
struct TransitTrackerTests {
    private static func event(
        _ arrivalMs: Double, _ sequence: Int, _ timestamp: Int, isMarker: Bool = false
    ) -> PacketEvent {
        PacketEvent(
            arrival: TestCapture.start + Int64((arrivalMs * 1e6).rounded()),
            sequenceNumber: UInt16(truncatingIfNeeded: sequence), timestamp: UInt32(truncatingIfNeeded: timestamp),
            isMarker: isMarker)
    }

    private static func steps(_ packets: [PacketEvent], clock: Int32 = 8000) -> [TransitTracker.Step] {
        var tracker = TransitTracker()
        return packets.map { tracker.add($0, clockRateHz: clock) }
    }

    private static func near(_ left: Double?, _ right: Double) -> Bool { left.map { abs($0 - right) < 1e-6 } ?? false }

    @Test("eight packets give the worked transit times and differences")
    func workedExample() {
        let steps = Self.steps(
            [0, 20, 45, 58, 80, 130, 131, 140].enumerated().map { Self.event($1, $0, $0 * 160) })
        for (step, transit) in zip(steps, [0.0, 0, 5, -2, 0, 30, 11, 0]) { #expect(Self.near(step.transitMs, transit)) }
        #expect(steps[0].differenceMs == nil)
        for (step, difference) in zip(steps.dropFirst(), [0.0, 5, -7, 2, 30, -19, -11]) {
            #expect(Self.near(step.differenceMs, difference))
        }
    }

    @Test("wraps of timestamp and sequence number do not show")
    func wrap() {
        let steps = Self.steps((0..<8).map { Self.event(Double($0) * 20, 65533 + $0, 0xFFFF_FE00 + $0 * 160) })
        #expect(steps.dropFirst().allSatisfy { Self.near($0.differenceMs, 0) && !$0.isRestart })
        #expect(zip(steps, steps.dropFirst()).allSatisfy { $1.extendedTimestamp - $0.extendedTimestamp == 160 })
    }

    @Test("a timestamp jump that the wall clock does not match is a restart without a difference")
    func restart() {
        for jump in [1_000_000, -1_000_000, 8000] {
            let steps = Self.steps((0..<6).map { Self.event(Double($0) * 20, $0, $0 * 160 + ($0 < 3 ? 0 : jump)) })
            #expect(steps.map(\.isRestart) == [false, false, false, true, false, false], "jump \(jump)")
            #expect(steps[3].differenceMs == nil && Self.near(steps[4].differenceMs, 0))
            #expect(steps.allSatisfy { Self.near($0.transitMs, 0) })
        }
    }

    @Test("a timestamp that leads behind a pause is a restart, unless a queue has emptied or clocks have parted in it")
    func lead() {
        let steps = { (leadMs: Int, pauseMs: Int, queueMs: Int, isMarked: Bool) in
            Self.steps(
                (0..<60).map { number in
                    let late = (10..<30).contains(number) ? queueMs : 0
                    let at = number * 20 + (number < 30 ? 0 : pauseMs)
                    return Self.event(
                        Double(at + late), number, (at + (number < 30 ? 0 : leadMs)) * 8,
                        isMarker: isMarked && number == 30)
                })
        }
        let restarts = { (steps: [TransitTracker.Step]) in steps.indices.filter { steps[$0].isRestart } }
        for isMarked in [true, false] {
            let led = steps(100, 1000, 0, isMarked)
            #expect(restarts(led) == [30] && !led[30].isJump && Self.near(led[30].differenceMs, -100))
            #expect(led.allSatisfy { Self.near($0.transitMs, 0) })
            #expect(restarts(steps(30, 1000, 0, isMarked)).isEmpty)
            #expect(restarts(steps(0, 1000, 100, isMarked)).isEmpty)
            #expect(restarts(steps(100, 600_000, 0, isMarked)).isEmpty)
        }
    }

    @Test("a lead is told, too, where the first packets of the talkspurt are lost", arguments: [1, 5])
    func leadBehindLoss(lost: Int) {
        let steps = Self.steps(
            (0..<60).filter { !(30..<30 + lost).contains($0) }.map { number in
                let at = number * 20 + (number < 30 ? 0 : 1000)
                return Self.event(Double(at), number, (at + (number < 30 ? 0 : 100)) * 8, isMarker: number == 30)
            })
        #expect(steps.indices.filter { steps[$0].isRestart } == [30])
        #expect(steps.allSatisfy { Self.near($0.transitMs, 0) })
    }

    @Test("a pause that the timestamp does not show is a restart where the sender marks its end, else delay")
    func standstill() {
        for isMarked in [true, false] {
            let steps = Self.steps(
                (0..<6).map {
                    Self.event(Double($0) * 20 + ($0 < 3 ? 0 : 30_000), $0, $0 * 160, isMarker: isMarked && $0 == 3)
                })
            #expect(steps.map(\.isRestart) == [false, false, false, isMarked, false, false])
            #expect(steps.map(\.isJump) == steps.map(\.isRestart))
            #expect(Self.near(steps[3].differenceMs, 30_000) != isMarked && Self.near(steps[4].differenceMs, 0))
            #expect(Self.near(steps[5].transitMs, isMarked ? 0 : 30_000))
        }
        // Half a second is the least, and a sender that marks every packet says nothing by it.
        let short = Self.steps(
            (0..<4).map { Self.event(Double($0) * 20 + ($0 < 3 ? 0 : 499), $0, $0 * 160, isMarker: $0 == 3) })
        #expect(!short[3].isRestart)
        let marked = Self.steps(
            (0..<6).map { Self.event(Double($0) * 20 + ($0 < 3 ? 0 : 900), $0, $0 * 160, isMarker: true) })
        #expect(!marked[3].isRestart)
    }

    @Test(
        "a timestamp that has gone back behind a pause is a restart, however short the talkspurt before was",
        arguments: [10, 20, 24, 60])
    func presses(length: Int) {
        for isMarked in [true, false] {
            let packets = (0..<length * 5).map { index in
                let (press, place) = (index / length, index % length)
                return Self.event(
                    Double(press * (length * 20 + 5000) + place * 20), index, place * 160,
                    isMarker: isMarked && place == 0)
            }
            let steps = Self.steps(packets)
            #expect(steps.indices.filter { steps[$0].isJump } == (1...4).map { $0 * length }, "\(isMarked)")
            #expect(steps.allSatisfy { Self.near($0.transitMs, 0) && Self.near($0.differenceMs ?? 0, 0) })
        }
    }

    @Test(
        "a hold that holds the clock is a restart where packets are lost or swapped at its edge, or the sender was silent",
        arguments: [(missing: 0, silence: 0), (1, 0), (9, 0), (0, 1600), (3, 4000)], [false, true])
    func heldClock(edge: (missing: Int, silence: Int), isSwapped: Bool) {
        var numbers = [0, 1, 2, 3]
        if isSwapped { numbers.swapAt(2, 3) }
        var packets = numbers.enumerated().map { Self.event(Double($0) * 20, $1, $1 * 160) }
        for place in 0..<3 {
            let number = 4 + edge.missing + place
            packets.append(
                Self.event(8000 + Double(place) * 20, number, number * 160 + edge.silence, isMarker: place == 0))
        }
        let steps = Self.steps(packets)
        #expect(steps[4].isRestart && steps[4].differenceMs == nil)
        #expect(Self.near(steps[5].differenceMs, 0) && Self.near(steps[6].differenceMs, 0))
    }

    @Test("a queue of a second behind silence is delay, and so is one without a marker")
    func noHeldClock() {
        for (pause, silence, isMarked) in [(1500.0, 1600, true), (8000, 0, false), (8000, 1600, false)] {
            let steps = Self.steps(
                (0..<4).map {
                    Self.event(
                        Double($0) * 20 + ($0 < 2 ? 0 : pause), $0, $0 * 160 + ($0 < 2 ? 0 : silence),
                        isMarker: isMarked && $0 == 2)
                })
            #expect(!steps[2].isRestart && Self.near(steps[2].differenceMs, pause - Double(silence) / 8))
        }
    }

    @Test("a straggler before a pause hides no talkspurt behind it", arguments: [1, 2, 3])
    func straggler(behind: Int) {
        var numbers = Array(0..<6)
        numbers.append(numbers.remove(at: 5 - behind))
        var tracker = TransitTracker()
        var highest = -1
        let steps = (numbers + [6, 7]).enumerated().map { place, number in
            defer { highest = max(highest, number) }
            let packet = Self.event(
                Double(place) * 20 + (number < 6 ? 0 : 3000), number, number * 160 + (number < 6 ? 0 : 24_000))
            return tracker.add(packet, clockRateHz: 8000, isOutOfOrder: number < highest)
        }
        #expect(steps.map(\.startsTalkspurt) == (0..<8).map { $0 == 6 })
        #expect(steps.allSatisfy { !$0.isRestart })
    }

    @Test("a talkspurt whose first packet is held up is delayed and no restart")
    func heldTalkspurt() {
        let steps = Self.steps(
            (0..<6).map {
                Self.event(
                    Double($0) * 20 + ($0 < 3 ? 0 : $0 == 3 ? 5600 : 5000), $0, $0 * 160 + ($0 < 3 ? 0 : 40_000),
                    isMarker: $0 == 3)
            })
        #expect(steps.allSatisfy { !$0.isRestart } && Self.near(steps[3].differenceMs, 600))
        #expect(Self.near(steps[5].transitMs, 0))
    }

    @Test("behind a cut the clock jumped only where it left the wall clock")
    func jump() {
        for (timestamp, isJump) in [(480_000, false), (480_000 + 4100, true), (7, true)] {
            var tracker = TransitTracker()
            _ = tracker.add(Self.event(0, 0, 0), clockRateHz: 8000)
            #expect(tracker.isContinued(by: Self.event(60_000, 30_000, timestamp), clockRateHz: 8000) != isJump)
            tracker.cut()
            let step = tracker.add(Self.event(60_000, 30_000, timestamp), clockRateHz: 8000)
            #expect(step.isRestart && step.isJump == isJump && step.differenceMs == nil)
        }
    }

    @Test("silence that was not sent starts a talkspurt and is no restart")
    func silence() {
        let steps = Self.steps(
            (0..<6).map { Self.event(Double($0) * 20 + ($0 < 3 ? 0 : 5000), $0, $0 * 160 + ($0 < 3 ? 0 : 40000)) })
        #expect(steps.allSatisfy { !$0.isRestart })
        #expect(steps.map(\.startsTalkspurt) == [false, false, false, true, false, false])
        #expect(steps.dropFirst().allSatisfy { Self.near($0.differenceMs, 0) })
    }

    @Test("lost packets are no talkspurt and no restart, however many")
    func loss() {
        let sequence = [0, 1, 2, 40, 41, 42]
        let steps = Self.steps(sequence.map { Self.event(Double($0) * 20, $0, $0 * 160) })
        #expect(steps.allSatisfy { !$0.isRestart && !$0.startsTalkspurt })
    }

    @Test("a network that stalls for seconds is jitter and no restart")
    func stall() {
        let steps = Self.steps((0..<6).map { Self.event(Double($0) * 20 + ($0 < 3 ? 0 : 4000), $0, $0 * 160) })
        #expect(steps.allSatisfy { !$0.isRestart })
        #expect(Self.near(steps[3].differenceMs, 4000))
    }

    @Test("the first packet after comfort noise, an event or a cut gives no difference")
    func interruptions() {
        for interruption in [MediaKind.comfortNoise, .telephoneEvent] {
            var tracker = TransitTracker()
            _ = tracker.add(Self.event(0, 0, 0), clockRateHz: 8000)
            tracker.interrupt(by: interruption, sequenceNumber: 0)
            let step = tracker.add(Self.event(47, 2, 320), clockRateHz: 8000)
            #expect(step.differenceMs == nil && !step.isRestart && Self.near(step.transitMs, 7))
            #expect(step.startsTalkspurt == (interruption == .comfortNoise))
            #expect(Self.near(tracker.add(Self.event(60, 3, 480), clockRateHz: 8000).differenceMs, -7))
        }
        var tracker = TransitTracker()
        _ = tracker.add(Self.event(0, 0, 0), clockRateHz: 8000)
        tracker.cut()
        let step = tracker.add(Self.event(47, 30000, 999_999), clockRateHz: 8000)
        #expect(step.differenceMs == nil && step.isRestart && Self.near(step.transitMs, 0))
    }

    @Test("a keep-alive has a number and no place in time, unless it moves the timestamp")
    func keepAlives() {
        var tracker = TransitTracker()
        for index in 0..<3 { _ = tracker.add(Self.event(Double(index) * 20, index, index * 160), clockRateHz: 8000) }
        for index in 3..<6 {
            let standing = Self.event(Double(index) * 5000, index, 320)
            #expect(tracker.kind(of: standing, .keepAlive) == .keepAlive)
            tracker.interrupt(by: .keepAlive, sequenceNumber: standing.sequenceNumber)
        }
        #expect(tracker.kind(of: Self.event(60, 3, 480), .keepAlive) == .media)
        let step = tracker.add(Self.event(30_000, 6, 320 + 160 + 29_940 * 8), clockRateHz: 8000)
        #expect(step.differenceMs == nil && !step.isRestart && step.startsTalkspurt && Self.near(step.transitMs, 0))
    }

    @Test("a clock that stood still while it changed has not jumped; one that went its own way has")
    func stoodAtChange() {
        for (ticks, isJump) in [(160, false), (3000, false), (24_000, false), (400_000, true)] {
            var tracker = TransitTracker()
            _ = tracker.add(Self.event(0, 0, 0), clockRateHz: 8000)
            #expect(tracker.add(Self.event(3000, 1, ticks), clockRateHz: 16_000).isJump == isJump, "\(ticks)")
        }
    }

    @Test("a change of the clock rate restarts")
    func clockChange() {
        var tracker = TransitTracker()
        _ = tracker.add(Self.event(0, 0, 0), clockRateHz: 8000)
        let step = tracker.add(Self.event(20, 1, 960), clockRateHz: 48000)
        #expect(step.isRestart && !step.isJump && step.differenceMs == nil)
    }

    @Test("a marker starts a talkspurt, one right after another only while the usual step is unknown")
    func markers() {
        let marked = [true, true, false, true, true]
        let steps = Self.steps(marked.enumerated().map { Self.event(Double($0) * 20, $0, $0 * 160, isMarker: $1) })
        #expect(steps.map(\.startsTalkspurt) == [true, true, false, true, false])
        let everyPacket = (0..<6).map { Self.event(Double($0) * 20, $0, $0 * 160, isMarker: true) }
        #expect(!Self.steps(everyPacket).dropFirst(3).contains { $0.startsTalkspurt })
    }

    @Test("a marked packet that comes behind its successors starts no talkspurt")
    func lateMarker() {
        var tracker = TransitTracker()
        let steps = [0, 1, 2, 4, 5, 6, 3, 7].enumerated().map { place, number in
            let packet = Self.event(Double(place) * 20, number, number * 160, isMarker: number == 0 || number == 3)
            return tracker.add(packet, clockRateHz: 8000, isOutOfOrder: number == 3)
        }
        #expect(steps.map(\.startsTalkspurt) == [true] + [Bool](repeating: false, count: 7))
    }
}
