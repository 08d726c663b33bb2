import IQOSCore

/// Names of figures and tables of a stream.
extension Phrase {
    // Groups.
    static let groupStream = Phrase("Stream", "Flujo")
    static let groupPackets = Phrase("Packets", "Paquetes")
    static let groupTiming = Phrase("Timing", "Tiempos")
    static let groupLosses = Phrase("Loss pattern (lost or late)", "Patrón de pérdida (perdidos o tardíos)")
    static let groupQuality = Phrase("Quality", "Calidad")
    static let groupReports = Phrase("RTCP, beside measured", "RTCP, junto a lo medido")
    static let groupPlace = Phrase("Place in the capture", "Lugar en la captura")
    static let groupSound = Phrase("Sound", "Sonido")
    static let groupHistogram = Phrase("Time between packets", "Tiempo entre paquetes")
    static let groupCurve = Phrase("Late packets by buffer size", "Paquetes tardíos según el búfer")
    static let groupEvidence = Phrase("Why this is RTP", "Por qué esto es RTP")

    // Figures.
    static let ssrc = Phrase("SSRC", "SSRC")
    static let codec = Phrase("Codec", "Códec")
    static let clockRate = Phrase("Clock rate", "Frecuencia de reloj")
    static let payloadType = Phrase("Payload type", "Tipo de carga útil")
    static let packetTime = Phrase("Packet time", "Tiempo de paquete")
    static let encrypted = Phrase("Encrypted", "Cifrado")
    static let transport = Phrase("Transport", "Transporte")
    static let dscp = Phrase("DSCP", "DSCP")
    static let otherDirection = Phrase("Other direction", "Otro sentido")
    static let digits = Phrase("DTMF digits", "Dígitos DTMF")
    static let captured = Phrase("Captured", "Capturados")
    static let unique = Phrase("Unique", "Únicos")
    static let expected = Phrase("Expected", "Esperados")
    static let lost = Phrase("Lost", "Perdidos")
    static let late = Phrase("Late", "Tardíos")
    static let outOfOrder = Phrase("Out of order", "Desordenados")
    static let reordering = Phrase(
        "Behind the first later one, mean / largest", "Detrás del primero posterior, media / máx.")
    static let duplicates = Phrase("Duplicates", "Duplicados")
    static let stray = Phrase("Stray", "Sueltos")
    static let bandwidthMean = Phrase("Bandwidth, mean", "Ancho de banda, media")
    static let bandwidthMax = Phrase("Bandwidth, largest second", "Ancho de banda, segundo mayor")
    static let jitterFigures = Phrase("Jitter, mean / largest / last", "Fluctuación (jitter), media / máx. / última")
    static let jitterRFC3550 = Phrase("RFC 3550 jitter", "Fluctuación RFC 3550")
    static let jitterTicks = Phrase(
        "Jitter in ticks, mean / largest / last", "Fluctuación en unidades de reloj, media / máx. / última")
    static let spacing = Phrase("Spacing, min / mean / max", "Separación, mín. / media / máx.")
    static let variationLow = Phrase("Delay variation, p50 / p95", "Variación del retardo, p50 / p95")
    static let variationHigh = Phrase("Delay variation, p99 / largest", "Variación del retardo, p99 / máx.")
    static let ipdv = Phrase(
        "From packet to packet, p05 / p95 / mean size", "De paquete a paquete, p05 / p95 / magnitud media")
    static let clockDrift = Phrase("Clock drift", "Deriva del reloj")
    static let longestRun = Phrase("Longest run lost", "Racha más larga perdida")
    static let bursts = Phrase("Bursts", "Ráfagas")
    static let burstDensity = Phrase("Density in bursts", "Densidad en ráfagas")
    static let gapDensity = Phrase("Density in gaps", "Densidad entre ráfagas")
    static let burstLengths = Phrase("Mean burst / gap", "Ráfaga / hueco, media")
    static let gapsWithPause = Phrase("Gaps with a pause / lost there", "Huecos con pausa / perdidos en ellos")
    static let burstRatio = Phrase("Burst ratio", "Índice de ráfaga (BurstR)")
    static let model = Phrase("Model, scale", "Modelo, escala")
    static let mosLQ = Phrase("MOS-LQ", "MOS-LQ")
    static let mosWorst = Phrase("MOS-LQ, worst interval", "MOS-LQ, peor intervalo")
    static let mosCQ = Phrase("MOS-CQ", "MOS-CQ")
    static let rFactor = Phrase("R factor", "Factor R")
    static let simulatedBuffer = Phrase("Simulated jitter buffer", "Búfer de fluctuación simulado")
    static let reports = Phrase("Reports of sender / receiver", "Informes del emisor / receptor")
    static let lostReported = Phrase("Lost, reported / measured", "Perdidos, informados / medidos")
    static let jitterReported = Phrase("Jitter, reported / measured", "Fluctuación, informada / medida")
    static let roundTrip = Phrase("Round trip, p50", "Ida y vuelta, p50")
    static let lostBefore = Phrase("Lost before the capture", "Perdidos antes de la captura")
    static let lostBehind = Phrase("Lost behind the capture", "Perdidos después de la captura")
    static let missed = Phrase("Missed by the capture only", "Solo le faltan a la captura")
    static let firstPacket = Phrase("First packet", "Primer paquete")
    static let lastPacket = Phrase("Last packet", "Último paquete")
    static let length = Phrase("Length", "Duración")
    static let frames = Phrase("Frames, first / last", "Tramas, primera / última")
    static let soundFile = Phrase("Sound file", "Fichero de sonido")
    static let sampleRate = Phrase("Sample rate", "Frecuencia de muestreo")
    static let speechLevel = Phrase("Active speech level", "Nivel activo de voz")
    static let speechActivity = Phrase("Speech activity", "Actividad de voz")
    static let clippedSamples = Phrase("Clipped samples", "Muestras recortadas")
    static let longestSilence = Phrase("Longest silence", "Silencio más largo")
    static let overlapped = Phrase("Overlapping packets left out", "Paquetes solapados que se omiten")
    static let remark = Phrase("Remark", "Nota")

