/// The interfaces of the section being read, and what statistics told of those before.
struct PcapngInterfaces: Sendable {
    /// More in one section, or told of in all sections together, is an attack and not a capture.
    private static let most = 65_536

    private var current: [PcapngInterface] = []
    private var inEarlierSections = 0
    private var earlierDrops: [InterfaceDrops] = []

    var count: Int { current.count }

    /// - Parameter id: As packet blocks name it, 0 ..< `count`.
    subscript(id: Int) -> PcapngInterface { current[id] }

    /// Starts a section: its interfaces count from 0 again.
    mutating func beginSection() {
        // What sections before have told is not copied: a file may have a section for every few bytes.
        earlierDrops += newDrops
        inEarlierSections += current.count
        current.removeAll(keepingCapacity: true)
    }

    /// Adds the interface that the block at `offset` describes.
    mutating func add(_ bytes: RawSpan, at offset: Int, length: Int, bigEndian: Bool) throws(PcapngBlockError) {
        guard current.count < Self.most else {
            throw PcapngBlockError("section describes more than \(Self.most) interfaces")
        }
        // Numbers past 65535 are only a label, so they share the last one.
        let number = UInt16(clamping: inEarlierSections + current.count)
        current.append(try PcapngInterface(bytes, at: offset, length: length, bigEndian: bigEndian, number: number))
    }

    /// Takes the drop count of the interface statistics block at `offset`; what is malformed in it counts as absent.
    ///
    ///     type 4 | length 4 | interface 4 | ticks, high 4 | low 4 | options | length 4
    mutating func readStatistics(_ bytes: RawSpan, at offset: Int, length: Int, bigEndian: Bool) {
        guard length >= 24,
            let id = bytes.integer32(at: offset + 8, bigEndian: bigEndian), id < current.count
        else { return }
        var options = PcapngOptions(from: offset + 20, to: offset + length - 4, bigEndian: bigEndian)
        while let option = try? options.next(in: bytes) {
            guard option.code == PcapngBlock.Option.droppedByInterface, option.length >= 8 else { continue }
            current[Int(id)].dropped = bytes.integer64(at: option.offset, bigEndian: bigEndian)
        }
    }

    /// Of all sections so far, in the order of the interfaces.
    var drops: [InterfaceDrops] { earlierDrops + newDrops }

    /// What the section being read has told, as far as there is room.
    private var newDrops: ArraySlice<InterfaceDrops> {
        let told = current.compactMap { interface in
            interface.dropped.map { InterfaceDrops(interface: interface.number, dropped: $0) }
        }
        return told.prefix(Self.most - earlierDrops.count)
    }
}
