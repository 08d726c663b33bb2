/// Why something is not known or was passed over, and why a stream is RTP.
extension Sentences {
    static let table: [Phrase] = callFindings + findings + reasons + sound + evidence + warnings + errors + usage

    static let reasons: [Phrase] = [
        Phrase("not in the captured messages", "no figura en los mensajes capturados"),
        Phrase("no final response was captured", "no se capturó ninguna respuesta final"),
        Phrase("frames carry no capture time", "las tramas no llevan hora de captura"),
        Phrase("all frames carry the same capture time", "todas las tramas llevan la misma hora de captura"),
        Phrase("frames carry whole seconds only", "las tramas llevan solo segundos enteros"),
        Phrase("the receiver does not tell it", "el receptor no lo dice"),
        Phrase("the payload is no sound", "la carga útil no es sonido"),
        Phrase("each packet tells how many channels it has", "cada paquete dice cuántos canales tiene"),
        Phrase("the payload holds those of other payload types", "la carga útil contiene las de otros tipos"),
        Phrase("no interval has a score", "ningún intervalo tiene puntuación"),
        Phrase("codec of the payload type unknown", "códec del tipo de carga útil desconocido"),
        Phrase("no stream of the call has a score", "ningún flujo de la llamada tiene puntuación"),
        Phrase("no message of it was captured", "no se capturó ningún mensaje suyo"),
        Phrase("arrival times or clock rate unknown", "horas de llegada o frecuencia de reloj desconocidas"),
        Phrase("more than 500 ms", "más de 500 ms"),
        Phrase("no key fits", "ninguna clave encaja"),
        Phrase("RTCP is encrypted", "RTCP va cifrado"),
        Phrase("no source description", "sin descripción de la fuente"),
        Phrase("no VoIP metrics in an extended report", "ningún informe extendido trae métricas de VoIP"),
        Phrase("no receiver reported on the stream", "ningún receptor informó sobre el flujo"),
        Phrase("clock rate unknown", "frecuencia de reloj desconocida"),
        Phrase(
            "no two reports of one receiver while packets passed",
            "no hay dos informes de un mismo receptor mientras pasaban paquetes"),
        Phrase(
            "the receiver counts copies that did not pass here: they hide its losses",
            "el receptor cuenta copias que no pasaron por aquí: ocultan sus pérdidas"),
        Phrase(
            "the stream was not known yet when the first report came",
            "el flujo aún no se conocía cuando llegó el primer informe"),
        Phrase(
            "numbers that are missing are in other streams of the sender",
            "los números que faltan están en otros flujos del emisor"),
        Phrase(
            "packet numbers ran on while nothing was to be sent",
            "los números de paquete avanzaron mientras no había nada que enviar"),
        Phrase("only one half of the way is known", "solo se conoce una mitad del camino"),
        Phrase("neither half of the way is known", "no se conoce ninguna mitad del camino"),
        Phrase(
            "the receiver answers with times that cannot be", "el receptor responde con tiempos que no pueden ser"),
        Phrase("the sender answers with times that cannot be", "el emisor responde con tiempos que no pueden ser"),
        Phrase(
            "the receiver answers reports that are not in the capture",
            "el receptor responde a informes que no están en la captura"),
        Phrase(
            "the sender answers reports that are not in the capture",
            "el emisor responde a informes que no están en la captura"),
        Phrase("the receiver answers no report", "el receptor no responde a ningún informe"),
        Phrase("the sender answers no report", "el emisor no responde a ningún informe"),
        Phrase(
            "no two sender reports while packets passed", "no hay dos informes del emisor mientras pasaban paquetes"),
        Phrase("no stream in the other direction", "no hay flujo en el otro sentido"),
        Phrase("no RTCP about the stream", "no hay RTCP sobre el flujo"),
        Phrase("no sound was asked for", "no se pidió sonido"),
        Phrase(
            "no telephone-events (RFC 4733); tones in the sound were not looked for, which is not decoded",
            "sin eventos telefónicos (RFC 4733); no se buscaron tonos en el sonido, que no se decodifica"),
        Phrase(
            "no telephone-events (RFC 4733), and no tones of keys in the sound",
            "sin eventos telefónicos (RFC 4733) ni tonos de teclas en el sonido"),
        Phrase(
            "telephone-events were cut off by the snap length",
            "los eventos telefónicos fueron truncados por la longitud de captura"),
        Phrase("telephone-events are encrypted", "los eventos telefónicos van cifrados"),
        Phrase("cut off by the snap length", "truncado por la longitud de captura"),
        Phrase("dynamic payload type without signalling", "tipo de carga útil dinámico sin señalización"),
        Phrase(
            "dynamic payload type, and frames carry no capture time",
            "tipo de carga útil dinámico, y las tramas no llevan hora de captura"),
        Phrase(
            "dynamic payload type, and frames carry whole seconds only",
            "tipo de carga útil dinámico, y las tramas llevan solo segundos enteros"),
        Phrase(
            "dynamic payload type, and all frames carry the same capture time",
            "tipo de carga útil dinámico, y todas las tramas llevan la misma hora de captura"),
        Phrase(
            "no media packets, only events or comfort noise", "sin paquetes de medios, solo eventos o ruido de confort"),
        Phrase(
            "dynamic payload type without signalling, fewer than {} packets to infer it from",
            "tipo de carga útil dinámico sin señalización, con menos de {} paquetes de los que deducirlo"),
        Phrase(
            "dynamic payload type without signalling, and timestamps fit no usual clock",
            "tipo de carga útil dinámico sin señalización, y las marcas de tiempo no encajan con ningún reloj habitual"),
        Phrase("the packet time is not known", "no se conoce el tiempo de paquete"),
        Phrase(
            "fullband (G.107.2) is reckoned with an --impairment that is given: published ones are not checked",
            "la banda completa (G.107.2) se calcula con un --impairment que se dé: los publicados no están comprobados"),
        Phrase("video has no packetisation time", "el vídeo no tiene tiempo de paquetización"),
        Phrase(
            "no regular timestamp step on a known clock",
            "sin paso regular de las marcas de tiempo sobre un reloj conocido"),
        Phrase(
            "cannot be told for this codec or from this little payload",
            "no puede saberse con este códec o con tan poca carga útil"),
        Phrase("fewer than two unique packets", "menos de dos paquetes únicos"),
        Phrase("no two media packets to compare", "no hay dos paquetes de medios que comparar"),
        Phrase("no two packets to compare", "no hay dos paquetes que comparar"),
        Phrase("no media packets", "sin paquetes de medios"),
        Phrase("stream shorter than 30 s", "flujo de menos de 30 s"),
        Phrase(
            "too few moments with media packets, too many timestamp restarts, or delays that no clock's line explains",
            "muy pocos momentos con paquetes de medios, demasiados reinicios de las marcas de tiempo, o retrasos que la recta de ningún reloj explica"
        ),
        Phrase(
            "timestamps go back again and again, as those of video with B frames: they tell when pictures are shown, not when they were sent",
            "las marcas de tiempo retroceden una y otra vez, como las de vídeo con fotogramas B: dicen cuándo se muestran las imágenes, no cuándo se enviaron"
        ),
        Phrase("no duration", "sin duración"),
        Phrase("shorter than one second", "menos de un segundo"),
        Phrase("no listening quality to start from", "sin calidad de escucha de la que partir"),
        Phrase(
            "no published Bpl for {}, and packets are missing", "no hay Bpl publicado para {}, y faltan paquetes"),
        Phrase("no published Ie/Bpl for {}", "no hay Ie/Bpl publicados para {}"),
        Phrase(
            "the codec is not known: perhaps {}, and --pt {} takes it for that",
            "no se conoce el códec: quizá {}, y con --pt {} se toma por ese"),
        Phrase("encrypted", "cifrado"),
        Phrase(
            "encrypted in part: what was heard there is not known",
            "cifrado en parte: no se sabe qué se oyó allí"),
        Phrase(
            "encrypted packets without a key, not decoded: {}", "paquetes cifrados sin clave, sin decodificar: {}"),
        Phrase(
            "encrypted with its header (RFC 9335), which is not decrypted",
            "cifrado junto con su cabecera (RFC 9335), que no se descifra"),
        Phrase(
            "packets that cannot be authenticated are lost to the listener, and are not among the losses",
            "los paquetes que no se pueden autenticar se pierden para quien escucha y no figuran entre las pérdidas"),
        Phrase("codec unknown", "códec desconocido"),
        Phrase("nothing to score", "nada que puntuar"),
        Phrase(
            "the delay is not known: no round-trip time from RTCP or STUN",
            "no se conoce el retardo: ni RTCP ni STUN dan tiempo de ida y vuelta"),
        Phrase("no interval with a length has a score", "ningún intervalo con duración tiene puntuación"),
        Phrase("no packet", "ningún paquete"),
        Phrase("no packet has a capture time", "ningún paquete lleva hora de captura"),
        Phrase("the file cannot be read to its end", "el fichero no puede leerse hasta el final"),
        Phrase("switched off by --no-hash", "desactivado con --no-hash"),
    ]

