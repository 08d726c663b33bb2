import Foundation
import IQOSCore
import Synchronization

/// The packets of a second pass, sorted by stream, in a temporary file.
///
/// Written by one thread while the pass runs and only read afterwards, from any thread: hence `@unchecked Sendable`.
final class PacketStore: @unchecked Sendable {
    /// Bytes of a stream that may be kept when its chain of runs is followed; a longer one's are read again in their turn.
    private static let bytesKept = 256 << 10

    /// Bytes that are played until it is told again.
    private static let bytesUntold = 64 << 10

    /// Packets of one stream that lie together.
    struct Run {
        fileprivate var place: PacketSorter.Run
        /// Its header and its packets, where they were read with it.
        fileprivate var bytes: [UInt8]
    }

    private let spool: Spool
    private let folder: String
    private var lastRuns: [PacketSorter.Run] = []
    private var hasCuts: [Bool] = []

    init(folder: String) throws(InputError) {
        self.folder = folder
        do throws(InputFailure) {
            spool = try Spool(folder: folder, limit: .max)
        } catch {
            throw error.error(path: folder)
        }
    }

    /// Moves what the listener has collected to the file, once there is enough of it.
    func collect(from listener: inout StreamListener, atEnd: Bool) throws(InputError) {
        if atEnd { listener.finish() }
        guard atEnd || listener.sorter.isFull else { return }
        listener.sorter.sort()
        do throws(InputFailure) {
            try spool.write(listener.sorter.runs)
        } catch {
            throw error.error(path: folder)
        }
        listener.sorter.runsWereWritten()
        if atEnd { (lastRuns, hasCuts) = (listener.sorter.lastRuns, listener.sorter.hasCuts) }
    }

    /// Whether there is a packet of a stream, and one that the snap length has cut.
    func hasPackets(ofStream index: Int) -> Bool { lastRuns[index].offset >= 0 }
    func hasCuts(ofStream index: Int) -> Bool { hasCuts[index] }

    /// The runs of a stream, the last one first; `nil` where they cannot be read.
    ///
    /// - Parameter readsAhead: Packets of a short stream are read along with the places of its runs.
    func runs(ofStream index: Int, readsAhead: Bool) -> [Run]? {
        var runs: [Run] = []
        var place = lastRuns[index]
        var kept = 0
        while place.offset >= 0 {
            let keeps = readsAhead && kept + place.count <= Self.bytesKept
            guard let bytes = read(place, packets: keeps) else { return nil }
            let before = PacketSorter.Run(header: bytes.span.bytes)
            guard before.offset < place.offset, before.count >= 0 else { return nil }
            runs.append(Run(place: place, bytes: keeps ? bytes : []))
            kept += place.count
            place = before
        }
        return runs
    }

    /// What is called with the bytes played so far of all that there are, from any thread; set before the first is played.
    var played: @Sendable (Int, Int) -> Void = { _, _ in }
    private let bytesPlayed = Atomic(0)

    /// Header and packets of a run that is played now; `nil` where they cannot be read.
    func bytes(of run: Run) -> [UInt8]? {
        let (before, done) = bytesPlayed.add(PacketSorter.Run.headerBytes + run.place.count, ordering: .relaxed)
        // Runs may be short, and who is told may have a lock that all threads wait for.
        if before / Self.bytesUntold != done / Self.bytesUntold || done >= spool.size {
            // What is played twice is no progress.
            played(min(done, spool.size), spool.size)
        }
        return run.bytes.isEmpty ? read(run.place, packets: true) : run.bytes
    }

    private func read(_ place: PacketSorter.Run, packets: Bool) -> [UInt8]? {
        let count = PacketSorter.Run.headerBytes + (packets ? place.count : 0)
        var isRead = false
        // Safe: the array has room for exactly these bytes, and is empty where they were not read.
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
            let space = UnsafeMutableRawBufferPointer(buffer)
            isRead = spool.read(into: UnsafeMutableRawBufferPointer(rebasing: space[..<count]), at: place.offset)
            initialized = isRead ? count : 0
        }
        return isRead ? bytes : nil
    }
}
