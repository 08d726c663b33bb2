/// What a comparison says to people.
extension Phrase {
    // Two points.
    static let alsoInA = Phrase("{} of them also in A", "{} de ellos también en A")
    static let andSoMany = Phrase("and {} more", "y {} más")
    static let nothingIsThere = Phrase("nothing", "nada")
    static let moreStreamsInJSON = Phrase("and {} more streams: see --json", "y {} flujos más: véase --json")
    static let moreInJSON = Phrase("and {} more: see --json", "y {} más: véase --json")
    static let packetsTooMany = Phrase(
        "{} packets were too many to compare.", "{} paquetes eran demasiados para compararlos.")
    static let streamsInCrowd = Phrase(
        "{} streams of A have packets that more than 16 streams of B have: only the nearest were tried.",
        "{} flujos de A tienen paquetes que también tienen más de 16 flujos de B: solo se probaron los más cercanos.")
    static let clocksUnknown = Phrase("Clocks: offset unknown, {}.", "Relojes: diferencia desconocida, {}.")
    static let clocksTold = Phrase("Clocks: one clock, as told.", "Relojes: un solo reloj, según lo indicado.")
    static let clockBehind = Phrase(
        "Clocks: B is {} ms behind A, give or take {} ms; from point to point and back at least {} ms",
        "Relojes: B va {} ms por detrás de A, {} ms arriba o abajo; de un punto al otro y vuelta, al menos {} ms")
    static let clockAhead = Phrase(
        "Clocks: B is {} ms ahead of A, give or take {} ms; from point to point and back at least {} ms",
        "Relojes: B va {} ms por delante de A, {} ms arriba o abajo; de un punto al otro y vuelta, al menos {} ms")
    static let clockGains = Phrase("; B gains {} ppm", "; B adelanta {} ppm")
    static let inA = Phrase("in A", "en A")
    static let inB = Phrase("in B", "en B")
    static let way = Phrase("way", "sentido")
    static let aToB = Phrase("A to B", "de A a B")
    static let bToA = Phrase("B to A", "de B a A")
    static let sent = Phrase("sent", "enviados")
    static let lostBetween = Phrase("lost", "perdidos")
    static let longest = Phrase("longest", "racha")
    static let reordered = Phrase("reordered", "desordenados")
    static let variationBetween = Phrase("variation p95", "variación p95")
    static let delayBetween = Phrase("delay p50", "retardo p50")
    static let theSame = Phrase("the same", "lo mismo")
    static let onlyIn = Phrase("Only in {}:", "Solo en {}:")
    static let wasRunning = Phrase(", though {} was running", ", aunque {} estaba capturando")
    static let wasNotRunning = Phrase(", {} was not running", ", {} no estaba capturando")

    // Two reports.
    static let figure = Phrase("figure", "cifra")
    static let change = Phrase("change", "cambio")
    static let findingColumn = Phrase("finding", "hallazgo")
    static let callInA = Phrase("call in A", "llam. en A")
    static let theSameBy = Phrase("the same by", "la misma por")
    static let moreCallsInJSON = Phrase("and {} more calls: see --json", "y {} llamadas más: véase --json")
    static let callsInBoth = Phrase(
        "{} in both, {} only in A, {} only in B.", "{} en ambos, {} solo en A, {} solo en B.")
}
