extension EchoSearch.Echo {
    /// Whether it is worth a finding.
    public var isLikely: Bool { correlation >= FindingThresholds.echoCorrelation }
}
