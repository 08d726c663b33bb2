import IQOSCore
import TestSupport
import Testing

@Suite("Telling captures by their first bytes")
struct CaptureFormatTests {
    @Test(
        "each magic number is told, in both byte orders",
        arguments: [
            ("A1B2C3D4 0002 0004", .pcap), ("D4C3B2A1 0200 0400", .pcap), ("A1B23C4D 0002 0004", .pcap),
            ("4D3CB2A1 0200 0400", .pcap), ("0A0D0D0A 00000000", .pcapng),
            // Kuznetzov's record header, and the swapped lengths of version 2.2, are libpcap's business.
            ("A1B2CD34 0002 0004", .pcapVariant), ("34CDB2A1 0200 0400", .pcapVariant),
            ("D4C3B2A1 0200 0200", .pcapVariant), ("A1B2C3D4 021F 0000", .pcapVariant),
            // Cut before the version: the parser says where.
            ("D4C3B2A1", .pcap),
        ] as [(String, CaptureFormat)])
    func magic(text: String, format: CaptureFormat) {
        let bytes = bytes(text)
        let sniffed = CaptureFormat(sniffing: bytes.span.bytes)
        #expect(sniffed == format)
    }

    @Test("what is no capture is told too", arguments: ["", "D4C3B2", "68656C6C 6F210A00", "1F8B0800 00000000"])
    func noCapture(text: String) {
        let bytes = bytes(text)
        let sniffed = CaptureFormat(sniffing: bytes.span.bytes)
        #expect(sniffed == nil)
    }
}
