/// The definitions of docs/metrics.md in Spanish; a test holds that none is missing.
extension FigureDefinitions {
    static let spanishTexts: [String: String] = [
        "codec":
            "El que fije --pt; si no, según el tipo de carga útil estático, o el que la señalización anunció entonces para el destino, o si no para el origen (RFC 3264 §5.1); un tipo estático solo significa otra cosa si su rtpmap nombra otro códec. Los nombres que se usan sin estar registrados valen por el códec al que se refieren (G729A, G7231, GSM-FR, G711U). A un tipo dinámico sin señalización lo nombra el aspecto de sus cargas útiles, si es inequívoco; si no, queda sin conocer. Si todos los paquetes de un tipo dinámico llevan cuatro octetos con la forma de RFC 4733, es telephone-event, salvo que la longitud de captura no haya dejado nada de ellos; donde se anuncian claves, un tipo anunciado como telephone-event lo es también con 8 a 28 octetos.",
        "clock_rate_hz":
            "Tablas 4 y 5 de RFC 3551 según el tipo estático. Para uno dinámico, la pendiente de las marcas de tiempo respecto a las llegadas (Theil-Sen sobre pares separados media serie) de los primeros 128 paquetes, sin contar copias, o 256 si esos no bastan, al menos 100 de ellos de medios, si queda a menos de un 2 % de una frecuencia habitual, o a menos de un 0.5 % de 88.2, 96, 176.4 o 192 kHz si los paquetes parecen muestras sin comprimir (una sola longitud, cada uno con su propio tiempo, sin marcador); payload_types[].source dice entonces inferred. Un tipo que sigue a otros tiene su propio reloj según sus propios primeros paquetes, otros tantos; hasta que se muestre, se mide con el reloj que hay. El del flujo es el del tipo de la mayoría de los paquetes.",
        "ptime_ms":
            "El paso de la marca de tiempo más frecuente entre paquetes de números vecinos, dividido entre la frecuencia de reloj.",
        "encrypted":
            "Para los tipos 0, 8 y 9, la entropía de 32 octetos del centro de las primeras 16 cargas útiles, sin contar copias: G.711 por encima de 7.8 bits por octeto, o de 7.5 con la longitud de una trama de códec más una etiqueta de SRTP (RFC 3711, RFC 7714); G.722 solo con ambas cosas. GSM, G.723.1, G.728, G.729 y DVI4 solo por la longitud: con la de una etiqueta detrás de las tramas que tiene el paso de la marca de tiempo. Lo mismo otra vez donde las cargas útiles de estos tipos se alargan o se acortan en una etiqueta así con el mismo paso de la marca de tiempo; en otros tipos, también donde los dos extremos acuerdan claves, o que no las haya, mientras dura el flujo: sí, si parte de él va cifrada (srtp.md). No, donde cargas útiles que nada anuncia tienen la forma de un códec. Sí, donde van cifradas también las extensiones de cabecera, según su perfil 0xC0DE o 0xC2DE (RFC 9335). Si no, donde los dos extremos anuncian claves (o el que se capturó), o hay DTLS o ZRTP en las direcciones y puertos del flujo, o su RTCP va cifrado y nada de él en claro, sí; en otro caso no se sabe. Los flujos cifrados se miden y no se puntúan, salvo que una clave abra todos los paquetes capturados; se decodifican donde una clave los abre, y un flujo que una clave abre está cifrado, se diga lo que se diga de él por lo demás.",
        "packets.captured": "Todos los del flujo: únicos + duplicados + sueltos.",
        "packets.unique": "Números de secuencia extendidos distintos, contando las vueltas (RFC 3550 A.1).",
        "packets.expected":
            "Σ por segmentos de (mayor − menor + 1) = únicos + perdidos (RFC 3550 A.3, con los únicos como recibidos).",
        "packets.lost":
            "Esperados − únicos. Lo que se perdió antes del primer paquete capturado o después del último no puede verse. Los números que faltan aquí porque su emisor los envió como otro flujo, a otro receptor o desde otro puerto, cuentan también; un hallazgo (sent-elsewhere) lo dice. También cuentan los números que avanzaron mientras no había nada que enviar (gap-with-pause). Donde los unos o los otros son una centésima o más, no hay puntuación.",
        "packets.late":
            "Parte de los únicos: llegaron, pero demasiado tarde, o con demasiada antelación, para que los reprodujera el búfer de fluctuación simulado. No se conoce sin frecuencia de reloj o sin horas de captura, ni si las marcas de tiempo son de presentación (vídeo con fotogramas B).",
        "packets.out_of_order": "Paquetes únicos que llegaron después de un número mayor.",
        "reordering.extent":
            "RFC 4737 §4.2.2, de los paquetes desordenados: el número de puestos, por orden de llegada, desde el primer paquete de número mayor hasta este. Media y máximo; los duplicados no ocupan puesto. Solo aparece donde algún paquete llegó desordenado.",
        "packets.duplicates":
            "Números que ya habían llegado; se buscan entre los últimos 100 números, y no donde el emisor volvió a empezar (véase segments[]).",
        "packets.stray":
            "Números aislados 3000 o más por delante del mayor, o más de 100 por detrás (MAX_DROPOUT y MAX_MISORDER de RFC 3550 A.1), a los que no siguió su sucesor. Lo que lleva un número y una marca de tiempo del segmento abierto puede ser copia de una segunda captura cuyo reloj difiere, y solo abre un segmento cuando le siguen ocho; tras diez series de tales copias entre los paquetes del segmento, cada una continuación de la anterior, todos los paquetes que ahí continúan son sueltos.",
        "bandwidth_kbps.mean":
            "Octetos IP (con la cabecera, sin la capa de enlace) salvo los del último paquete, entre la duración.",
        "bandwidth_kbps.max":
            "El máximo en una ventana de un segundo; las ventanas van una tras otra desde el primer paquete. No se conoce por debajo de un segundo.",
        "jitter_ms":
            "RFC 3550 §6.4.1 y A.8: D = diferencia de llegadas − diferencia de marcas de tiempo, J += (|D| − J)/16, desde 0 y sin reiniciar. Sobre paquetes de medios: el ruido de confort, los eventos telefónicos y los paquetes de mantenimiento (keep-alive: sin carga útil, o con un octeto como mucho de un tipo estático sin asignar, con la marca de tiempo del paquete anterior) no dan D, ni tampoco el paquete que les sigue, el primero de un segmento o el que sigue a un reinicio de la marca de tiempo. La media y el máximo son de los paquetes que dieron D; la última es J al final.",
        "jitter_rfc3550_ms":
            "Fluctuación según RFC 3550 al pie de la letra, sobre todos los paquetes únicos: el ruido de confort, los eventos y lo que les sigue también dan una D.",
        "jitter_ticks":
            "La fluctuación en unidades de la marca de tiempo RTP, como la envía RTCP: milisegundos por el clock_rate_hz que figura al lado, el del tipo de carga útil principal.",
        "delta_ms.min": "Entre las llegadas de paquetes sucesivos de cualquier tipo de carga útil.",
        "delay_variation_ms":
            "Tiempo de tránsito por encima del menor del flujo (PDV de RFC 5481 §4.2), paquetes de medios. Percentiles por rango más cercano, k = max(1, ⌈p·n/100⌉). Exactos hasta 256 paquetes; a partir de ahí, p50 a p99.9 salen de un histograma con un error de a lo sumo 1/16 ms o el 1.6 % de la distancia a la mediana de los 256 primeros, hasta 131 s de ella; el máximo sigue siendo exacto. En flujos de 30 s o más se descuenta la deriva del reloj, con la estimación conocida en cada momento, que se rehace cada vez que el flujo es una cuarta parte más largo: en el primer medio minuto, la de su final. Un flujo con tan pocos medios que para entonces no se conoce su deriva retiene hasta 2048 paquetes mientras tanto. Con más de 4096 paquetes en ese medio minuto, los primeros diez segundos pueden conservar su deriva; si un flujo así acaba antes, se descuenta lo que se sabía hasta entonces. No se descuenta nada si no se da ninguna deriva, o si sin descontarla p95 sería una décima parte menor: el retardo subió y bajó entonces. raw_max es el máximo sin descontar la deriva; los percentiles así no se guardan, y por debajo de 30 s no se descuenta nada.",
        "ipdv_ms":
            "La D de la fluctuación con su signo: la diferencia de retardo de un paquete de medios al siguiente (IPDV de RFC 3393, RFC 5481 §4.1). p05 y p95 por rango más cercano: exactos en flujos de menos de 30 s con hasta 256 diferencias; si no, de un histograma con un error de a lo sumo 1/64 ms hasta 4 ms y del 3.2 % del valor más allá, hasta un segundo. La magnitud media es la de |D|, exacta. La deriva, que no es nada de un paquete al siguiente, no se descuenta.",
        "clock_drift_ppm":
            "Pendiente de las marcas de tiempo RTP respecto a la hora de captura, menos 1; por encima de 0 el reloj del emisor adelanta. Del paquete más rápido de cada segundo (más adelante 2 s, 4 s ...: 128 como mucho), pues las colas solo retrasan: la mediana de las pendientes entre tramos separados un cuarto de la serie (según Theil y Sen), nunca a través de un reinicio de la marca de tiempo ni de un salto de más de medio segundo, como el de un reloj que se detuvo durante una espera; en su lugar, la pendiente de la recta bajo todos los tramos del trozo más largo entre ellos si queda a menos de cuatro errores típicos de la mediana, como ocurre salvo que el retardo haya saltado. Los retardos que se dispersan hacia ambos lados, como los de un emisor que no lleva bien el compás, no tienen tal borde: si la recta de mínimos cuadrados ponderados por las medias de los mismos tramos es tres veces más segura y no se aparta de la mediana más de tres de sus errores típicos, se toma su pendiente. Si el retardo de las medias saltó una vez (un escalón explica treinta veces lo que deja el azar, que no lo hace en ningún flujo: Andrews 1993), son dos trozos paralelos de una recta, que han de ser el doble de seguros que los paquetes más rápidos. No se conoce por debajo de 30 s o de 20 tramos; tampoco más allá de 300 ppm, que ningún reloj habitual tiene, si la pendiente es segura y aun así, descontada, los tiempos de tránsito, salvo una décima parte en cada extremo, quedan menos del doble de llanos: retardos que suben y bajan, o que cambian a escalones; o si ningún trecho entre reinicios tiene cinco de estos tramos que la muestren. El reloj de la captura se da por bueno, y un retardo que crece sin parar del primer paquete al último parece un reloj lento.",
        "clock_drift_uncertainty_ppm":
            "Cuánto puede apartarse de eso la deriva del propio reloj: dos errores típicos, de la mediana de las pendientes según la dispersión de los tramos vecinos, o de la recta por las medias según sus distancias a ella (White 1980), mayores cuando los vecinos se parecen, y en la mitad de lo que la giraría el escalón no visto más probable. La recta bajo los tramos se acerca casi siempre cinco veces más. Si el retardo saltó una vez, como al cambiar de ruta, el salto se descuenta antes y duplica la incertidumbre. Si las colas se vacían de vez en cuando, como las de iqos-call, a los dos minutos no queda casi nada; si todos los paquetes esperan, lo que ninguno muestra no puede hallarse: la incertidumbre dice entonces cuánto.",
        "loss.longest_run": "La racha más larga de paquetes perdidos consecutivos; los tardíos no cuentan.",
        "loss.bursts":
            "RFC 3611 §4.7.2 con Gmin = 16, según su definición: una ráfaga empieza y acaba con una pérdida y no contiene 16 paquetes buenos seguidos. Los contadores de A.2 meten en una ráfaga una última pérdida aislada; estos no.",
        "loss.burst_density_percent": "Pérdidas en ráfagas entre los paquetes en ráfagas; 0 si no hay ninguna.",
        "loss.gap_density_percent": "Pérdidas aisladas entre los paquetes fuera de ráfagas.",
        "loss.mean_burst_ms":
            "Longitud media de las ráfagas y de los huecos entre ellas, en paquetes por el tiempo de paquete: duraciones de ráfaga y de hueco de RFC 3611 §4.7.2.",
        "loss.gaps_with_pause":
            "Huecos en los números a lo largo de los cuales no llegó ningún paquete durante más de 5 s (espera, otra red), y los números que faltaban en ellos al llegar el siguiente y no llegaron poco después. Cuentan como perdidos igual que los demás: si se enviaron no puede verse.",
        "loss.burst_ratio":
            "BurstR de G.107 §7: racha media de pérdidas × (1 − Ppl), como mínimo 1, que es pérdida al azar.",
        "quality.mos_lq":
            "Calidad de escucha como puntuación media de opinión: el factor R en la escala del anexo B de G.107, cortado en 1 donde su cúbica baja de ahí.",
        "quality.min_mos_lq": "El menor mos_lq de los intervalos; el del flujo si ninguno lo tiene.",
        "quality.mos_cq":
            "Calidad de conversación: la puntuación de mos_lq menos Idd (G.107 §7.4) para quality.one_way_delay_ms = mitad de rtcp.rtt_ms.p50, o si falta, de ambas mitades de stun, + tiempo de paquete + anticipación del códec (en G.711, los 3.75 ms de su ocultación) + búfer simulado + 5 ms; con el eco perfectamente controlado. Que la mitad de la ida y vuelta corresponda a cada sentido es un supuesto, que nombra delay_source. No se conoce sin tiempo de ida y vuelta.",
        "quality.r_factor":
            "G.107 (06/2015) con todos los valores por defecto salvo códec y pérdida: 93.206 − Ie,eff; Ie,eff = Ie + (95 − Ie) · Ppl/(Ppl/BurstR + Bpl) (§7.5), con Ppl en tanto por ciento.",
        "rtcp.receiver_reports":
            "Bloques de informe sobre el flujo de su receptor, en cualquier informe que los trajera.",
        "rtcp.reported_lost":
            "Número acumulado de paquetes perdidos del último bloque (RFC 3550 §6.4.1), tal como se informa: cuenta desde donde empezó el receptor, y los duplicados restan pérdidas.",
        "rtcp.reported_jitter_ms":
            "Media y máximo de la fluctuación de los bloques, según la frecuencia de reloj del flujo.",
        "rtcp.rtt_ms":
            "Ida y vuelta entre los dos extremos: la suma de la que hay al receptor y la que hay al emisor; no se conoce si falta una. Wireshark muestra solo la primera mitad.",
        "rtcp.loss_place.lost_before_capture":
            "Entre el primer y el último bloque que pasaron mientras se conocía el flujo: lo que falta aquí, lost_before_capture; lo que al receptor le falta además (su cuenta más los duplicados de la red, salvo que diga que no le falta nada o que le falta lo mismo que aquí: puede que cuente cada número una sola vez), lost_after_capture; lo que no le falta aunque falte aquí, not_captured: lo perdió la captura. Hasta 3 paquetes son los que van de camino entre los dos sitios. Es nulo si los números que faltan están en otros flujos del emisor: un receptor tiene lo que a otro le falta; y si el receptor cuenta más paquetes de los que se enviaron, copias hechas detrás de este punto, que ocultan sus pérdidas.",
        "playout_curve[]":
            "Paquetes tardíos con un búfer de 10, 20 … 500 ms, hasta el primer tamaño sin ninguno. Un solo anclaje para todo el flujo, el paquete más rápido: un paquete es tardío si su variación del retardo supera el búfer, según la misma distribución que los percentiles. Un búfer que parte de otro paquete es mayor en lo que ese paquete se retrasó, así que esto es lo máximo que puede llegar tarde; no tiene por qué coincidir con packets.late.",
        "audio.active_speech_level_dbov":
            "Método B de UIT-T P.56, margen 15.9 dB, prolongación 200 ms, umbrales separados por un factor 2; la envolvente se mira cada dos milisegundos, a menos de 0.1 dB del método muestra a muestra. 0 dBov es una onda cuadrada de ±32768.",
        "audio.longest_silence_s":
            "La racha más larga de tramas por debajo de −60 dBov, por encima de los códigos de reposo de la ley A, y de tiempo sin paquetes.",
        "segments[]":
            "Un número lejano al que sigue su sucesor abre una cuenta nueva: el emisor volvió a empezar. La pérdida se suma dentro de los segmentos; el salto en sí no es pérdida. Cerca del número mayor, donde llegan también copias y paquetes tardíos, abre una cuenta el que, tras 500 ms sin paquetes, lleva una marca de tiempo posterior a la del paquete de número mayor, o está en el lugar donde empezó el segmento abierto (o hasta 8 números más allá) con una marca de tiempo a más de 32 768 tics de la de allí (o con las mismas por segunda vez: la primera puede ser una copia), y al que sigue su sucesor: quien habla a trozos cortos puede numerar cada uno de nuevo. Por lo demás, las pausas nunca cortan, ni los cambios de tipo de carga útil. Si faltan 3000 números o más y el reloj del emisor siguió entretanto, la cuenta se corta igualmente: lo que falta ahí no es aquí pérdida, y lo cuenta el hallazgo outage. Lo mismo si pasaron los 65 536 números y el siguiente parece cercano: el reloj, que siguió al compás de la hora, dice cuántos se enviaron con la exactitud de un paquete. Se listan los primeros 1000 y se cuentan todos.",
        "intervals[]":
            "--interval (5 s) desde el primer paquete del flujo. Los paquetes perdidos se reparten por igual entre las llegadas de sus vecinos. jitter_ms es J al final del intervalo; mos_lq es solo del intervalo, y no se conoce si se esperaban en él menos de cinco paquetes, o en intervalos cortos menos de la mitad de los que caben: uno que se pierde solo en una pausa no dice nada de cinco segundos.",
        "detection.verdict":
            "Al menos 3 paquetes de un mismo flujo y SSRC que se leen como RTP versión 2 y no son RTCP (RFC 5761 §4), con el 60 % de sus pasos de secuencia dentro de ±50 y el 25 % de +1 o el 50 % de +1 … +20; sobre todos sus paquetes, no solo los primeros; las copias reconocidas como tales no dan paso. Tampoco lo es si todos los paquetes hasta ahí tienen un reloj de menos de 2000 Hz y, siendo de un tipo estático, ninguno lleva una carga útil que el tipo pudiera tener. A lo sumo la mitad de los pasos repite un número con otro paquete; las cargas útiles que continúan todas con los cuatro octetos del SSRC son relleno, salvo que sus marcas de tiempo avancen de 40 a 5760 tics por número, con regularidad y a entre 4 y 100 kHz; las llamadas y respuestas de ONC RPC no lo son. --sensitivity low pide 5 paquetes y 80, 50, 75 %; high 50, 15, 40 %. No lo es si en la mayoría de los pasos el número avanza más que la marca de tiempo; ni si los números nunca pasan de un octeto y dan la vuelta dos veces en el tiempo que llevan los números de en medio (salvo que detrás haya sonido de un tipo estático al compás de un reloj); ni con más de 16 tipos de carga útil en un SSRC, o más de 16 paquetes o de dos paquetes distintos por número. Donde la señalización nombra la dirección y el puerto del flujo, o RTCP su SSRC, esto no cuenta en su contra, ni lo que haya en el lugar de la marca de tiempo; y los pasos de más de 20 números valen por cercanos si cada uno tiene tantos tics por número como el anterior, pues entonces puede haberse perdido el 99 %. Probable donde solo hay 3 o 4 paquetes y nada más habla a su favor: ni flujo que responda, ni señalización, RTCP, STUN, DTLS o ZRTP. Los puertos no cuentan.",
        "ssrc":
            "Fuente de sincronización (RFC 3550 §8.1): el número con que un emisor envía un flujo, elegido al azar.",
        "payload_types[]":
            "Valores de los siete bits de la cabecera RTP que nombran el códec, con los paquetes capturados de cada uno, copias incluidas. source dice de dónde salen códec y reloj: static RFC 3551, sdp la señalización, inferred marcas de tiempo y cargas útiles, user --pt, unknown de ningún sitio. carries son los tipos de los bloques de los paquetes de audio redundante (RFC 2198): los que lleva al menos un vigésimo de los primeros paquetes y los que fmtp enumera.",
        "transport":
            "Lo que lleva el flujo: las cabeceras que encierran sus paquetes, de fuera adentro, luego UDP o TCP, luego lo que haya entre eso y RTP. other representa cabeceras que aquí no se conocen, tras las cuales un paquete IP se reconoce por su suma de comprobación y su longitud.",
        "dscp":
            "Differentiated services code points: todos los valores de los seis bits de la cabecera IP que piden prioridad (RFC 2474), de menor a mayor.",
        "reverse_stream":
            "El flujo que responde a este: el otro sentido de su llamada; al de sonido nunca responde uno de vídeo.",
        "dtmf.digits":
            "Teclas pulsadas, por orden de tiempo, según los telephone-events (RFC 4733) y los tonos del sonido.",
        "first_packet":
            "Hora de captura del primer y del último paquete del flujo por orden de captura, contando duplicados y sueltos.",
        "duration_s":
            "Del primer al último paquete. Una llamada dura desde el primer comienzo de sus flujos hasta su último final; una captura, del primer al último paquete de sus ficheros.",
        "first_frame":
            "Dónde están el primer y el último paquete: las tramas se cuentan desde 1 en su fichero, los ficheros desde 0.",
        "packets.rfc3550_lost":
            "Perdidos − duplicados: esperados menos recibidos según RFC 3550 A.3, que cuenta como dos un paquete que llegó dos veces; por debajo de 0 si hay más duplicados que pérdidas. Es lo que informan los receptores y muestra Wireshark.",
        "packets.late_overflow":
            "Parte de los tardíos: llegaron más de 500 ms antes de lo que el búfer simulado puede guardar.",
        "reordering.reorder_ms":
            "Tiempo desde el primer paquete de número mayor hasta el que llegó desordenado; media y máximo.",
        "packets.capture_duplicates":
            "Capturados dos veces: de los duplicados, los que con la marca de tiempo y la carga útil del paquete anterior son el mismo datagrama capturado dos veces: a menos de 2 ms, que ninguna red alcanza; o con otra interfaz, dirección de enlace, VLAN, túnel o límite de saltos, o en otro fichero si los ficheros se turnan: las partes de una misma captura no lo hacen. Las copias se recuerdan desde la primera; las de antes son de la clase de todas las demás.",
        "packets.network_duplicates":
            "Reenviados, por la red o el emisor: el resto de los duplicados.",
        "packets.conflicting_duplicates":
            "En conflicto: de los duplicados, los que llevan otra marca de tiempo u otra carga útil que el paquete anterior de su número: dos emisores con un mismo SSRC, o uno que cuenta mal. Se reproduce el primero.",
        "stun.rtt_to_receiver_ms":
            "Entre una petición de enlace STUN en las direcciones y puertos del flujo y su respuesta con el mismo identificador, según pasan por el punto de captura (RFC 8489 §6.3): según quién responde. No cuentan las peticiones reenviadas ni los resultados de más de 10 s; lo que vuelve a llegar antes de 50 ms, o de 400 ms en otro fichero, es una copia de la captura.",
        "loss.mean_burst_packets":
            "Paquetes en ráfagas entre el número de ráfagas; 0 si no hay ninguna.",
        "loss.mean_gap_packets":
            "Paquetes fuera de ráfagas entre ráfagas + 1: se supone un hueco antes de la primera ráfaga y otro tras la última.",
        "quality.model":
            "Según qué se puntúa: G.107 de banda estrecha (nb), G.107.1 de banda ancha (wb), G.107.2 de banda completa (fb). Puntuaciones de dos escalas no se comparan.",
        "quality.mos_lq_over_time":
            "De las puntuaciones de los intervalos: la peor, el percentil 5 (rango más cercano), la media (por duración) y la parte del tiempo por debajo de 3.6.",
        "quality.mos_cq_with_echo":
            "mos_cq con todo G.107 y un camino de eco con TELR 65 dB, T = Ta y Tr = 2 Ta: lo que añade con ese retardo un control de eco imperfecto. Solo en banda estrecha.",
        "quality.one_way_delay_ms":
            "De boca a oído, tal como lo toma mos_cq: la mitad de la ida y vuelta que nombra delay_source, más lo que añaden paquete, códec y búfer.",
        "quality.inputs":
            "De qué se calcularon las puntuaciones: ie y bpl, loss_percent (Ppl, perdidos y tardíos entre los esperados) y burst_ratio, que es 1 en las escalas de banda ancha y completa; source dice si Ie y Bpl son published (publicados), user (del usuario) o approximate (aproximados). De dónde sale el reloj lo dice payload_types[].source.",
        "quality.playout":
            "El búfer de fluctuación simulado que dice qué paquetes son tardíos: fijo o adaptativo; su retardo, de uno adaptativo la media, los extremos y cuántas veces cambió; y el paquete desde el que se cuenta, el primero de un tramo de habla o el más rápido de los últimos 10 s.",
        "smallest_buffer_ms":
            "El menor tamaño entero de un búfer de fluctuación con el que menos del 1 % y del 0.1 % de los paquetes llegan tarde; no se conoce más allá de 500.",
        "rtcp.sender_reports":
            "Informes de emisor (SR) del emisor del flujo. Lo que la captura contiene dos veces cuenta una: el mismo informe en las mismas direcciones y puertos, las veces que sea en 2 s, o una vez más en un minuto.",
        "rtcp.cname":
            "Nombre canónico que el emisor se da en una descripción de fuente (RFC 3550 §6.5.1).",
        "rtcp.sent":
            "Lo que el emisor cuenta entre su primer y su último informe, junto a los números de secuencia que pasaron aquí en ese tiempo.",
        "rtcp.reported_lost_percent":
            "Lo que crece ese número entre lo que crece el número de secuencia mayor extendido, del primer al último bloque de un receptor.",
        "rtcp.rtt_to_receiver_ms":
            "Del punto de captura al receptor y vuelta: un informe de emisor pasa en t1, el bloque que lo nombra (LSR, sus 32 bits) en t2: (t2 − t1) − DLSR. Lo mismo con la hora de referencia del receptor y DLRR (RFC 3611 §4.4, §4.5). Ningún reloj tiene que coincidir. Mediana y mínimo; resultados por debajo de 0 o por encima de 10 s no son idas y vueltas y se cuentan en rtt_invalid.",
        "rtcp.rtt_to_sender_ms":
            "Del punto de captura al emisor y vuelta: como la del receptor, según lo que envía el otro lado.",
        "rtcp.voip_metrics":
            "El último bloque de métricas VoIP sobre el flujo (RFC 3611 §4.7): 256 avos en tanto por ciento, 127 como desconocido.",
        "rtcp.voip_metrics.counted_here":
            "Densidades y duraciones tal como las dan los contadores de RFC 3611 A.2 para lo capturado, con los tardíos como descartados: se comparan con ese bloque, no con loss, pues toman por ráfaga una pérdida aislada que es la primera o viene tras una ráfaga. Sin pérdidas, todo es un hueco.",
        "calls_without_stream[].start":
            "Primer mensaje de una llamada de la que habla la señalización y a la que no pertenece ningún flujo, y tiempo hasta el último: una llamada SIP a la que se invitó, que se contestó o se rechazó, o una sesión de RTSP, MGCP o Skinny; streams son los flujos de una llamada anterior que llevan sus paquetes, por tener las mismas direcciones y puertos y el mismo SSRC. Las 1000 primeras; las demás se cuentan en limits.calls_without_stream_not_listed. Ninguna si solo se pidió una parte de la captura, pues sus flujos pueden estar en el resto. No están en RTP Streams de Wireshark; su VoIP Calls las enumera entre las demás.",
        "signalling.messages[]":
            "Mensajes de la señalización de la llamada según pasaron, por orden de tiempo.",
        "signalling.response_times":
            "Entre una petición SIP que no sea ACK y su primera respuesta (RFC 3261 §17.1.3), según pasan por el punto de captura, según quién responde; las peticiones reenviadas antes de ella no cuentan, y no es reenviada la que vuelve a llegar antes de 50 ms, o de 400 ms en otro fichero: la copió la captura. Incluye lo que el extremo tardó en responder: la ida y vuelta no dura más que eso.",
        "signalling.info_keys[]":
            "Teclas que dicen las peticiones SIP INFO (application/dtmf-relay, application/dtmf), cada una una vez por mucho que se enviara, con la duración que dicen.",
        "audio.duration_s":
            "Duración del fichero de sonido, desde el sonido del primer paquete hasta el final del último, según el reloj del emisor.",
        "sample_rate_hz":
            "Muestras por segundo de un fichero de sonido, según sus códecs.",
        "audio.level_dbov":
            "Potencia media del sonido en toda su duración.",
        "audio.noise_floor_dbov":
            "Percentil 10 de los niveles de las tramas de 20 ms que se enviaron, en pasos de 1 dB; no se conoce con silencio digital.",
        "audio.clipped_percent":
            "Rachas de 3 o más muestras en los dos códigos más fuertes de la ley (±31100 en la ley µ, ±31232 en la ley A; un decodificador nunca da 32767), entre las muestras con habla.",
        "audio.dead_air_percent":
            "Silencio en paquetes que siguieron llegando: tramas enviadas por debajo de −60 dBov; para el porcentaje, rachas de 2 s o más.",
        "audio.talkspurts":
            "Sonido tras 100 ms o más sin paquetes; cortado si sus primeros 20 ms ya están al nivel activo de voz: recorte del comienzo.",
        "audio.dc_offset_percent":
            "Media de todas las muestras que se enviaron, respecto al fondo de escala.",
        "audio.hum_hz":
            "50 o 60 Hz según Goertzel sobre segundos enteros, donde cuatro de cada cinco lo tienen 15 dB por encima de la media de seis frecuencias vecinas y por encima de −60 dBov.",
        "audio.other_law":
            "Si el sonido solo tiene sentido con la otra ley de G.711: por la correlación de muestras vecinas con ambas leyes en los primeros 2 s de paquetes sonoros.",
        "audio.srtp.authenticated_packets":
            "Paquetes cifrados que una clave abrió, y los que ninguna (srtp.md).",
        "audio.codec_delay_ms":
            "Retardo que fija la especificación del códec, en el que el sonido se adelanta a sus marcas de tiempo; el mayor de los códecs del flujo, 0 con G.711.",
        "audio.overlapped_packets":
            "Paquetes cuyo sonido quedaría sobre el de otro según sus marcas de tiempo RTP, y que se omitieron.",
        "calls[].audio.conversation":
            "Las tramas desde −45 dBov son habla y se prolongan 200 ms (según P.59); partes del tiempo que comparten los dos sentidos, en la primera hora; el silencio mutuo más largo de los que empiezan en ella, hasta que acaba.",
        "…conversation.echo_of_left":
            "Correlación de Pearson entre los niveles de las tramas (el primer minuto) de una voz y del otro sentido de 20 a 500 ms después, donde la voz habla y el otro está 6 dB o más por debajo. El retardo más fuerte; hacen falta 250 tramas así.",
        "delta_ms":
            "En la página, dibujado: paquetes por milisegundos enteros desde el anterior, con las alturas según su raíz cuadrada para que también se vea lo raro.",
        "detection.evidence":
            "Las cuentas que hay detrás, para comprobarlas con los paquetes: pasos, marcas de tiempo, tipos de carga útil, lo que anunció la señalización, STUN, DTLS y ZRTP en las mismas direcciones y puertos con su primera trama, el mismo medio en otro sitio, el flujo que responde.",
        "dtmf.events[]":
            "Telephone-events de RFC 4733: los paquetes con una misma marca de tiempo y evento son una pulsación; start_s es la llegada de su primer paquete, duration_ms la mayor duración que dicen, entre la frecuencia de reloj; sin conocer si la longitud de captura la truncó, y sin su evento ningún paquete es una tecla. Una pulsación que agota las 65 535 unidades, o se acerca a ellas, sigue con la marca de tiempo del momento en que se interrumpió. Se entiende a los emisores que mueven la marca con cada paquete, también con los de fin, o nunca ponen el bit de fin: 120 ms sin nada cierran una pulsación, y también lo hace un marcador o una duración que vuelve a empezar. Tonos en el sonido (inband): ventanas de 12.75 ms, solapadas a medias, con una fila y una columna de UIT-T Q.23 10 dB por encima de las demás, la fila a lo sumo 8 dB y la columna a lo sumo 4 dB más fuerte, ambas al menos el 75 % del sonido y por encima de -36 dBov, segundos armónicos 10 dB por debajo; cuatro ventanas seguidas hacen una tecla, y huecos de menos de 20 ms no la acaban, ni uno de menos de 40 ms donde se pierden paquetes y el tono sigue justo detrás. Evento y tono de una misma tecla en 250 ms son una pulsación, both: puede sonar dos veces en el otro extremo. Lo que los eventos dejan de su tono hasta 30 ms detrás de ellos es la misma pulsación.",
        "markers[]":
            "Lugares que conviene escuchar. Una racha de paquetes perdidos desde donde habría empezado, según las llegadas de alrededor, y tan larga como su sonido (según el tiempo de paquete, y si los paquetes tienen dos duraciones, según aquella con la que cuadran las llegadas; sin él, hasta el paquete siguiente); antes de una pausa se toma por el final de lo que se dijo; una de tardíos, el tiempo en que tendría que haberse oído; los reinicios, como puntos.",
        "intervals[].start_s":
            "Dónde empieza el intervalo; en la página, desde el comienzo de la llamada.",
        "intervals[].delay_variation_ms":
            "En la página, PDV: el mayor tiempo de tránsito de los paquetes de medios del intervalo por encima del menor del flujo.",
        "quality.mos_voipmonitor":
            "Con --compat voipmonitor: su fórmula (abajo) sobre los paquetes perdidos y tardíos contados aquí. Otra escala.",
        "audio.clicks":
            "Saltos de una muestra a la siguiente de un 3 % del fondo de escala o más, de más de 12 veces el valor eficaz tanto de los 16 ms anteriores como de los 16 ms posteriores, a dos milisegundos.",
        "audio.repeated_packets":
            "Paquetes por encima de −50 dBov cuyas muestras son las del paquete anterior, en rachas de 10 como mucho: las más largas son un tono cuyo período cabe un número entero de veces en un paquete.",
    ]
}
