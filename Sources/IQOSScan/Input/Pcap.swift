import CPcap
import Foundation
import IQOSCore

/// A BPF expression compiled by libpcap for one link type.
final class PcapProgram {
    /// Longest frame that a program accepts, bytes; also what tcpdump asks for.
    private static let snapLength: Int32 = 262_144

    private let program: UnsafeMutablePointer<bpf_program>

    /// - Throws: libpcap's message where the expression is wrong, or means nothing on such a link.
    init(_ expression: String, linkType: LinkType) throws(PcapFailure) {
        guard let link = pcap_open_dead(Self.dataLink(of: linkType), Self.snapLength) else {
            throw PcapFailure(message: "libpcap has no memory left")
        }
        defer { pcap_close(link) }
        let program = UnsafeMutablePointer<bpf_program>.allocate(capacity: 1)
        program.initialize(to: bpf_program())
        guard pcap_compile(link, program, expression, 1, PCAP_NETMASK_UNKNOWN) == 0 else {
            program.deallocate()
            throw PcapFailure(message: String(cString: pcap_geterr(link)))
        }
        // Set last: an object that is whole when `init` throws is torn down by `deinit` too.
        self.program = program
    }

    deinit {
        pcap_freecode(program)
        program.deallocate()
    }

    /// - Parameter bytes: The captured part of the frame.
    func matches(_ bytes: UnsafeRawBufferPointer, originalLength: UInt32) -> Bool {
        // An empty buffer may have no address; a frame without bytes matches nothing.
        guard let start = bytes.baseAddress else { return false }
        var header = pcap_pkthdr()
        header.caplen = UInt32(clamping: bytes.count)
        header.len = originalLength
        return pcap_offline_filter(program, &header, start.assumingMemoryBound(to: UInt8.self)) != 0
    }

    /// libpcap's number for a link type of a file: the same but for a few that systems numbered differently.
    private static func dataLink(of linkType: LinkType) -> Int32 {
        switch linkType {
        case .raw, .rawBSD, .rawOpenBSD: DLT_RAW
        case LinkType(rawValue: 100): DLT_ATM_RFC1483
        case LinkType(rawValue: 102): DLT_SLIP_BSDOS
        case LinkType(rawValue: 103): DLT_PPP_BSDOS
        case LinkType(rawValue: 106): DLT_ATM_CLIP
        default: Int32(linkType.rawValue)
        }
    }
}

/// A capture file read by libpcap, frame by frame.
final class PcapReader {
    private let handle: OpaquePointer
    let linkType: LinkType

    /// - Parameter stream: Read from where it stands; closed with the reader, or at once if this throws.
    init(_ stream: UnsafeMutablePointer<FILE>) throws(PcapFailure) {
        var message = [CChar](repeating: 0, count: Int(PCAP_ERRBUF_SIZE))
        guard
            let handle = pcap_fopen_offline_with_tstamp_precision(
                stream, UInt32(PCAP_TSTAMP_PRECISION_NANO), &message)
        else {
            fclose(stream)
            throw PcapFailure(message: PcapFailure.text(message))
        }
        self.handle = handle
        // DLT_RAW is 12 here, which `LinkType` knows under that number too.
        linkType = LinkType(rawValue: UInt16(truncatingIfNeeded: pcap_datalink(handle)))
    }

    deinit {
        pcap_close(handle)
    }

    struct Frame {
        var seconds: Int
        var nanoseconds: Int
        var originalLength: UInt32
        /// The captured part; valid until the next call of `next`.
        var bytes: UnsafeRawBufferPointer
    }

    /// - Returns: `nil` after the last frame.
    /// - Throws: libpcap's message where the file breaks.
    func next() throws(PcapFailure) -> Frame? {
        var header: UnsafeMutablePointer<pcap_pkthdr>?
        var data: UnsafePointer<UInt8>?
        switch pcap_next_ex(handle, &header, &data) {
        case 1:
            guard let header = header?.pointee else { return nil }
            return Frame(
                seconds: header.ts.tv_sec, nanoseconds: header.ts.tv_usec, originalLength: header.len,
                bytes: UnsafeRawBufferPointer(start: data, count: Int(header.caplen)))
        case PCAP_ERROR_BREAK:
            return nil
        default:
            throw PcapFailure(message: String(cString: pcap_geterr(handle)))
        }
    }
}

/// What libpcap says is wrong.
struct PcapFailure: Error {
    var message: String

    fileprivate static func text(_ message: [CChar]) -> String {
        String(decoding: message.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}
