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
    static let groupReceiver = Phrase("Receiver's own figures (XR)", "Cifras del receptor (XR)")
    static let groupConversation = Phrase("Conversation", "Conversación")
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
    static let lateOverflow = Phrase("Of the late, too early", "De los tardíos, demasiado pronto")
    static let lostByReceivers = Phrase("Lost as receivers count", "Perdidos según cuentan los receptores")
    static let duplicateKinds = Phrase(
        "Captured again / sent again / in conflict", "Capturados de nuevo / reenviados / en conflicto")
    static let outOfOrder = Phrase("Out of order", "Desordenados")
    static let reordering = Phrase(
        "Behind the first later one, mean / largest", "Detrás del primero posterior, media / máx.")
    static let duplicates = Phrase("Duplicates", "Duplicados")
    static let stray = Phrase("Stray", "Sueltos")
    static let bandwidth = Phrase("Bandwidth, mean / largest second", "Ancho de banda, media / segundo con más tráfico")
    static let jitterFigures = Phrase("Jitter, mean / largest / last", "Fluctuación (jitter), media / máx. / última")
    static let jitterRFC3550 = Phrase("RFC 3550 jitter", "Fluctuación RFC 3550")
    static let jitterTicks = Phrase("Jitter in ticks", "Fluctuación en unidades de reloj")
    static let spacing = Phrase("Spacing, min / mean / max", "Separación, mín. / media / máx.")
    static let variation = Phrase(
        "Delay variation, p50 / p95 / p99 / p99.9 / largest", "Variación del retardo, p50 / p95 / p99 / p99.9 / máx.")
    static let variationWithDrift = Phrase(
        "Largest with the clock's drift", "La mayor con la deriva del reloj")
    static let ipdv = Phrase(
        "Packet to packet, p05 / p95 / mean size", "De paquete a paquete, p05 / p95 / magnitud media")
    static let clockDrift = Phrase("Clock drift", "Deriva del reloj")
    static let bindingRoundTrip = Phrase(
        "Round trip by STUN, to receiver / sender", "Ida y vuelta según STUN, al receptor / emisor")
    static let longestRun = Phrase("Longest run lost", "Racha más larga perdida")
    static let bursts = Phrase("Bursts", "Ráfagas")
    static let densities = Phrase("Density in bursts / gaps", "Densidad en ráfagas / huecos")
    static let burstLengths = Phrase("Mean burst / gap", "Ráfaga / hueco, media")
    static let gapsWithPause = Phrase("Gaps with a pause / lost there", "Huecos con pausa / perdidos en ellos")
    static let burstRatio = Phrase("Burst ratio", "Índice de ráfaga (BurstR)")
    static let model = Phrase("Model, scale", "Modelo, escala")
    static let mosLQ = Phrase("MOS-LQ", "MOS-LQ")
    static let mosWorst = Phrase("MOS-LQ, worst interval", "MOS-LQ, peor intervalo")
    static let mosOverTime = Phrase(
        "MOS-LQ of intervals, worst / p5 / mean", "MOS-LQ de intervalos, peor / p5 / media")
    static let timeBelow = Phrase("Time below MOS 3.6", "Tiempo bajo MOS 3.6")
    static let mosCQ = Phrase("MOS-CQ, without / with echo", "MOS-CQ, sin / con eco")
    static let oneWayDelay = Phrase("One-way delay taken", "Retardo supuesto por sentido")
    static let rFactor = Phrase("R factor", "Factor R")
    static let mosVoIPmonitor = Phrase("MOS by VoIPmonitor's formula", "MOS según la fórmula de VoIPmonitor")
    static let modelInputs = Phrase("Ie / Bpl / Ppl", "Ie / Bpl / Ppl")
    static let bufferRange = Phrase("Its least / largest delay / changes", "Su retardo mín. / máx. / cambios")
    static let smallestBuffer = Phrase(
        "Buffer for less than 1 % / 0.1 % late", "Búfer para menos del 1 % / 0.1 % tardíos")
    static let simulatedBuffer = Phrase("Simulated jitter buffer", "Búfer de fluctuación simulado")
    static let reports = Phrase("Reports of sender / receiver", "Informes del emisor / receptor")
    static let canonicalName = Phrase("Name (CNAME)", "Nombre (CNAME)")
    static let sentBySender = Phrase("Sent by its count / seen here", "Enviados según su cuenta / vistos aquí")
    static let lostReported = Phrase("Lost, reported / measured", "Perdidos, informados / medidos")
    static let jitterReported = Phrase(
        "Jitter, reported / measured: mean, largest", "Fluctuación, informada / medida: media, máx.")
    static let roundTrip = Phrase(
        "Round trip, whole / to receiver / to sender", "Ida y vuelta, entera / al receptor / al emisor")
    static let lossPlace = Phrase(
        "Lost before / behind the capture / missed by it", "Perdidos antes / después de la captura / los que le faltan")
    static let receiverLost = Phrase("Lost / discarded there", "Perdidos / descartados allí")
    static let receiverBurstDensity = Phrase("Density in bursts, there / here", "Densidad en ráfagas, allí / aquí")
    static let receiverGapDensity = Phrase("Density in gaps, there / here", "Densidad entre ráfagas, allí / aquí")
    static let receiverBurst = Phrase("Mean burst, there / here", "Ráfaga media, allí / aquí")
    static let receiverGap = Phrase("Mean gap, there / here", "Hueco medio, allí / aquí")
    static let receiverDelays = Phrase("Round trip / in the device", "Ida y vuelta / en el aparato")
    static let receiverLevels = Phrase(
        "Signal / noise / echo return loss", "Señal / ruido / pérdida de retorno del eco")
    static let receiverScores = Phrase("R / MOS-LQ / MOS-CQ there", "R / MOS-LQ / MOS-CQ allí")
    static let receiverBuffer = Phrase("Its buffer, now / largest / at most", "Su búfer, ahora / mayor / como mucho")
    static let firstPacket = Phrase("First packet", "Primer paquete")
    static let lastPacket = Phrase("Last packet", "Último paquete")
    static let packetTimes = Phrase("First / last packet, UTC", "Primer / último paquete, UTC")
    static let length = Phrase("Length", "Duración")
    static let frames = Phrase("Frames, first / last", "Tramas, primera / última")
    static let soundFile = Phrase("Sound file", "Fichero de sonido")
    static let sampleRate = Phrase("Sample rate", "Frecuencia de muestreo")
    static let soundLength = Phrase("Length of the sound", "Duración del sonido")
    static let soundLevel = Phrase("Level of speech / all / noise floor", "Nivel de voz / conjunto / fondo")
    static let deadAir = Phrase("Dead air / longest", "Silencio en paquetes / más largo")
    static let talkspurts = Phrase("Talkspurts / cut at their start", "Tramos de habla / cortados al empezar")
    static let offset = Phrase("DC offset", "Componente continua")
    static let hum = Phrase("Hum", "Zumbido")
    static let otherLaw = Phrase("Sounds under the other law", "Suena con la otra ley")
    static let opened = Phrase("Opened by a key / refused", "Abiertos con clave / rechazados")
    static let speaks = Phrase("This side speaks", "Habla este lado")
    static let bothSpeak = Phrase("Both speak", "Hablan los dos")
    static let nobodySpeaks = Phrase("Nobody speaks / longest", "No habla nadie / más largo")
    static let echo = Phrase(
        "Echo: delay / likeness / below", "Eco: retardo / parecido / por debajo")
    static let speechActivity = Phrase("Speech activity", "Actividad de voz")
    static let clippedSamples = Phrase("Clipped samples", "Muestras recortadas")
    static let faults = Phrase("Clicks / repeated packets", "Chasquidos / paquetes repetidos")
    static let longestSilence = Phrase("Longest silence", "Silencio más largo")
    static let codecDelay = Phrase("Delay of the codec, taken off", "Retardo del códec, descontado")
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
    static let held = Phrase("Held", "Pulsado")
    static let infoKeys = Phrase("Keys by SIP INFO", "Teclas por SIP INFO")
    static let answersWithin = Phrase(
        "{} answers requests within {}.", "{} responde a las peticiones en {}.")
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
    // Heads of narrow columns.
    static let packetsShort = Phrase("Packets", "Paq.")
    static let lostShort = Phrase("Lost", "Perd.")
    static let lateShort = Phrase("Late", "Tard.")
    static let intervalsTogether = Phrase(
        "{} a row, the worst of each.",
        "{} por fila, lo peor de cada una.")
    static let moreInReport = Phrase("more are in report.json.", "más están en report.json.")

    static let markLost = Phrase("lost", "perdido")
    static let markLate = Phrase("late", "tardío")
    static let markRestart = Phrase("restart", "reinicio")
    static let markFinding = Phrase("finding", "hallazgo")

    // Drawings.
    static let chartLoss = Phrase("Lost and late packets, %", "Paquetes perdidos y tardíos, %")
    static let chartJitter = Phrase("Jitter, ms", "Fluctuación, ms")
    static let jitterUnknown = Phrase("jitter is not known", "no se conoce la fluctuación")
    static let lostInWords = Phrase("packets lost", "paquetes perdidos")
    static let lateInWords = Phrase("late", "tardíos")
    static let unknownNumber = Phrase("unknown number", "número desconocido de")
    static let jitterAtMost = Phrase("jitter at most", "fluctuación de como mucho")
    static let noFigures = Phrase("No figures over time.", "Sin cifras en el tiempo.")
    static let bufferAxis = Phrase("buffer", "búfer")
    static let lateWith = Phrase("late with", "tardíos con")
    static let with = Phrase("with", "con")
    static let histogramClosed = Phrase(
        "{} of {} packets after {} to {} ms; longest {} ms",
        "{} de {} paquetes tras {} a {} ms; el más largo, {} ms"
    )
    static let histogramOpen = Phrase(
        "{} of {} packets after {} to {} ms; longest at least {} ms",
        "{} de {} paquetes tras {} a {} ms; el más largo, al menos {} ms"
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

extension PayloadTypeReport.Source {
    /// Where codec and clock rate of a payload type come from.
    var phrase: Phrase {
        switch self {
        case .static: Phrase("static", "estático")
        case .sdp: Phrase("sdp", "sdp")
        case .inferred: Phrase("inferred", "deducido")
        case .user: Phrase("user", "usuario")
        case .unknown: Phrase("unknown", "desconocido")
        }
    }
}
