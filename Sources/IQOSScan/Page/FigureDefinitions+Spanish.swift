/// The definitions of docs/metrics.md in Spanish; a test holds that none is missing.
extension FigureDefinitions {
    static let spanishTexts: [String: String] = [
        "codec":
            "El que fije --pt; si no, según el tipo de carga útil estático, o el que la señalización anunció entonces para el destino, o si no para el origen (RFC 3264 §5.1); un tipo estático solo significa otra cosa si su rtpmap nombra otro códec. Un tipo dinámico sin señalización queda sin conocer. Si todos los paquetes de un tipo dinámico llevan cuatro octetos con la forma de RFC 4733, es telephone-event.",
        "clock_rate_hz":
            "Tablas 4 y 5 de RFC 3551 según el tipo estático. Para uno dinámico, la pendiente de las marcas de tiempo respecto a las llegadas (Theil-Sen sobre pares separados media serie) de los primeros 128 paquetes, o 256 si esos no bastan, al menos 100 de ellos de medios, si queda a menos de un 2 % de una frecuencia habitual; payload_types[].source dice entonces inferred.",
        "ptime_ms":
            "El paso de la marca de tiempo más frecuente entre paquetes de números vecinos, dividido entre la frecuencia de reloj.",
        "encrypted":
            "Para los tipos 0, 8 y 9, la entropía de 32 octetos del centro de las primeras 16 cargas útiles: G.711 por encima de 7.8 bits por octeto, o de 7.5 con la longitud de una trama de códec más una etiqueta de SRTP (RFC 3711, RFC 7714); G.722 solo con ambas cosas. No, donde cargas útiles que nada anuncia tienen la forma de un códec. Si no, donde los dos extremos anuncian claves (o el que se capturó), o hay DTLS o ZRTP en las direcciones y puertos del flujo, sí; en otro caso no se sabe. Los flujos cifrados se miden y no se puntúan; se decodifican donde una clave los abre.",
        "packets.captured": "Todos los del flujo: únicos + duplicados + sueltos.",
        "packets.unique": "Números de secuencia extendidos distintos, contando las vueltas (RFC 3550 A.1).",
        "packets.expected":
            "Σ por segmentos de (mayor − menor + 1) = únicos + perdidos (RFC 3550 A.3, con los únicos como recibidos).",
        "packets.lost":
            "Esperados − únicos. Lo que se perdió antes del primer paquete capturado o después del último no puede verse.",
        "packets.late":
            "Parte de los únicos: llegaron, pero no a tiempo de que los reprodujera el búfer de fluctuación simulado. No se conoce sin frecuencia de reloj o sin horas de captura.",
        "packets.out_of_order": "Paquetes únicos que llegaron después de un número mayor.",
        "reordering.extent":
            "RFC 4737 §4.2.2, de los paquetes desordenados: el número de puestos, por orden de llegada, desde el primer paquete de número mayor hasta este, media y máximo; los duplicados no ocupan puesto. Detrás, el tiempo entre ambos. Solo aparece donde algún paquete llegó desordenado.",
        "packets.duplicates": "Números que ya habían llegado; se buscan entre los últimos 100.",
        "packets.stray":
            "Números aislados 3000 o más por delante del mayor, o más de 100 por detrás (MAX_DROPOUT y MAX_MISORDER de RFC 3550 A.1), a los que no siguió su sucesor.",
        "bandwidth_kbps.mean":
            "Octetos IP (con la cabecera, sin la capa de enlace) salvo los del último paquete, entre la duración.",
        "bandwidth_kbps.max":
            "El máximo en una ventana de un segundo; las ventanas van una tras otra desde el primer paquete. No se conoce por debajo de un segundo.",
        "jitter_ms":
            "RFC 3550 §6.4.1 y A.8: D = diferencia de llegadas − diferencia de marcas de tiempo, J += (|D| − J)/16, desde 0 y sin reiniciar. Sobre paquetes de medios: el ruido de confort y los eventos telefónicos no dan D, ni tampoco el paquete que les sigue, el primero de un segmento o el que sigue a un reinicio de la marca de tiempo. La media y el máximo son de los paquetes que dieron D; la última es J al final.",
        "jitter_rfc3550_ms": "Lo mismo sobre todos los paquetes únicos, al pie de la letra.",
        "jitter_ticks":
            "La fluctuación en unidades de la marca de tiempo RTP, como la envía RTCP: milisegundos por la frecuencia de reloj del tipo de carga útil principal.",
        "delta_ms.min": "Entre las llegadas de paquetes sucesivos de cualquier tipo de carga útil.",
        "delay_variation_ms":
            "Tiempo de tránsito por encima del menor del flujo (PDV de RFC 5481 §4.2), paquetes de medios. Percentiles por rango más cercano, k = max(1, ⌈p·n/100⌉). Exactos hasta 256 paquetes; a partir de ahí, p50 a p99.9 salen de un histograma con un error de a lo sumo 1/16 ms o el 1.6 % de la distancia a la mediana de los 256 primeros; el máximo sigue siendo exacto. En flujos de 30 s o más se descuenta la deriva del reloj, con la estimación conocida en cada momento, que se rehace cada vez que el flujo es una cuarta parte más largo: en el primer medio minuto, la de su final. Con más de 2048 paquetes en ese medio minuto, los primeros diez segundos pueden conservar su deriva.",
        "ipdv_ms":
            "La D de la fluctuación con su signo: la diferencia de retardo de un paquete de medios al siguiente (IPDV de RFC 3393, RFC 5481 §4.1). p05 y p95 por rango más cercano: exactos en flujos de menos de 30 s con hasta 256 diferencias; si no, de un histograma con un error de a lo sumo 1/64 ms hasta 4 ms y del 3.2 % del valor más allá, hasta un segundo. La magnitud media es la de |D|, exacta. La deriva, que no es nada de un paquete al siguiente, no se descuenta.",
        "clock_drift_ppm":
            "Pendiente de las marcas de tiempo RTP respecto a la hora de captura, menos 1; por encima de 0 el reloj del emisor adelanta. Del paquete más rápido de cada segundo (más adelante 2 s, 4 s ...: 128 como mucho), pues las colas solo retrasan: la mediana de las pendientes entre tramos separados un cuarto de la serie (según Theil y Sen), nunca a través de un reinicio de la marca de tiempo; en su lugar, la pendiente de la recta bajo todos los tramos si queda a menos de cuatro errores típicos de la mediana. No se conoce por debajo de 30 s o de 20 tramos.",
        "loss.longest_run": "La racha más larga de paquetes perdidos consecutivos; los tardíos no cuentan.",
        "loss.bursts":
            "RFC 3611 §4.7.2 con Gmin = 16, según su definición: una ráfaga empieza y acaba con una pérdida y no contiene 16 paquetes buenos seguidos. Los contadores de A.2 meten en una ráfaga una última pérdida aislada; estos no.",
        "loss.burst_density_percent": "Pérdidas en ráfagas entre los paquetes en ráfagas; 0 si no hay ninguna.",
        "loss.gap_density_percent": "Pérdidas aisladas entre los paquetes fuera de ráfagas.",
        "loss.mean_burst_ms":
            "Las longitudes medias de ráfagas y huecos en paquetes, por el tiempo de paquete: duraciones de ráfaga y de hueco de RFC 3611 §4.7.2.",
        "loss.gaps_with_pause":
            "Huecos en los números a lo largo de los cuales no llegó ningún paquete durante más de 5 s (retención, otra red), y los números que faltaban en ellos al llegar el siguiente. Cuentan como perdidos igual que los demás: si se enviaron no puede verse.",
        "loss.burst_ratio":
            "BurstR de G.107 §7: racha media de pérdidas × (1 − Ppl), como mínimo 1, que es pérdida al azar.",
        "quality.mos_lq": "R según el anexo B de G.107, cortado en 1 donde la cúbica baja de ahí.",
        "quality.min_mos_lq": "El menor mos_lq de los intervalos.",
        "quality.mos_cq":
            "La misma puntuación menos Idd (G.107 §7.4) para one_way_delay_ms = mitad de rtcp.rtt_ms.p50, o si falta, de ambas mitades de stun, + tiempo de paquete + anticipación del códec + búfer simulado + 5 ms; con el eco perfectamente controlado. Que la mitad de la ida y vuelta corresponda a cada sentido es un supuesto, que nombra delay_source. No se conoce sin tiempo de ida y vuelta.",
        "quality.r_factor":
            "G.107 (06/2015) con todos los valores por defecto salvo códec y pérdida: 93.206 − Ie,eff; Ie,eff = Ie + (95 − Ie) · Ppl/(Ppl/BurstR + Bpl) (§7.5), con Ppl en tanto por ciento.",
        "rtcp.receiver_reports":
            "Bloques de informe sobre el flujo de su receptor, en cualquier informe que los trajera.",
        "rtcp.reported_lost":
            "Número acumulado de paquetes perdidos del último bloque (RFC 3550 §6.4.1), tal como se informa: cuenta desde donde empezó el receptor, y los duplicados restan pérdidas.",
        "rtcp.reported_jitter_ms":
            "Media y máximo de la fluctuación de los bloques, según la frecuencia de reloj del flujo.",
        "rtcp.rtt_ms":
            "La suma de las dos mitades; no se conoce si falta una. Wireshark muestra solo la primera mitad.",
        "rtcp.loss_place":
            "Entre el primer y el último bloque que pasaron mientras se conocía el flujo: lo que falta aquí, lost_before_capture; lo que al receptor le falta además (su cuenta más los duplicados de la red), lost_after_capture; lo que no le falta aunque falte aquí, not_captured: lo perdió la captura. Hasta 3 paquetes son los que van de camino entre los dos sitios.",
        "playout_curve[]":
            "Paquetes tardíos con un búfer de 10, 20 … 500 ms, hasta el primer tamaño sin ninguno. Un solo anclaje para todo el flujo, el paquete más rápido: un paquete es tardío si su variación del retardo supera el búfer, según la misma distribución que los percentiles. Un búfer que parte de otro paquete es mayor en lo que ese paquete se retrasó, así que esto es lo máximo que puede llegar tarde; no tiene por qué coincidir con packets.late.",
        "audio.active_speech_level_dbov":
            "Método B de UIT-T P.56, margen 15.9 dB, prolongación 200 ms, umbrales separados por un factor 2; la envolvente se mira cada dos milisegundos, a menos de 0.1 dB del método muestra a muestra. 0 dBov es una onda cuadrada de ±32768.",
        "audio.longest_silence_s":
            "Tramas por debajo de −60 dBov, por encima de los códigos de reposo de la ley A, y tiempo sin paquetes.",
        "segments[]":
            "Un número lejano al que sigue su sucesor abre una cuenta nueva: el emisor volvió a empezar. La pérdida se suma dentro de los segmentos; el salto en sí no es pérdida. Las pausas y los cambios de tipo de carga útil nunca cortan. Se listan los primeros 1000 y se cuentan todos.",
        "intervals[]":
            "--interval (5 s) desde el primer paquete del flujo. Los paquetes perdidos se reparten por igual entre las llegadas de sus vecinos. jitter_ms es J al final del intervalo; mos_lq como arriba, solo sobre el intervalo.",
        "detection.verdict":
            "Al menos 3 paquetes de un mismo flujo y SSRC que se leen como RTP versión 2 y no son RTCP (RFC 5761 §4), con el 60 % de sus pasos de secuencia dentro de ±50 y el 25 % de +1 o el 50 % de +1 … +20; sobre todos sus paquetes, no solo los primeros. A lo sumo la mitad de los pasos repite un número con otro paquete; las llamadas y respuestas de ONC RPC no lo son. --sensitivity low pide 5 paquetes y 80, 50, 75 %; high 50, 15, 40 %. No lo es si en la mayoría de los pasos el número avanza más que la marca de tiempo. Probable donde solo hay 3 o 4 paquetes y nada más habla a su favor: ni flujo que responda, ni señalización, RTCP, STUN, DTLS o ZRTP. Los puertos no cuentan.",
    ]
}
