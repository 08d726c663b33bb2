extension Address {
    /// 0.0.0.0 or `::`: media on hold by old rules, or an address still to come.
    var isUnspecified: Bool { high == 0 && low == 0 }

    /// 224.0.0.0/4 or ff00::/8.
    var isMulticast: Bool { isIPv6 ? high >> 56 == 0xFF : low >> 28 == 0xE }

    /// Not to be reached over the public internet: RFC 1918, RFC 6598, link-local, loopback; RFC 4193 and the like for
    /// IPv6.
    var isPrivate: Bool {
        guard !isIPv6 else { return high >> 57 == 0x7E || high >> 54 == 0x3FA || high == 0 && low == 1 }
        return low >> 24 == 10 || low >> 20 == 0xAC1 || low >> 16 == 0xC0A8 || low >> 22 == 0x191 || low >> 16 == 0xA9FE
            || low >> 24 == 127
    }
}
