/// What the page says around the figures.
extension Phrase {
    // Head.
    static let skip = Phrase("Skip to the calls", "Ir a las llamadas")
    static let kicker = Phrase("Call quality report", "Informe de calidad de llamadas")
    static let findingsLabel = Phrase("Findings, worst first", "Hallazgos, los peores primero")
    static let findings = Phrase("Findings", "Hallazgos")
    static let oneMoreKind = Phrase("{} more kind of findings", "{} clase de hallazgos más")
    static let moreKinds = Phrase("{} more kinds of findings", "{} clases de hallazgos más")
    static let warningsLabel = Phrase("Warnings", "Avisos")
    static let andMore = Phrase("and {} more", "y {} más")
    static let lessSevere = Phrase("{} less severe", "{} de menor gravedad")

    // Verdict and lead: `{}` stands for a number or a name.
    static let noCall = Phrase("No call was found.", "No se encontró ninguna llamada.")
    static let onlySignalling = Phrase(
        "Signalling was found, but no call with sound.", "Se encontró señalización, pero ninguna llamada con sonido.")
    static let oneShort = Phrase(
        "The call is too short to judge.", "La llamada es demasiado corta para juzgarla.")
    static let tooShort = Phrase("too short to judge", "demasiado corta para juzgarla")
    static let allShort = Phrase(
        "All {} calls are too short to judge.", "Las {} llamadas son demasiado cortas para juzgarlas.")
    static let noneJudged = Phrase(
        "None of the {} calls can be judged.", "Ninguna de las {} llamadas se puede juzgar.")
    static let oneUnrated = Phrase("The call could not be rated.", "La llamada no se pudo puntuar.")
    static let noneRated = Phrase(
        "None of the {} calls could be rated.", "Ninguna de las {} llamadas se pudo puntuar.")
    static let oneFaulty = Phrase("The call has a serious fault.", "La llamada tiene un fallo grave.")
    static let bothShort = Phrase(
        "Both calls are too short to judge.", "Las dos llamadas son demasiado cortas para juzgarlas.")
    static let oneGood = Phrase("The call sounds good.", "La llamada suena bien.")
    static let oneFair = Phrase("The call sounds fair.", "La llamada suena aceptable.")
    static let onePoor = Phrase("The call sounds poor.", "La llamada suena mediocre.")
    static let oneBad = Phrase("The call sounds bad.", "La llamada suena mal.")
    static let oneFairFaulty = Phrase(
        "The call sounds fair, but has a serious fault.", "La llamada suena aceptable, pero tiene un fallo grave.")
    static let onePoorFaulty = Phrase(
        "The call sounds poor and has a serious fault.", "La llamada suena mediocre y tiene un fallo grave.")
    static let oneBadFaulty = Phrase(
        "The call sounds bad and has a serious fault.", "La llamada suena mal y tiene un fallo grave.")
    static let onePoorOf = Phrase("1 of {} calls sounds poor", "1 de {} llamadas suena mediocre")
    static let oneBadOf = Phrase("1 of {} calls sounds bad", "1 de {} llamadas suena mal")
    static let somePoorOf = Phrase("{} of {} calls sound poor", "{} de {} llamadas suenan mediocres")
    static let someBadOf = Phrase("{} of {} calls sound bad", "{} de {} llamadas suenan mal")
    static let someLowOf = Phrase("{} of {} calls sound poor or bad", "{} de {} llamadas suenan mediocres o mal")
    static let oneFaultyMore = Phrase(", 1 more has a serious fault", ", 1 más tiene un fallo grave")
    static let someFaultyMore = Phrase(", {} more have a serious fault", ", {} más tienen un fallo grave")
    static let oneFaultyOf = Phrase("1 of {} calls has a serious fault.", "1 de {} llamadas tiene un fallo grave.")
    static let someFaultyOf = Phrase(
        "{} of {} calls have a serious fault.", "{} de {} llamadas tienen un fallo grave.")
    static let oneRatedGood = Phrase("The one rated call sounds good.", "La única llamada puntuada suena bien.")
    static let oneRatedFair = Phrase("The one rated call sounds fair.", "La única llamada puntuada suena aceptable.")
    static let bothGood = Phrase("Both calls sound good.", "Las dos llamadas suenan bien.")
    static let bothFair = Phrase("Both calls sound good or fair.", "Las dos llamadas suenan bien o aceptables.")
    static let bothRatedGood = Phrase("Both rated calls sound good.", "Las dos llamadas puntuadas suenan bien.")
    static let bothRatedFair = Phrase(
        "Both rated calls sound good or fair.", "Las dos llamadas puntuadas suenan bien o aceptables.")
    static let allGood = Phrase("All {} calls sound good.", "Las {} llamadas suenan bien.")
    static let allFair = Phrase("All {} calls sound good or fair.", "Las {} llamadas suenan bien o aceptables.")
    static let allRatedGood = Phrase("All {} rated calls sound good.", "Las {} llamadas puntuadas suenan bien.")
    static let allRatedFair = Phrase(
        "All {} rated calls sound good or fair.", "Las {} llamadas puntuadas suenan bien o aceptables.")
    static let leadNothing = Phrase(
        "None of the {} in the capture belongs to a stream of RTP, so there is nothing to rate or to play.",
        "De la captura ({}) nada pertenece a un flujo de RTP, así que no hay nada que puntuar ni que escuchar.")
    static let leadUnrated = Phrase(
        "Loss, jitter and times below were measured all the same; each call says what kept it from being rated.",
        "La pérdida, la fluctuación y los tiempos de abajo se midieron igualmente; cada llamada dice qué impidió puntuarla."
    )
    static let leadOne = Phrase("It reaches MOS {}", "Alcanza un MOS de {}")
    static let leadShort = Phrase("Over {} s it has MOS {}", "En {} s tiene un MOS de {}")
    static let leadAllShort = Phrase(
        "Each is shorter than {} seconds: two or three packets decide over such a score.",
        "Cada una dura menos de {} segundos: dos o tres paquetes deciden una puntuación así.")
    static let leadOnly = Phrase(
        "Call {} from {} to {} reaches MOS {}", "La llamada {}, de {} a {}, alcanza un MOS de {}")
    static let leadWorst = Phrase(
        "Call {} from {} to {} is the lowest with MOS {}", "La llamada {}, de {} a {}, es la peor, con un MOS de {}")
    static let leadMissing = Phrase(
        ", with up to {} of packets lost or late", ", con hasta un {} de paquetes perdidos o tardíos")
    static let oneCallUnrated = Phrase(" 1 call could not be rated.", " 1 llamada no se pudo puntuar.")
    static let someCallsUnrated = Phrase(" {} calls could not be rated.", " {} llamadas no se pudieron puntuar.")
    static let oneCallShort = Phrase(
        " 1 call is too short to judge.", " 1 llamada es demasiado corta para juzgarla.")
    static let someCallsShort = Phrase(
        " {} calls are too short to judge.", " {} llamadas son demasiado cortas para juzgarlas.")
    static let callsByQuality = Phrase("Calls by quality", "Llamadas según su calidad")

