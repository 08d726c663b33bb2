/// What the page's script says: its names there, with `{0}`, `{1}` for what it fills in.
enum ScriptWord: String, CaseIterable {
    case good, fair, poor, bad, unknown
    case lost, late, lateLong, restart, jitter, variation, sound, spectrum, laneLoss, laneJitter, laneEvents, report,
        bye
    case streamNumber, moreFindings
    case left, right, both, heardTitle, sideTitle, capturedTitle, lostHead, lateHead, jitterHead
    case heard, captured, noSound, fileMissing, call, callNumber, play, pause, playOrPause, player, speed
    case damaged, noMatch
    case wholeConcealed, partlyConcealed
    case pieces, lostFor, zoomLabel, zoomOut, zoomIn, all, showAll, spectrogram, whereToListen, previousPlace, nextPlace
    case previousTitle, nextTitle, previous, next, allCalls, calls, allFigures, findings, listenAt, showCalls
    case hint, hintStill, moreEvents, signalling, signallingBetween, timelineLabel, drawingsLabel
    case tipStream, tipKey, tipReport, tipReported
    case who, when, whenUTC, length, codec, quality, listen
    case searchHint, filterText, filterFinding, filterQuality, allFindings, anyFinding, allQualities
    case goodOne, fairOne, poorOne, badOne, unknownOne
    case tooShort, critical, warning, info
    case keysHint, countAll, countOne, countSome, years