    static let sound: [Phrase] = [
        Phrase(
            "no sound above the lowest threshold of P.56", "sin sonido por encima del umbral más bajo de P.56"),
        Phrase("digital silence", "silencio digital"),
        Phrase("digital silence between the words", "silencio digital entre las palabras"),
        Phrase("too little sound", "demasiado poco sonido"),
        Phrase("one direction has no sound", "un sentido no tiene sonido"),
        Phrase("no stream of the call could be decoded", "no se pudo decodificar ningún flujo de la llamada"),
        Phrase("nothing of the call could be played in time", "nada de la llamada se pudo reproducir a tiempo"),
        Phrase(
            "one direction could not be decoded and is silent", "un sentido no se pudo decodificar y está en silencio"),
        Phrase("the payload was not captured (snap length)", "la carga útil no se capturó (longitud de captura)"),
        Phrase("no packet has a payload to decode", "ningún paquete tiene carga útil que decodificar"),
        Phrase("encrypted: no key is known", "cifrado: no se conoce ninguna clave"),
        Phrase("encrypted, and a key is known: {}", "cifrado, y se conoce una clave: {}"),
        Phrase("no decoder for this payload type", "no hay decodificador para este tipo de carga útil"),
        Phrase(
            "streams without sound for want of a decoder ({}): {}",
            "flujos sin sonido por falta de un decodificador ({}): {}"),
        Phrase("no decoder for {}: {}", "no hay decodificador para {}: {}"),
        Phrase("no decoder for {}", "no hay decodificador para {}"),
        Phrase(
            "{} with check sums, sorted bits or interleaving is not read",
            "{} con sumas de comprobación, bits ordenados o entrelazado no se lee"),
        Phrase(
            "decoded by the companding law that fits, not by that of its payload type, under which it is noise",
            "decodificado con la ley de compansión que encaja, no con la de su tipo de carga útil, con la que es ruido"
        ),
        Phrase(
            "decoded by the law of its payload type, which does not fit: the sound is noise",
            "decodificado según la ley de su tipo de carga útil, que no encaja: el sonido es ruido"),
        Phrase("packets cut by the snap length: {}", "paquetes cortados por la longitud de captura: {}"),
        Phrase(
            "packets that fail authentication, not decoded: {}",
            "paquetes que no superan la autenticación, sin decodificar: {}"),
        Phrase("packets without a payload: {}", "paquetes sin carga útil: {}"),
        Phrase(
            "packets of other payload types, silence here: {}",
            "paquetes de otros tipos de carga útil, silencio aquí: {}"),
        Phrase(
            "payloads with a length or content that their codec has not: {}",
            "cargas útiles de una longitud o un contenido que su códec no admite: {}"),
        Phrase(
            "payloads that end with a pause, silence here and noise where it was heard: {}",
            "cargas útiles que acaban con una pausa, silencio aquí y ruido en lo que se oyó: {}"),
        Phrase("frames that could not be decoded: {}", "tramas de códec que no se pudieron decodificar: {}"),
        Phrase(
            "missing packets that later ones carry again (RFC 2198), silence here: {}, in time to be heard: {}",
            "paquetes ausentes que otros posteriores repiten (RFC 2198), silencio aquí: {}, a tiempo de oírse: {}"),
        Phrase(
            "timestamp jumps placed by arrival: {}", "saltos de la marca de tiempo colocados por su llegada: {}"),
        Phrase(
            "sound after a silence of more than a month is left out",
            "el sonido tras un silencio de más de un mes se deja fuera"),
        Phrase(
            "its sound is too large for a file of this system",
            "su sonido es demasiado grande para un fichero de este sistema"),
        Phrase(
            "encrypted, and the key does not fit: 0 of {} packets authenticated",
            "cifrado, y la clave no corresponde: 0 de {} paquetes autenticados"),
        Phrase(
            "encrypted, and none of the {} keys fits: 0 of {} packets authenticated",
            "cifrado, y ninguna de las {} claves corresponde: 0 de {} paquetes autenticados"),
        Phrase(
            "encrypted, and none of the keys ({}) fits as far as they were tried: 0 of {} packets authenticated",
            "cifrado, y ninguna de las claves ({}) corresponde hasta donde se probaron: 0 de {} paquetes autenticados"),
    ]