    // Tiles.
    static let calls = Phrase("Calls", "Llamadas")
    static let capture = Phrase("Capture", "Captura")
    static let lowestMOS = Phrase("Lowest MOS", "MOS más bajo")
    static let lowestPart = Phrase("worst interval {}", "peor intervalo {}")
    static let ofOneToFive = Phrase("worst direction, of 1 to 5", "peor sentido, de 1 a 5")
    static let ofWhole = Phrase("{} of {}", "{} de {}")
    static let criticalOne = Phrase("1 critical", "1 crítico")
    static let criticalOnes = Phrase("{} critical", "{} críticos")
    static let noneCritical = Phrase("none critical", "ninguno crítico")

    // Tables of calls.
    static let eachCall = Phrase("Each call", "Cada llamada")
    static let call = Phrase("Call", "Llamada")
    static let who = Phrase("Who", "Quién")
    static let whenUTC = Phrase("When (UTC)", "Cuándo (UTC)")
    static let overTimeColumn = Phrase("Over time", "En el tiempo")
    static let listen = Phrase("Listen", "Escuchar")
    static let listenLink = Phrase("listen", "escuchar")
    static let backToTop = Phrase("Back to the top", "Volver arriba")
    static let worstCalls = Phrase("The {} worst calls", "Las {} peores llamadas")
    static let otherCalls = Phrase("All other calls", "Las demás llamadas")
    static let firstOfOthers = Phrase(
        "The first {} of them; {} more are in calls.csv.", "Las primeras {}; otras {} están en calls.csv.")
    static let tableRemark = Phrase(
        "The capture has {} calls. The {} with the lowest MOS come first, with all their figures below; the others follow as rows, and streams.csv and report.json have everything.",
        "La captura tiene {} llamadas. Primero van las {} de MOS más bajo, con todas sus cifras abajo; las demás siguen como filas, y streams.csv y report.json lo tienen todo."
    )
    static let bookRemark = Phrase(
        "The capture has {} calls. The {} with the lowest MOS open with all their figures; streams.csv and report.json have everything of the others.",
        "La captura tiene {} llamadas. Las {} de MOS más bajo se abren con todas sus cifras; streams.csv y report.json lo tienen todo de las demás."
    )
    static let firstStreams = Phrase(
        "The call has {} streams. The first {} are drawn here with their figures; streams.csv and report.json have all of them.",
        "La llamada tiene {} flujos. Aquí se dibujan los {} primeros con sus cifras; streams.csv y report.json los tienen todos."
    )
    static let lowestInterval = Phrase("; worst interval {}", "; peor intervalo {}")
    static let statusWord = Phrase("status", "estado")
    static let signalling = Phrase("Signalling", "Señalización")
    static let inStreams = Phrase("its packets are in streams {}", "sus paquetes están en los flujos {}")
    static let silentCalls = Phrase("Calls without a stream", "Llamadas sin flujo")
    static let silentRemark = Phrase(
        "Signalling tells of them; no stream that is theirs alone is in the capture.",
        "La señalización habla de ellas; en la captura no hay ningún flujo que sea solo suyo.")
    static let silentShown = Phrase(
        "The first {} are shown; there are {} more.", "Se muestran las {} primeras; hay {} más.")
    static let noFinalStatus = Phrase("no final response captured", "sin respuesta final en la captura")
    static let timeInCapture = Phrase("Time in capture", "Hora en la captura")
    static let fromParty = Phrase("From", "De")
    static let toParty = Phrase("To", "A")
    static let message = Phrase("Message", "Mensaje")
    static let notInSound = Phrase("not in the call's sound", "fuera del sonido de la llamada")
    static let placeAt = Phrase("at {} s", "en {} s")
    static let placeFromTo = Phrase("at {} s to {} s", "de {} s a {} s")
    static let left = Phrase("left", "izquierda")
    static let right = Phrase("right", "derecha")
    static let mono = Phrase("mono", "mono")
    static let oneWay = Phrase("one way", "un sentido")
    static let otherWay = Phrase("other way", "otro sentido")
    static let marksTogether = Phrase(
        "{} places are drawn as {}: near ones together. Each is in events.csv.",
        "{} lugares se dibujan como {}: los cercanos juntos. Cada uno está en events.csv.")
    static let pointsTogether = Phrase(
        "The lanes of stream {} show {} intervals at a time: the worst of their figures.",
        "Las franjas del flujo {} muestran {} intervalos a la vez: la peor de sus cifras.")