    var phrase: Phrase {
        switch self {
        case .tooShort: .tooShort
        case .years: Phrase("{0} years", "{0} años")
        case .critical: .severityCritical
        case .warning: .severityWarning
        case .info: .severityInfo
        case .good: Phrase("good: users are satisfied", "buena: usuarios satisfechos")
        case .fair: Phrase("fair: some users are dissatisfied", "aceptable: algunos usuarios insatisfechos")
        case .poor: Phrase("poor: many users are dissatisfied", "mediocre: muchos usuarios insatisfechos")
        case .bad: Phrase("bad: nearly all users are dissatisfied", "mala: casi todos los usuarios insatisfechos")
        case .unknown: Phrase("not rated", "sin puntuar")
        case .lost: Phrase("lost", "perdidos")
        case .late: Phrase("late", "tardíos")
        case .lateLong: Phrase("late, not played", "tardíos, no reproducidos")
        case .restart: Phrase("restart", "reinicio")
        case .jitter: Phrase("jitter", "fluctuación")
        case .variation: Phrase("delay variation (PDV)", "variación del retardo (PDV)")
        case .streamNumber: Phrase("stream {0}", "flujo {0}")
        case .moreFindings: Phrase("{0} more findings", "{0} hallazgos más")
        case .laneJitter: Phrase("jitter", "fluct.")
        case .sound: Phrase("sound", "sonido")
        case .spectrum: Phrase("spectrum", "espectro")
        case .laneLoss: Phrase("loss", "pérd.")
        case .laneEvents: Phrase("events", "event.")
        case .report: Phrase("RTCP report", "informe RTCP")
        case .bye: Phrase("RTCP goodbye", "despedida RTCP")
        case .left: Phrase("left", "izquierda")
        case .right: Phrase("right", "derecha")
        case .both: Phrase("Both", "Ambos")
        case .heardTitle:
            Phrase(
                "Behind the simulated jitter buffer: late packets dropped, gaps concealed",
                "Tras el búfer de fluctuación simulado: sin los paquetes tardíos y con los huecos encubiertos")
        case .sideTitle: Phrase("The {0} channel alone, as heard", "Solo el canal de la {0}, como se oyó")
        case .capturedTitle:
            Phrase(
                "Stream {0} as captured: what is missing is silence",
                "Flujo {0} como se capturó: lo que falta es silencio")
        case .lostHead: Phrase("Lost", "Perdido")
        case .lateHead: Phrase("Late", "Tardío")
        case .jitterHead: Phrase("Jitter", "Fluct.")
        case .heard: Phrase("As heard", "Como se oyó")
        case .captured: Phrase("As captured", "Como se capturó")
        case .noSound:
            Phrase(
                "The sound file beside this page cannot be played.",
                "El fichero de sonido junto a esta página no puede reproducirse.")
        case .fileMissing:
            Phrase("The sound file is not beside this page.", "El fichero de sonido no está junto a esta página.")
        case .call: Phrase("Call", "Llamada")
        case .callNumber: Phrase("Call {0}", "Llamada {0}")
        case .play: Phrase("Play call {0}", "Reproducir la llamada {0}")
        case .pause: Phrase("Pause call {0}", "Pausar la llamada {0}")
        case .damaged: Phrase("What is damaged", "Qué está dañado")
        case .noMatch: Phrase("No call matches.", "Ninguna llamada coincide.")
        case .playOrPause: Phrase("Play or pause (space)", "Reproducir o pausar (espacio)")
        case .player: Phrase("Player", "Reproductor")
        case .speed: Phrase("Speed", "Velocidad")
        case .pieces: Phrase(" in {0} pieces", " en {0} trozos")
        case .wholeConcealed: Phrase(", concealed", ", encubiertos")
        case .partlyConcealed: Phrase(", {0} concealed", ", {0} encubiertos")
        case .lostFor: Phrase("{0} for {1}", "{0} durante {1}")
        case .zoomLabel: Phrase("Zoom", "Ampliación")
        case .zoomOut: Phrase("Zoom out (−)", "Reducir (−)")
        case .zoomIn: Phrase("Zoom in (+)", "Ampliar (+)")
        case .all: Phrase("All", "Todo")
        case .showAll: Phrase("Show the whole call (0)", "Mostrar toda la llamada (0)")
        case .spectrogram: Phrase("Spectrogram", "Espectrograma")
        case .whereToListen: Phrase("Where to listen", "Dónde escuchar")
        case .previousPlace: Phrase("‹ Previous place", "‹ Lugar anterior")
        case .nextPlace: Phrase("Next place ›", "Lugar siguiente ›")
        case .previousTitle:
            Phrase("Previous place worth listening to (P)", "Lugar anterior que conviene escuchar (P)")
        case .nextTitle: Phrase("Next place worth listening to (N)", "Lugar siguiente que conviene escuchar (N)")
        case .previous: Phrase("‹ Previous", "‹ Anterior")
        case .next: Phrase("Next ›", "Siguiente ›")
        case .allCalls: Phrase("← All calls", "← Todas las llamadas")
        case .calls: Phrase("Calls", "Llamadas")
        case .showCalls: Phrase("show these calls", "ver estas llamadas")
        case .allFigures: Phrase("Call {0}, all figures", "Llamada {0}, todas las cifras")
        case .findings: Phrase("Findings", "Hallazgos")
        case .listenAt: Phrase("listen at {0}", "escuchar en {0}")
        case .hint:
            Phrase(
                "Click anywhere to play from there. Drag to zoom, double click shows all, Ctrl + wheel zooms, Shift + wheel moves.",
                "Un clic en cualquier sitio reproduce desde ahí. Arrastrar amplía, doble clic muestra todo, Ctrl + rueda amplía, Mayús + rueda desplaza."
            )
        case .hintStill: Phrase("Click into a drawing to play from there.", "Un clic en un dibujo reproduce desde ahí.")
        case .moreEvents: Phrase("{0} more are in events.csv.", "{0} más están en events.csv.")
        case .signalling: Phrase("Signalling", "Señalización")
        case .signallingBetween: Phrase("Signalling between {0}", "Señalización entre {0}")
        case .timelineLabel:
            Phrase(
                "Both directions over time: sound, lost and late packets, jitter, delay variation, MOS and events. Left and right arrow seek, plus and minus zoom, 0 shows all, N and P go to the next and previous place worth listening to.",
                "Los dos sentidos en el tiempo: sonido, paquetes perdidos y tardíos, fluctuación, variación del retardo, MOS y eventos. Las flechas izquierda y derecha mueven la reproducción, más y menos amplían, 0 muestra todo, N y P van al lugar siguiente y anterior que conviene escuchar."
            )
        case .drawingsLabel:
            Phrase(
                "Each stream over time. Left and right arrow seek, N and P go to the next and previous place worth listening to.",
                "Cada flujo en el tiempo. Las flechas izquierda y derecha mueven la reproducción, N y P van al lugar siguiente y anterior que conviene escuchar."
            )
        case .tipStream:
            Phrase(
                "{0}: {1} lost, {2} late, jitter {3}, PDV {4}, MOS {5}",
                "{0}: {1} perdido, {2} tardío, fluctuación {3}, PDV {4}, MOS {5}"
            )
        case .tipKey: Phrase("{0}: key {1}", "{0}: tecla {1}")
        case .tipReport: Phrase("{0}: RTCP {1}", "{0}: RTCP {1}")
        case .tipReported: Phrase(", reports {0} lost, jitter {1}", ", informa de {0} perdido, fluctuación {1}")
        case .who: Phrase("Who", "Quién")
        case .when: Phrase("When", "Cuándo")
        case .whenUTC: Phrase("When (UTC)", "Hora (UTC)")
        case .length: Phrase("Length", "Duración")
        case .codec: Phrase("Codec", "Códec")
        case .quality: Phrase("Quality", "Calidad")
        case .listen: Phrase("Listen", "Escuchar")
        case .searchHint: Phrase("Number, address, codec …", "Número, dirección …")
        case .filterText: Phrase("Filter by text (/)", "Filtrar por texto (/)")
        case .filterFinding: Phrase("Filter by finding", "Filtrar por hallazgo")
        case .filterQuality: Phrase("Filter by quality", "Filtrar por calidad")
        case .allFindings: Phrase("All findings", "Todos los hallazgos")
        case .anyFinding: Phrase("With any finding", "Con algún hallazgo")
        case .allQualities: Phrase("All qualities", "Todas las calidades")
        case .goodOne: Phrase("Good", "Buena")
        case .fairOne: Phrase("Fair", "Aceptable")
        case .poorOne: Phrase("Poor", "Mediocre")
        case .badOne: Phrase("Bad", "Mala")
        case .unknownOne: Phrase("Not rated", "Sin puntuar")
        case .keysHint:
            Phrase(
                "Arrow keys move, Enter opens a call, space plays it, / filters.",
                "Las flechas mueven, Intro abre una llamada, espacio la reproduce, / filtra.")
        case .countAll: Phrase("{0} calls", "{0} llamadas")
        case .countOne: Phrase("1 call", "1 llamada")
        case .countSome: Phrase("{0} of {1} calls", "{0} de {1} llamadas")
        }
    }
}

extension ScriptWord {
    /// All of them in one language by their names, with what numbers are written by.
    static func json(_ say: Wording) -> PageJSON {
        var json = PageJSON()
        json.open("{")
        for word in allCases {
            json.key(word.rawValue)
            json.text(say(word.phrase))
        }
        json.key("thousands")
        json.text(String(say.grouping.mark))
        json.key("thousandsFrom")
        json.integer(say.grouping.fromDigits)
        json.close("}")
        return json
    }
}
