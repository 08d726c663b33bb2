/// Warnings of a report.
extension Sentences {
    static let warnings: [Phrase] = [
        Phrase("no stream matches {}", "ningún flujo cumple {}"),
        Phrase("no frame matches --filter {}", "ninguna trama cumple --filter {}"),
        Phrase(
            "{} of {} frames carry VLAN tags, which the expression must name: {}",
            "{} de {} tramas llevan etiquetas VLAN, que la expresión debe nombrar: {}"),
        Phrase(
            "no packet is as late as --from wants: the last one is of {}",
            "ningún paquete es tan tardío como quiere --from: el último es de {}"),
        Phrase(
            "no packet is as early as --to wants: the first one is of {}",
            "ningún paquete es tan temprano como quiere --to: el primero es de {}"),
        Phrase(
            "{} messages of H.323 are not decoded: its calls are told by their streams only",
            "{} mensajes de H.323 no se decodifican: sus llamadas se conocen solo por sus flujos"),
        Phrase(
            "{} signalled calls were forgotten for want of room",
            "{} llamadas señalizadas se olvidaron por falta de sitio"),
        Phrase(
            "{} signalled call was answered and has no stream in the capture; it is {}, from {} to {}",
            "{} llamada señalizada se contestó y no tiene ningún flujo en la captura; es {}, de {} a {}"),
        Phrase(
            "{} signalled call was answered and has no stream in the capture; it is {}",
            "{} llamada señalizada se contestó y no tiene ningún flujo en la captura; es {}"),
        Phrase(
            "{} signalled calls were answered and have no stream in the capture; the first is {}, from {} to {}",
            "{} llamadas señalizadas se contestaron y no tienen ningún flujo en la captura; la primera es {}, de {} a {}"
        ),
        Phrase(
            "{} signalled calls were answered and have no stream in the capture; the first is {}",
            "{} llamadas señalizadas se contestaron y no tienen ningún flujo en la captura; la primera es {}"),
        Phrase(
            "1 frame is of a link type that is not decoded", "1 trama es de un tipo de enlace que no se decodifica"),
        Phrase(
            "1 IP fragment was cut by the snap length and passed over",
            "1 fragmento IP quedó cortado por la longitud de captura y se pasó por alto"),
        Phrase("1 TCP connection was given up for want of room", "1 conexión TCP se abandonó por falta de sitio"),
        Phrase("1 IP packet lacks some of its fragments", "a 1 paquete IP le faltan fragmentos"),
        Phrase(
            "1 frame has more layers of tunnels than any network has",
            "1 trama tiene más capas de túneles que ninguna red"),
        Phrase(
            "{} frames are of a link type that is not decoded",
            "{} tramas son de un tipo de enlace que no se decodifica"),
        Phrase(
            "{} IP fragments were cut by the snap length and passed over",
            "{} fragmentos IP quedaron cortados por la longitud de captura y se pasaron por alto"),
        Phrase("{} IP packets lack some of their fragments", "a {} paquetes IP les faltan fragmentos"),
        Phrase(
            "{} TCP connections were given up for want of room", "{} conexiones TCP se abandonaron por falta de sitio"),
        Phrase(
            "{} TCP connections begun before the capture were forgotten for want of room",
            "{} conexiones TCP anteriores a la captura se olvidaron por falta de sitio"),
        Phrase(
            "{} frames have more layers of tunnels than any network has",
            "{} tramas tienen más capas de túneles que ninguna red"),
        Phrase(
            "{} flows that had not shown to be RTP were forgotten for want of room",
            "{} flujos de datos que no se habían mostrado como RTP se olvidaron por falta de sitio"),
        Phrase(
            "{} unknown flows were forgotten for want of room within two seconds: RTP behind a vendor's header may be missing",
            "{} flujos de datos desconocidos se olvidaron por falta de sitio en menos de dos segundos: puede faltar RTP tras la cabecera de un fabricante"
        ),
        Phrase(
            "{} headers of vendors were found beyond the limit: RTP behind them is missing",
            "{} cabeceras de fabricantes se hallaron por encima del límite: falta el RTP que va tras ellas"),
        Phrase(
            "{} datagrams of STUN, DTLS or ZRTP are on flows beyond the limit: encryption and round trips there are not told",
            "{} datagramas de STUN, DTLS o ZRTP van por flujos de datos por encima del límite: ahí no se indican cifrado ni tiempos de ida y vuelta"
        ),
        Phrase(
            "{} streams that RTCP is about were forgotten for want of room: what it says of others may be missing",
            "{} flujos de los que habla RTCP se olvidaron por falta de sitio: puede faltar lo que dice de otros"),
        Phrase(
            "{} intervals and markers beyond the limit are not told",
            "{} intervalos y marcas por encima del límite no se indican"),
        Phrase(
            "{} more calls without a stream are not listed", "{} llamadas más sin flujo no se listan"),
        Phrase(
            "{} messages of signalled calls are beyond the limit: they are not listed",
            "{} mensajes de llamadas señalizadas superan el límite: no se listan"),
        Phrase(
            "{} times all open exchanges of RTSP, MGCP and Skinny were forgotten for want of room",
            "{} veces se olvidaron por falta de sitio todos los intercambios abiertos de RTSP, MGCP y Skinny"),
        Phrase(
            "{} announced addresses, formats and keys are beyond the limit: codecs of their streams may be unknown",
            "{} direcciones, formatos y claves anunciados superan el límite: los códecs de sus flujos pueden ser desconocidos"
        ),
        Phrase(
            "{} streams beyond the limit were not measured", "{} flujos por encima del límite no se midieron"),
        Phrase(
            "RTP timestamps jump and the wall clock does not (jumps: {}): the sound behind them is placed by arrival",
            "las marcas de tiempo RTP saltan y el reloj de pared no (saltos: {}): el sonido que sigue se coloca por su llegada"
        ),
        Phrase(
            "a silence of more than a month is not written: sound after it is left out",
            "un silencio de más de un mes no se escribe: el sonido que sigue se deja fuera"),
        Phrase(
            "{} holds the first {} rows of {}: {} more are in {} only",
            "{} contiene las primeras {} filas de {}: otras {} están solo en {}"),
        Phrase(
            "streams on which not all keys, identifiers and roll-overs could be tried: {}; give fewer keys, with their SSRC",
            "flujos en los que no se pudieron probar todas las claves, identificadores y vueltas: {}; indique menos claves, con su SSRC"
        ),
        Phrase("{}: incomplete; analysed up to there", "{}: incompleta; analizada hasta ahí"),
        Phrase("{}: {}; analysed up to there", "{}: {}; analizado hasta ahí"),
        Phrase("{}: {}; left out", "{}: {}; se omite"),
        Phrase(
            "{}: the capture's clock was set back (times: {}), by up to {} s: durations are not to be trusted, and the sound goes on by the senders' clocks",
            "{}: el reloj de la captura se atrasó (veces: {}), hasta {} s: las duraciones no son de fiar, y el sonido sigue por los relojes de los emisores"
        ),
        Phrase("--filter leaves out all {} frames: {}", "--filter deja fuera todas las tramas {}: {}"),
        Phrase("{}: given before, read once", "{}: ya indicado antes, se lee una vez"),
    ]
}
