import Testing

@testable import IQOSCore

@Suite("Static payload types (RFC 3551 tables 4 and 5)")
struct CodecTableTests {
    @Test(
        "static types have the standard's name, clock and channels",
        arguments: [
            (UInt8(0), "PCMU", 8000, 1), (3, "GSM", 8000, 1), (4, "G723", 8000, 1), (5, "DVI4", 8000, 1),
            (6, "DVI4", 16000, 1), (7, "LPC", 8000, 1), (8, "PCMA", 8000, 1), (9, "G722", 8000, 1),
            (10, "L16", 44100, 2), (11, "L16", 44100, 1), (12, "QCELP", 8000, 1), (13, "CN", 8000, 1),
            (14, "MPA", 90000, 1), (15, "G728", 8000, 1), (16, "DVI4", 11025, 1), (17, "DVI4", 22050, 1),
            (18, "G729", 8000, 1), (25, "CelB", 90000, 1), (26, "JPEG", 90000, 1), (28, "nv", 90000, 1),
            (31, "H261", 90000, 1), (32, "MPV", 90000, 1), (33, "MP2T", 90000, 1), (34, "H263", 90000, 1),
        ])
    func staticTypes(number: UInt8, name: String, clock: Int, channels: Int) {
        let profile = CodecTable.profile(ofStaticPayloadType: number)
        #expect(profile?.name == name)
        #expect(profile?.clockRateHz == clock)
        #expect(profile?.channels == channels)
        #expect(profile?.isVideo == (number >= 25))
        #expect(CodecTable.clockRateHz(ofStaticPayloadType: number) == Int32(clock))
    }

    @Test("reserved, unassigned and dynamic types have neither name nor clock")
    func otherTypes() {
        let others: [UInt8] = [1, 2, 20, 21, 22, 23, 24, 27, 29, 30] + Array(UInt8(35)...127)
        for number in others {
            #expect(CodecTable.profile(ofStaticPayloadType: number) == nil)
            #expect(CodecTable.clockRateHz(ofStaticPayloadType: number) == 0)
        }
    }

    @Test("only 13 and 19 are comfort noise")
    func comfortNoise() {
        #expect((UInt8(0)...127).filter(CodecTable.isComfortNoise) == [13, 19])
    }
}
