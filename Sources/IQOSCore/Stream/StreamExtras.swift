/// What only some streams have, apart from the state that every packet touches.
struct StreamExtras: Sendable {
    var keyPresses = KeyPresses()
    var spikes = DelaySpikes()
}
