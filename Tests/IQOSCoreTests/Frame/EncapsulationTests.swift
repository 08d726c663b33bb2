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

    @Test("a seventeenth layer is left out, and so is a fifth id")
    func limits() {
        var layers = Encapsulation()
        for id in 0..<17 {
            #expect(layers.hasRoom == (id < 16))
            layers.append(.vlan, id: UInt16(id + 1))
        }
        #expect(layers.names == ["vlan:1", "vlan:2", "vlan:3", "vlan:4"] + [String](repeating: "vlan", count: 12))
    }

    @Test("every layer has a name of its own in the report")
    func layerNames() {
        let layers: [Layer] = [
            .ethernet, .linuxCooked, .linuxCookedV2, .loopback, .raw, .ieee80211, .ppp, .vlan, .mpls, .pppoe, .ipv4,
            .ipv6, .gre, .erspan, .vxlan, .geneve, .gtpU, .l2tp, .tzsp, .hep,
        ]
        #expect(Set(layers.map(\.name)).count == layers.count && !layers.contains { $0.name.isEmpty })
    }
}
