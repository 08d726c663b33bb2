import Foundation
import IQOSCore
import TestSupport
import Testing

@testable import IQOSScan

/// The captures of the matrix as files, for another reader; their folder is named by the environment.
@Suite(
    "Captures for another reader",
    .enabled(if: ProcessInfo.processInfo.environment["IQOS_WRITE_CARRIAGES"] != nil, "IQOS_WRITE_CARRIAGES is not set"))
struct CarriageFileTests {
    @Test("every carriage and impairment is written")
    func write() throws {
        let folder = ProcessInfo.processInfo.environment["IQOS_WRITE_CARRIAGES"] ?? ""
        for carriage in Carriage.allCases {
            for impairment in Impairment.allCases {
                var file = PcapFile(magic: 0xA1B2_3C4D, linkType: UInt32(carriage.linkType.rawValue))
                for frame in carriage.capture(of: impairment.packets).frames {
                    file.add(
                        UInt32(frame.arrival / 1_000_000_000), UInt32(frame.arrival % 1_000_000_000), frame.bytes,
                        original: UInt32(frame.originalLength))
                }
                let path = "\(folder)/\(carriage.rawValue).\(impairment.rawValue).pcap"
                try Data(file.bytes).write(to: URL(fileURLWithPath: path))
            }
        }
    }
}