    static let evidence: [Phrase] = [
        Phrase("sequence +1 in {} of {} steps", "secuencia +1 en {} de {} pasos"),
        Phrase("sequence within ±50 in {} of {} steps", "secuencia dentro de ±50 en {} de {} pasos"),
        Phrase(
            "usual timestamp step {} ({} ms at {} Hz)", "paso habitual de la marca de tiempo {} ({} ms a {} Hz)"),
        Phrase("payload type {} of {} packets", "tipo de carga útil {} de {} paquetes"),
        Phrase("RTP begins at byte {} of the datagrams", "RTP empieza en el octeto {} de los datagramas"),
        Phrase(
            "header extensions are encrypted (RFC 9335)", "las extensiones de cabecera van cifradas (RFC 9335)"),
        Phrase(
            "each payload type of the SSRC has sequence numbers of its own",
            "cada tipo de carga útil del SSRC tiene sus propios números de secuencia"),
        Phrase(
            "timestamps advance at {} Hz against capture time",
            "las marcas de tiempo avanzan a {} Hz respecto a la hora de captura"),
        Phrase("payload type {} is {}, score {}", "el tipo de carga útil {} es {}, puntuación {}"),
        Phrase("payload type {} may be {}, score {}", "el tipo de carga útil {} puede ser {}, puntuación {}"),
        Phrase(
            "{} of {} payloads begin with a byte that tells Opus frames of just the time between timestamps",
            "{} de {} cargas útiles empiezan con un octeto que indica tramas Opus de justo el tiempo entre marcas"),
        Phrase(
            "{} of {} payloads have just the bits that their table of contents asks for, without padding",
            "{} de {} cargas útiles tienen justo los bits que pide su tabla de contenido, sin relleno"),
        Phrase(
            "{} of {} payloads have just the bytes that their table of contents asks for",
            "{} de {} cargas útiles tienen justo los octetos que pide su tabla de contenido"),
        Phrase(
            "{} of {} payloads are frames of 33 bytes that begin with 0xD",
            "{} de {} cargas útiles son tramas de 33 octetos que empiezan por 0xD"),
        Phrase(
            "{} of {} payloads are frames of 31 bytes that begin with 0xC",
            "{} de {} cargas útiles son tramas de 31 octetos que empiezan por 0xC"),
        Phrase(
            "{} of {} payloads have the length that the lowest two bits of each frame tell",
            "{} de {} cargas útiles tienen la longitud que indican los dos bits bajos de cada trama"),
        Phrase(
            "{} of {} payloads are frames of 10 bytes whose pitch has the right parity bit",
            "{} de {} cargas útiles son tramas de 10 octetos con el bit de paridad correcto en su periodo tonal"),
        Phrase(
            "{} of {} payloads are frames of 38 bytes a 20 ms or 50 bytes a 30 ms whose last bit is 0",
            "{} de {} cargas útiles son tramas de 38 octetos por 20 ms o de 50 por 30 ms cuyo último bit es 0"),
        Phrase(
            "{} of {} payloads have just the bits that their modes ask for",
            "{} de {} cargas útiles tienen justo los bits que piden sus modos"),
        Phrase(
            "{} of {} payloads begin with headers of older blocks whose lengths fit into the payload",
            "{} de {} cargas útiles empiezan con cabeceras de bloques anteriores cuyas longitudes caben en la carga"),
        Phrase(
            "{} of {} payloads begin with the header of an H.264 unit or of a piece of one",
            "{} de {} cargas útiles empiezan con la cabecera de una unidad H.264 o de un trozo de ella"),
        Phrase(
            "{} of {} payloads begin with the header of an H.265 unit of the base layer",
            "{} de {} cargas útiles empiezan con la cabecera de una unidad H.265 de la capa base"),
        Phrase("three bytes a sample", "tres octetos por muestra"),
        Phrase("two bytes a sample", "dos octetos por muestra"),
        Phrase("one byte a sample", "un octeto por muestra"),
        Phrase(
            "neighbouring samples correlate by {}, with their bytes swapped by {}",
            "las muestras vecinas tienen una correlación de {}, con sus octetos invertidos de {}"),
        Phrase(
            "under this law neighbouring samples correlate by {}, under the other by {}",
            "con esta ley las muestras vecinas tienen una correlación de {}, con la otra de {}"),
        Phrase("{} payloads are this law's silence", "{} cargas útiles son el silencio de esta ley"),
        Phrase(
            "the lower band's adaptation is at its limits for {} % of the time",
            "la adaptación de la banda baja está en sus límites el {} % del tiempo"),
        Phrase(
            "payloads have the size of its frames: {} bytes",
            "las cargas útiles tienen el tamaño de sus tramas: {} octetos"),
        Phrase("stream {} answers it", "el flujo {} le responde"),
        Phrase("RTCP reports with its SSRC: {}", "informes RTCP con su SSRC: {}"),
        Phrase(
            "{} on its addresses and ports: {}, the first in frame {}",
            "{} en sus direcciones y puertos: {}, el primero en la trama {}"),
        Phrase(
            "the media of stream {} at another point: same {}", "los medios del flujo {} en otro punto: {}"),
        Phrase(
            "{} announced by {} in frame {}: {}", "{} anunciado por {} en la trama {}: {}"),
        Phrase("{} announced by {} in frame {}", "{} anunciado por {} en la trama {}"),
    ]
}
