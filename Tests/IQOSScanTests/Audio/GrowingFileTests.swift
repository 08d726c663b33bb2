import Foundation
import TestSupport
import Testing

@testable import IQOSScan

@Suite("Many files written at once")
struct GrowingFileTests {
    @Test("more files than may be open grow side by side, holes and all, with a bounded number of descriptors")
    func many() throws {
        let folder = try Scratch()
        let place = AudioPlace(folder: folder.path, formats: [], captures: [])
        let files = try (0..<400).map { try GrowingFile("\($0)", at: place) }
        #expect(try Self.openFiles(below: folder.path) <= 200)
        for round in 0..<3 {
            for (index, file) in files.enumerated() {
                try file.write([UInt8](repeating: UInt8(index % 250 + 1), count: 3))
                if round == 1 { file.skip(5) }
            }
        }
        for (index, file) in files.enumerated() {
            try file.write([7], at: 0)
            file.skip(2)
            try file.finish()
            let byte = UInt8(index % 250 + 1)
            let expected = [7] + [UInt8](repeating: byte, count: 5) + [0, 0, 0, 0, 0, byte, byte, byte, 0, 0]
            #expect(try [UInt8](Data(contentsOf: URL(fileURLWithPath: folder.path + "/\(index)"))) == expected)
        }
        #expect(try Self.openFiles(below: folder.path) == 0)
    }

    @Test("a file that is there already is not written over")
    func existing() throws {
        let folder = try Scratch()
        let place = AudioPlace(folder: folder.path, formats: [], captures: [])
        try GrowingFile("a", at: place).finish()
        #expect(throws: SoundFileError.self) { try GrowingFile("a", at: place) }
    }

    private static func openFiles(below folder: String) throws -> Int {
        try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count { name in
            let target = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/" + name)
            return target?.hasPrefix(folder + "/") ?? false
        }
    }
}
