import Crypto
import IQOSCore

extension SRTPOptions {
    /// Tells one set of keys from another, and nothing of the keys; empty for none.
    var fingerprint: String {
        guard !keys.isEmpty else { return "" }
        var hash = SHA256()
        for given in keys {
            hash.update(data: Array("\(given.ssrc.map(String.init) ?? "any") \(given.key.suite.rawValue) ".utf8))
            hash.update(data: given.key.secret)
        }
        return " srtp_keys=" + Hexadecimal.text(hash.finalize().prefix(8))
    }
}