    // Values.
    static let yes = Phrase("yes", "sí")
    static let no = Phrase("no", "no")
    static let noneOf = Phrase("none", "ninguno")
    static let streamNumber = Phrase("stream", "flujo")
    static let callNumber = Phrase("call", "llamada")
    static let captureNumber = Phrase("capture", "captura")
    static let ofFile = Phrase("of", "de")
    static let anchor = Phrase("anchor", "anclado en")
    static let anchorFirst = Phrase("first", "el primero")
    static let anchorMinimum = Phrase("minimum", "el mínimo")
    static let fixedMode = Phrase("fixed", "fijo")
    static let adaptiveMode = Phrase("adaptive", "adaptativo")
    static let confirmed = Phrase("confirmed by behaviour", "confirmado por su comportamiento")
    static let probable = Phrase("probable by behaviour", "probable por su comportamiento")
    static let notKnown = Phrase("not known", "no se conoce")
    static let noReason = Phrase("no reason noted", "sin motivo anotado")
    static let lateNotKnown = Phrase(
        "arrival times or clock rate are not known", "no se conocen horas de llegada o frecuencia de reloj")
    static let noSoundWritten = Phrase("No sound was written.", "No se escribió ningún sonido.")
    static let noSoundReason = Phrase("no sound was written", "no se escribió ningún sonido")
    static let unknowns = Phrase("Not known:", "No se conoce:")

    // Tables.
    static let payloadTypes = Phrase("Payload types", "Tipos de carga útil")
    static let number = Phrase("Number", "Número")
    static let clock = Phrase("Clock", "Reloj")
    static let by = Phrase("By", "Según")
    static let segments = Phrase("Segments", "Segmentos")
    static let from = Phrase("From", "Desde")
    static let to = Phrase("To", "Hasta")
    static let startsAt = Phrase("Starts at", "Empieza en")
    static let dtmf = Phrase("DTMF", "DTMF")
    static let digit = Phrase("Digit", "Dígito")
    static let at = Phrase("At", "En")
    static let sentAs = Phrase("Sent as", "Enviado como")
    static let buffer = Phrase("Buffer", "Búfer")
    static let worthListening = Phrase("Worth listening to", "Conviene escuchar")
    static let what = Phrase("What", "Qué")
    static let intervals = Phrase("Intervals", "Intervalos")
    static let jitter = Phrase("Jitter", "Fluctuación")
    static let mos = Phrase("MOS", "MOS")
    static let fromSeconds = Phrase("From, s", "Desde, s")
    static let jitterMs = Phrase("Jitter, ms", "Fluct., ms")
    static let variationMs = Phrase("PDV, ms", "PDV, ms")
    static let intervalsTogether = Phrase(
        "{} intervals a row, with the worst figures; each is in intervals.csv.",
        "{} intervalos por fila, con las peores cifras; cada uno está en intervals.csv.")
    static let moreInReport = Phrase("more are in report.json.", "más están en report.json.")

    static let markLost = Phrase("lost", "perdido")
    static let markLate = Phrase("late", "tardío")
    static let markRestart = Phrase("restart", "reinicio")
    static let markFinding = Phrase("finding", "hallazgo")

    // Drawings.
    static let chartLoss = Phrase("Lost and late packets, %", "Paquetes perdidos y tardíos, %")
    static let chartJitter = Phrase("Jitter, ms", "Fluctuación, ms")
    static let jitterUnknown = Phrase("jitter is not known", "no se conoce la fluctuación")
    static let overTime = Phrase("over time", "en el tiempo")
    static let lostInWords = Phrase("packets lost", "paquetes perdidos")
    static let lateInWords = Phrase("late", "tardíos")
    static let unknownNumber = Phrase("unknown number", "número desconocido de")
    static let jitterAtMost = Phrase("jitter at most", "fluctuación de como mucho")
    static let noFigures = Phrase("No figures over time.", "Sin cifras en el tiempo.")
    static let bufferAxis = Phrase("buffer", "búfer")
    static let lateWith = Phrase("late with", "tardíos con")
    static let with = Phrase("with", "con")
    static let histogramClosed = Phrase(
        "{} of {} packets came {} to {} ms after the one before; the longest time is {} ms. Heights are roots.",
        "{} de {} paquetes llegaron de {} a {} ms después del anterior; el tiempo más largo es de {} ms. Las alturas son raíces."
    )
    static let histogramOpen = Phrase(
        "{} of {} packets came {} to {} ms after the one before; the longest time is at least {} ms. Heights are roots.",
        "{} de {} paquetes llegaron de {} a {} ms después del anterior; el tiempo más largo es de al menos {} ms. Las alturas son raíces."
    )
    static let notRated = Phrase("not rated", "sin puntuar")
}

extension MarkerReport.Kind {
    var phrase: Phrase {
        switch self {
        case .lost: .markLost
        case .late: .markLate
        case .restart: .markRestart
        case .finding: .markFinding
        }
    }
}
