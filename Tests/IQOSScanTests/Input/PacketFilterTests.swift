import Foundation
import IQOSCore
import TestSupport
import Testing

@testable import IQOSScan

@Suite("BPF filters")
struct PacketFilterTests {
    /// IPv4 and UDP headers from 10.0.0.1 to 10.0.0.2, without checksums, which BPF does not look at.
    private func datagram(port: UInt16) -> [UInt8] {
        var packet = bytes("45000020 00000000 40110000 0A000001 0A000002")
        packet.append(port, bigEndian: true)
        packet.append(port, bigEndian: true)
        return packet + bytes("000C0000 01020304")
    }

    private let ethernet = bytes("020000000001 020000000002 0800")

    private func numbers(_ filter: String, _ captures: [[UInt8]]) throws -> (set: CaptureSet, numbers: [UInt32]) {
        let folder = try CaptureFolder()
        var options = InputOptions(
            paths: try captures.enumerated().map { try folder.write($1, to: "\($0).pcap") })
        options.filter = filter
        let set = try CaptureSet(options)
        return (set, try set.deliveredFrames().map(\.number))
    }

    @Test(
        "a filter takes what matches, on every link type",
        arguments: [("udp port 5004", [2, 3]), ("host 10.0.0.9", []), ("udp", [1, 2, 3])] as [(String, [UInt32])])
    func matches(filter: String, expected: [UInt32]) throws {
        for (linkType, header) in [(1, ethernet), (101, []), (12, []), (228, [])] as [(UInt32, [UInt8])] {
            var file = PcapFile(linkType: linkType)
            for port in [5000, 5004, 5004] as [UInt16] { file.add(1, 0, header + datagram(port: port)) }
            let (set, numbers) = try numbers(filter, [file.bytes])
            #expect(numbers == expected)
            // The file's own facts are those of the file.
            #expect(set.files[0].packets == 3)
        }
    }

    @Test("batches that hold no match are passed over")
    func sparse() throws {
        var file = PcapFile()
        for index in 0..<5000 as Range<UInt32> {
            file.add(index, 0, ethernet + datagram(port: index == 4000 ? 5004 : 53))
        }
        #expect(try numbers("udp port 5004", [file.bytes]).numbers == [4001])
    }

    @Test(
        "a wrong expression is wrong usage, told in libpcap's words",
        arguments: ["udp port", "prot 5", "host 1.2.3.4 )"])
    func wrong(filter: String) throws {
        var file = PcapFile()
        file.add(1, 0, ethernet)
        let error = try #require(inputError { _ = try numbers(filter, [file.bytes]) })
        #expect(error.exitCode == 64)
        #expect(error.description.contains("syntax error"))
    }

    @Test("where an expression means nothing on a link type, its frames are left out and it is said")
    func linkTypeWithout() throws {
        var ethernetFile = PcapFile()
        ethernetFile.add(1, 0, ethernet + datagram(port: 1))
        var rawFile = PcapFile(linkType: 101)
        rawFile.add(2, 0, datagram(port: 1))
        let (set, numbers) = try numbers("ether host 02:00:00:00:00:01", [ethernetFile.bytes, rawFile.bytes])
        #expect(numbers == [1])
        #expect(set.warnings.map(\.code) == ["filter-link-type"])
    }
}