    static let stripLabel = Phrase(
        "good in {} of {} parts, lowest MOS {}", "buena en {} de {} partes, MOS más bajo {}")

    // Foot.
    static let about = Phrase("The capture, and how this was measured", "La captura, y cómo se ha medido")
    static let wordsTitle = Phrase("What the words mean", "Qué significan las palabras")
    static let definitionsTitle = Phrase("How each figure is measured", "Cómo se mide cada cifra")
    static let licencesTitle = Phrase(
        "Licences of the libraries in this page", "Licencias de las bibliotecas de esta página")
    static let writtenBy = Phrase("Written by", "Escrito por")
    static let precision = Phrase(
        "All figures with full precision: report.json and the CSV tables beside this page.",
        "Todas las cifras con plena precisión: report.json y las tablas CSV junto a esta página.")
    static let inputFiles = Phrase("Input files", "Ficheros de entrada")
    static let name = Phrase("Name", "Nombre")
    static let format = Phrase("Format", "Formato")
    static let size = Phrase("Size", "Tamaño")
    static let incomplete = Phrase("incomplete", "incompleto")
    static let sha256 = Phrase("SHA-256", "SHA-256")
    static let bytes = Phrase("bytes", "octetos")
    static let optionsTitle = Phrase("Options that shape the result", "Opciones que determinan el resultado")
    static let option = Phrase("Option", "Opción")
    static let value = Phrase("Value", "Valor")
    static let limitsTitle = Phrase("Limits reached", "Límites alcanzados")
    static let limit = Phrase("Limit", "Límite")
    static let times = Phrase("Times", "Veces")

