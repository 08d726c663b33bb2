/// What messages of RTSP, MGCP and Skinny refer to without repeating it, within fixed limits.
struct SignallingSessions: Sendable {
    /// Connections, transactions and channels of each kind that are remembered; beyond, all of them are forgotten.
    static let limit = 4096

    /// By the connection, in the direction from client to server.
    var rtsp: [Flow: RTSPSession] = [:]
    var mgcp: [MGCPTransaction: MGCPCommand] = [:]
    var skinny: [SkinnyChannel: SkinnyReception] = [:]
    /// By the key of the phone's call.
    var skinnyLegs: [String: SkinnyLeg] = [:]
    /// Connections of tunnels on which the server sends, in the direction from the client; and those on which the client
    /// sends, with the other half.
    var tunnels: [SignallingTracker.TunnelKey: Flow] = [:]
    var tunnelled: [Flow: Flow] = [:]
    /// Times that something was forgotten for want of room.
    private(set) var forgotten = 0

    /// Makes room for another entry.
    mutating func makeRoom() {
        let counts = [rtsp.count, mgcp.count, skinny.count, skinnyLegs.count, tunnels.count, tunnelled.count]
        guard counts.contains(where: { $0 >= Self.limit }) else { return }
        forgotten += 1
        rtsp = [:]
        mgcp = [:]
        skinny = [:]
        skinnyLegs = [:]
        tunnels = [:]
        tunnelled = [:]
    }
}
