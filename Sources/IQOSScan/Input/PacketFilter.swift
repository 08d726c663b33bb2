import IQOSCore

/// A BPF expression over whole frames, compiled anew for each link type that comes.
final class PacketFilter {
    private let expression: String
    private var programs: [(linkType: LinkType, program: PcapProgram?)] = []
    /// Link types on which the expression means nothing, with libpcap's message: their frames do not match.
    private(set) var refusals: [(linkType: LinkType, message: String)] = []
    /// Frames with a VLAN tag that do not match, and whether the expression takes tags into account: one that does not
    /// looks for everything where it is in frames without.
    private(set) var taggedFramesLeftOut = 0
    private let namesVLAN: Bool

    /// - Parameter linkTypes: Those known to come; Ethernet stands in where none is.
    /// - Throws: A usage error with libpcap's message where the expression is good for none of them.
    init(_ expression: String, linkTypes: [LinkType]) throws(InputError) {
        self.expression = expression
        namesVLAN = expression.contains("vlan")
        for linkType in linkTypes.isEmpty ? [.ethernet] : linkTypes { _ = program(for: linkType) }
        if let first = refusals.first, refusals.count == programs.count {
            throw InputError(
                .usage, "--filter", "'\(expression)': \(first.message)", advice: "see pcap-filter(7) for the language")
        }
    }

    /// Leaves in `frames` those that match.
    func apply(to frames: inout [FrameRef], of bytes: UnsafeRawBufferPointer) {
        var kept = 0
        for index in frames.indices {
            let frame = frames[index]
            guard let program = program(for: frame.linkType) else { continue }
            let start = Int(frame.offset)
            let captured = UnsafeRawBufferPointer(rebasing: bytes[start..<start + Int(frame.capturedLength)])
            guard program.matches(captured, originalLength: frame.originalLength) else {
                if !namesVLAN, frame.linkType == .ethernet, Self.isTagged(captured) { taggedFramesLeftOut += 1 }
                continue
            }
            frames[kept] = frame
            kept += 1
        }
        frames.removeLast(frames.count - kept)
    }

    /// Forgets what was left out, for a pass that begins anew.
    func recount() { taggedFramesLeftOut = 0 }

    /// 802.1Q, 802.1ad, and what was there before that.
    private static func isTagged(_ frame: UnsafeRawBufferPointer) -> Bool {
        guard frame.count >= 14 else { return false }
        return [0x8100, 0x88A8, 0x9100].contains(UInt16(frame[12]) << 8 | UInt16(frame[13]))
    }

    private func program(for linkType: LinkType) -> PcapProgram? {
        // Seldom more than two, so looking through them is quickest.
        for known in programs where known.linkType == linkType { return known.program }
        do throws(PcapFailure) {
            programs.append((linkType, try PcapProgram(expression, linkType: linkType)))
        } catch {
            programs.append((linkType, nil))
            refusals.append((linkType, error.message))
        }
        return programs[programs.count - 1].program
    }
}