    // Index over many captures.
    static let verdictColumn = Phrase("Verdict", "Veredicto")
    static let packetsColumn = Phrase("Packets", "Paquetes")
    static let streamsColumn = Phrase("Streams", "Flujos")
    static let criticalColumn = Phrase("Critical", "Críticos")
    static let couldNotBeRead = Phrase("; {} could not be read", "; sin poder leer: {}")

    // Quality.
    static let bandGood = Phrase(
        "good: users are satisfied (MOS 4.03 and more)", "con calidad buena: usuarios satisfechos (MOS 4.03 o más)")
    static let bandFair = Phrase(
        "fair: some users are dissatisfied (3.60 to 4.03)",
        "con calidad aceptable: algunos usuarios insatisfechos (3.60 a 4.03)")
    static let bandPoor = Phrase(
        "poor: many users are dissatisfied (3.10 to 3.60)",
        "con calidad mediocre: muchos usuarios insatisfechos (3.10 a 3.60)")
    static let bandBad = Phrase(
        "bad: nearly all users are dissatisfied (below 3.10)",
        "con calidad mala: casi todos los usuarios insatisfechos (menos de 3.10)")
}

extension Noun {
    static let call = Noun(("call", "calls"), ("llamada", "llamadas"))
    static let stream = Noun(("stream", "streams"), ("flujo", "flujos"))
    static let packet = Noun(("packet", "packets"), ("paquete", "paquetes"))
    static let capture = Noun(("capture", "captures"), ("captura", "capturas"))
    static let finding = Noun(("finding", "findings"), ("hallazgo", "hallazgos"))
    static let kind = Noun(("kind of findings", "kinds of findings"), ("clase de hallazgos", "clases de hallazgos"))
}

extension Wording {
    /// The side of a call's sound, as report.json names it.
    func side(_ position: String) -> String {
        switch position {
        case "left": self(.left)
        case "right": self(.right)
        case "mono": self(.mono)
        default: position
        }
    }

    /// A phrase with what stands for its `{}`, in order.
    func callAsFunction(_ phrase: Phrase, _ values: String...) -> String {
        let pieces = phrase[language].components(separatedBy: "{}")
        return zip(pieces, values + [String](repeating: "", count: max(0, pieces.count - values.count))).map { $0 + $1 }
            .joined()
    }
}
