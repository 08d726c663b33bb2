import Foundation
import IQOSCore
import TestSupport
import Testing

@testable import IQOSScan

/// The sound files of every sample against a decoding of the capture's bytes that shares nothing with the scan.
@Suite("Sound of the samples")
struct SampleSoundTests {
    /// The packets of a stream in order of arrival, from a plain reading of the file.
    static func packets(of stream: StreamReport, in file: [UInt8]) -> [(rtp: WireRTP, arrival: Int)] {
        WireFrame.all(inCapture: file).compactMap { frame in
            guard frame.sourcePort == stream.source.port, let rtp = WireRTP(frame.payload), rtp.ssrc == stream.ssrc
            else { return nil }
            return (rtp, frame.arrival)
        }
    }

    @Test("stream-ID.wav holds every packet bit by bit in its place and silence elsewhere", arguments: Samples.names)
    func evidence(name: String) throws {
        let file = try Samples.bytes(name)
        let scan = try ScannedCapture(nil, name: name, audio: .wav)
        #expect(scan.streams.count == (try Samples.truth(name)["streams"].list.count))
        for stream in scan.streams {
            let model = EvidenceModel(Self.packets(of: stream, in: file))
            let audio = try #require(stream.audio)
            let path = try #require(audio.wav)
            let wave = try scan.wave(path)
            #expect(wave.sampleRateHz == 8000 && wave.channels.count == 1)
            #expect(wave.channels[0] == model.samples, "stream \(stream.id)")
            #expect(audio.start.map(Int.init) == model.start)
            #expect(audio.overlappedPackets == model.overlapped)
            #expect(audio.durationS == Double(model.samples.count) / 8000)
            let sound = try SoundFile.read(scan.path(path))
            #expect(sound.samples == model.samples && sound.sampleRateHz == 8000)
        }
    }

    @Test(
        "call-ID.wav of an unimpaired call is both streams, bit by bit, each by the arrival of its first packet",
        arguments: ["clean-sip.pcap", "one-way.pcap", "vlan-no-signalling.pcap"])
    func clean(name: String) throws {
        let file = try Samples.bytes(name)
        let scan = try ScannedCapture(nil, name: name, audio: .wav)
        let call = scan.calls[0]
        let audio = try #require(call.audio)
        let wave = try scan.wave(try #require(audio.wav))
        let callStart = try #require(call.start)
        #expect(audio.channels.map(\.streams) == scan.streams.map { [$0.id] })
        #expect(audio.channels.map(\.position) == (scan.streams.count == 2 ? ["left", "right"] : ["mono"]))
        #expect(wave.channels.count == scan.streams.count)
        var longest = 0
        for (stream, channel) in zip(scan.streams, wave.channels) {
            let packets = Self.packets(of: stream, in: file)
            let model = EvidenceModel(packets)
            let late = Double(packets[0].arrival - Int(callStart)) / 125_000
            let offset = Int(late.rounded())
            longest = max(longest, offset + model.samples.count)
            #expect(channel.count >= offset + model.samples.count)
            #expect(channel.prefix(offset).allSatisfy { $0 == 0 })
            #expect(Array(channel.dropFirst(offset).prefix(model.samples.count)) == model.samples)
            #expect(channel.dropFirst(offset + model.samples.count).allSatisfy { $0 == 0 })
        }
        #expect(wave.frames == longest)
        #expect(audio.durationS == Double(longest) / 8000)
    }

    @Test("libsndfile reads every file as long as the report says", arguments: Samples.names)
    func libsndfile(name: String) throws {
        let scan = try ScannedCapture(nil, name: name, audio: .wav)
        let sounds = scan.streams.compactMap { ($0.audio?.wav, $0.audio?.durationS) } as [(String?, Double?)]
        for (path, duration) in sounds + scan.calls.map({ ($0.audio?.wav, $0.audio?.durationS) }) {
            let sound = try SoundFile.read(scan.path(try #require(path)))
            #expect(Double(sound.samples.count) / 8000 == duration)
        }
        #expect(scan.files.filter { $0.hasSuffix(".wav") }.count == scan.streams.count + scan.calls.count)
    }
}
