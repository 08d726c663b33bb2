import Testing

@testable import IQOSCore

@Suite("Encapsulation")
struct EncapsulationTests {
    @Test("layers are named outermost first")
    func names() {
        var layers = Encapsulation()
        #expect(layers.names == [])
        layers.append(.ethernet)
        layers.append(.vlan, id: 4094)
        layers.append(.vlan, id: 0)
        layers.append(.ipv6)
        #expect(layers.names == ["ethernet", "vlan:4094", "vlan:0", "ipv6"])
    }

    @Test("a ninth layer is left out, and so is a fifth id")
    func limits() {
        var layers = Encapsulation()
        for id in 0..<9 {
            #expect(layers.hasRoom == (id < 8))
            layers.append(.vlan, id: UInt16(id + 1))
        }
        #expect(layers.names == ["vlan:1", "vlan:2", "vlan:3", "vlan:4", "vlan", "vlan", "vlan", "vlan"])
    }

    @Test("every layer has a name of its own in the report")
    func layerNames() {
        let layers: [Layer] = [
            .ethernet, .linuxCooked, .linuxCookedV2, .loopback, .raw, .vlan, .ipv4, .ipv6,
        ]
        #expect(
            layers.map(\.name)
                == ["ethernet", "linux-sll", "linux-sll2", "loopback", "raw", "vlan", "ipv4", "ipv6"])
    }
}
