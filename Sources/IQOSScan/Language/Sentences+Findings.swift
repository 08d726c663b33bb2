/// What was found, in the words of docs/findings.md.
extension Sentences {
    static let findings: [Phrase] = [
        Phrase(
            "At {} moment up to {} unrelated streams lost packets at once: the capture itself, or the network before it, left frames out. Loss shown here may be too high.",
            "En {} momento hasta {} flujos sin relación perdieron paquetes a la vez: la propia captura, o la red antes de ella, dejó tramas fuera. La pérdida que se muestra puede ser excesiva."
        ),
        Phrase(
            "At {} moments up to {} unrelated streams lost packets at once: the capture itself, or the network before it, left frames out. Loss shown here may be too high.",
            "En {} momentos hasta {} flujos sin relación perdieron paquetes a la vez: la propia captura, o la red antes de ella, dejó tramas fuera. La pérdida que se muestra puede ser excesiva."
        ),
        Phrase(
            "{} UDP datagrams were cut before an RTP header could be seen (snap length too short): streams may be missing.",
            "{} datagramas UDP se cortaron antes de que se viera una cabecera RTP (longitud de captura demasiado corta): pueden faltar flujos."
        ),
        Phrase(
            "The capturing machine says that it dropped {} frames: loss shown here may be too high.",
            "La máquina que capturaba dice que descartó {} tramas: la pérdida que se muestra puede ser excesiva."),
        Phrase(
            "At {} in TCP connections the receiver acknowledged bytes that are not in the capture: the capture itself lost frames. Loss shown here may be too high.",
            "En {} de conexiones TCP el receptor confirmó octetos que no están en la captura: la propia captura perdió tramas. La pérdida que se muestra puede ser excesiva."
        ),
        Phrase(
            "The capturing machine says that it dropped one frame: loss shown here may be too high.",
            "La máquina que capturaba dice que descartó una trama: la pérdida que se muestra puede ser excesiva."),
        Phrase(
            "One frame carries an earlier time than one before it: it was put in order of time.",
            "Una trama lleva una hora anterior a la de alguna precedente: se ha puesto en orden de tiempo."),
        Phrase(
            "One frame carries an earlier time than one before it by too much to be put in order: a clock step or merged captures; jitter there is not to be trusted.",
            "Una trama lleva una hora anterior a la de alguna precedente por demasiado para ordenarla: un salto del reloj o capturas unidas; ahí la fluctuación no es de fiar."
        ),
        Phrase(
            "Of this stream only key presses are in the capture; one number between them is missing.",
            "De este flujo solo hay pulsaciones de teclas en la captura; falta un número entre ellas."),
        Phrase(
            "{} frames carry an earlier time than one before them: they were put in order of time.",
            "{} tramas llevan una hora anterior a la de alguna precedente: se han puesto en orden de tiempo."),
        Phrase(
            "{} frames carry an earlier time than one before them, {} of them by too much to be put in order: clock steps or merged captures; jitter there is not to be trusted.",
            "{} tramas llevan una hora anterior a la de alguna precedente, {} de ellas por demasiado para ordenarlas: saltos del reloj o capturas unidas; ahí la fluctuación no es de fiar."
        ),
        Phrase(
            "Of this stream only key presses are in the capture; {} numbers between them are missing: its sound was left out of the capture, or lost.",
            "De este flujo la captura solo tiene pulsaciones de teclas; entre ellas faltan {} números: su sonido se dejó fuera de la captura, o se perdió."
        ),
        Phrase(
            "Packets are lost every {}: something in the sender, the network or the capture repeats.",
            "Se pierden paquetes cada {}: algo se repite en el emisor, en la red o en la captura."),
        Phrase(
            "{} packets that are missing here are in other streams ({}): their sender changed between several addresses or ports, or between several receivers. Loss counts them, but nobody missed any.",
            "{} paquetes que faltan aquí están en otros flujos ({}): su emisor alternó entre varias direcciones o puertos, o entre varios receptores. La pérdida los cuenta, pero a nadie le faltó ninguno."
        ),
        Phrase(
            "{} packets that are missing here are in other streams ({}): their sender changed between several addresses or ports, or between several receivers. They do not count as lost.",
            "{} paquetes que faltan aquí están en otros flujos ({}): su emisor alternó entre varias direcciones o puertos, o entre varios receptores. No cuentan como perdidos."
        ),
        Phrase(
            "The packet numbers ran on by {} across {} in which the call was on hold or carried fax: nobody missed any, and they do not count as lost.",
            "Los números de paquete avanzaron {} durante {} en los que la llamada estaba en espera o llevaba fax: nadie echó de menos ninguno, y no cuentan como perdidos."
        ),
        Phrase(
            "No packet came for {} while the sender went on: by its numbers and its clock {} packets are missing there, lost or not captured. They do not count as lost.",
            "Durante {} no llegó ningún paquete mientras el emisor seguía: según sus números y su reloj ahí faltan {} paquetes, perdidos o no capturados. No cuentan como perdidos."
        ),
        Phrase(
            "{} times no packet came for up to {} while the sender went on: by its numbers and its clock {} packets are missing there, lost or not captured. They do not count as lost.",
            "{} veces no llegó ningún paquete, hasta durante {}, mientras el emisor seguía: según sus números y su reloj ahí faltan {} paquetes, perdidos o no capturados. No cuentan como perdidos."
        ),
        Phrase(
            "One packet is missing across {} without any: lost on hold or while the telephone changed networks, or never sent.",
            "Falta un paquete a lo largo de {} sin ninguno: perdido en espera o al cambiar el teléfono de red, o nunca enviado."
        ),
        Phrase(
            "{} packets are missing across {} without any: lost on hold or while the telephone changed networks, or never sent.",
            "Faltan {} paquetes a lo largo de {} sin ninguno: perdidos en espera o al cambiar el teléfono de red, o nunca enviados."
        ),
        Phrase(
            "The packet numbers ran on by {} across {} in which the call carried fax (T.38) and no sound: loss counts them, but nobody missed any.",
            "Los números de paquete avanzaron {} a lo largo de {} en los que la llamada llevó fax (T.38) y ningún sonido: la pérdida los cuenta, pero a nadie le faltó ninguno."
        ),
        Phrase(
            "The packet numbers ran on by {} across {} in which the call was on hold: loss counts them, but nobody missed any.",
            "Los números de paquete avanzaron {} a lo largo de {} en los que la llamada estaba en espera: la pérdida los cuenta, pero a nadie le faltó ninguno."
        ),
        Phrase(
            "The packet numbers ran on by {} across {} pauses, {} in all, in which the call was on hold or carried fax: loss counts them, but nobody missed any.",
            "Los números de paquete avanzaron {} a lo largo de {} pausas, {} en total, en las que la llamada estaba en espera o llevaba fax: la pérdida los cuenta, pero a nadie le faltó ninguno."
        ),
        Phrase(
            "{} % of the packets came too late for a jitter buffer of {} ms that does not follow the sender's clock, which drifted by {} ms through the call: one that does would play all but 1 % of them.",
            "El {} % de los paquetes llegó demasiado tarde para un búfer de {} ms que no sigue el reloj del emisor, que se desvió {} ms durante la llamada: uno que lo siga los reproduciría todos salvo el 1 %."
        ),
        Phrase(
            "{} % of the packets came too late to be played with a jitter buffer of {} ms; none was lost.",
            "El {} % de los paquetes llegó demasiado tarde para reproducirse con un búfer de {} ms; no se perdió ninguno."
        ),
        Phrase(
            "{} % of the packets came too late to be played with a jitter buffer of {} ms; {} % never came.",
            "El {} % de los paquetes llegó demasiado tarde para reproducirse con un búfer de {} ms; el {} % no llegó nunca."
        ),
        Phrase(
            "A jitter buffer of {} ms instead of {} ms would play all but 1 % of the packets in time.",
            "Un búfer de {} ms en lugar de {} ms reproduciría a tiempo todos los paquetes menos el 1 %."),
        Phrase(
            "A jitter buffer of {} ms instead of {} ms that follows the sender's clock, which drifted by {} ms through the call, would play all but 1 % of the packets in time.",
            "Un búfer de {} ms en lugar de {} ms que siga el reloj del emisor, que se desvió {} ms durante la llamada, reproduciría a tiempo todos los paquetes menos el 1 %."
        ),
        Phrase(
            "{} % of the packets could not be played, most of them because they came more than {} ms too early for any jitter buffer to hold: they had waited in the sender or the network, and came all at once.",
            "El {} % de los paquetes no se pudo reproducir, la mayoría porque llegó más de {} ms antes de lo que cualquier búfer puede guardar: habían esperado en el emisor o en la red, y llegaron todos de golpe."
        ),
        Phrase(
            "{} packets were lost between the sender and the capture point: the receiver misses them too.",
            "{} paquetes se perdieron entre el emisor y el punto de captura: también le faltan al receptor."),
        Phrase(
            "{} packets that passed the capture point never reached the receiver, by its own reports.",
            "{} paquetes que pasaron por el punto de captura no llegaron nunca al receptor, según sus propios informes."
        ),
        Phrase(
            "The receiver has {} packets that are not in the capture: the capture itself lost them, or they went another way, and the loss shown here is too high.",
            "El receptor tiene {} paquetes que no están en la captura: los perdió la propia captura, o fueron por otro camino, y la pérdida que se muestra es excesiva."
        ),
        Phrase(
            "{} % of the packets came after later ones, which overtook them on the way or in the capture.",
            "El {} % de los paquetes llegó después de otros posteriores, que los adelantaron por el camino o en la captura."
        ),
        Phrase(
            "Packets are lost in bursts, up to {} of sound at once ({} lost, {} %).",
            "Los paquetes se pierden a ráfagas, hasta {} de sonido de una vez ({} perdidos, {} %)."),
        Phrase(
            "{} % of the packets are lost, scattered over the call ({} of {}).",
            "Se pierde el {} % de los paquetes, repartidos por la llamada ({} de {})."),
        Phrase(
            "The sound was sent encrypted (SRTP) and is decrypted here.",
            "El sonido se envió cifrado (SRTP) y aquí está descifrado."),
        Phrase(
            "The sound is encrypted (SRTP) from {} s of the capture on: from there it is measured, but cannot be heard, and the stream has no score.",
            "El sonido va cifrado (SRTP) desde los {} s de la captura: a partir de ahí se mide, pero no se puede escuchar, y el flujo no tiene puntuación."
        ),
        Phrase(
            "The sound is encrypted (SRTP): it is measured, but cannot be heard or scored.",
            "El sonido va cifrado (SRTP): se mide, pero no se puede oír ni puntuar."),
        Phrase(
            "The key that is known does not fit the sound's encryption: 0 of {} packets authenticated.",
            "La clave conocida no corresponde al cifrado del sonido: 0 de {} paquetes autenticados."),
        Phrase(
            "{} of {} packets fail authentication: damaged, forged, or under a key that is not known.",
            "{} de {} paquetes no superan la autenticación: dañados, falsificados o con una clave que no se conoce."),
        Phrase(
            "The packets do not all have the same priority marking (DSCP {}): parts of the call may be treated worse than others.",
            "No todos los paquetes llevan la misma marca de prioridad (DSCP {}): puede que unas partes de la llamada reciban peor trato que otras."
        ),
        Phrase(
            "The packets are marked as less important than ordinary traffic (DSCP {}).",
            "Los paquetes van marcados como menos importantes que el tráfico corriente (DSCP {})."),
        Phrase(
            "The sender changed the codec during the call ({}).", "El emisor cambió de códec durante la llamada ({})."),
        Phrase(
            "The sender put {} ms of sound into some packets and {} ms into others.",
            "El emisor metió {} ms de sonido en unos paquetes y {} ms en otros."),
        Phrase(
            "The sender began numbering its packets anew {} without a new stream.",
            "El emisor volvió a empezar la numeración de sus paquetes {} sin un flujo nuevo."),
        Phrase(
            "The sender's media clock jumped {} against the time that passed; players may fall silent or stutter there.",
            "El reloj de medios del emisor saltó {} respecto al tiempo transcurrido; ahí un reproductor puede callarse o entrecortarse."
        ),
        Phrase(
            "The capture holds {} % of the packets twice, the second time more than {} packets behind: what was captured at two places, by clocks that differ, was put together. The call is not affected.",
            "La captura contiene dos veces el {} % de los paquetes, la segunda más de {} paquetes después: se juntó lo capturado en dos lugares, con relojes que difieren. La llamada no se ve afectada."
        ),
        Phrase(
            "The capture holds {} % of the packets twice, by a mirror port, two interfaces or two files. The call is not affected.",
            "La captura tiene dos veces el {} % de los paquetes, por un puerto espejo, dos interfaces o dos ficheros. La llamada no se ve afectada."
        ),
        Phrase(
            "The capture holds each packet {} times on average, by a mirror port, several interfaces or several files. The call is not affected.",
            "La captura tiene cada paquete {} veces de media, por un puerto espejo, varias interfaces o varios ficheros. La llamada no se ve afectada."
        ),
        Phrase(
            "Each packet came {} times on average: the network copied it, or the sender sent it again.",
            "Cada paquete llegó {} veces de media: lo copió la red, o el emisor lo envió de nuevo."
        ),
        Phrase(
            "Under each number {} packets came on average, with different contents: two senders share the stream's SSRC, or one counts wrongly.",
            "Con cada número llegaron de media {} paquetes de distinto contenido: dos emisores comparten el SSRC del flujo, o uno cuenta mal."
        ),
        Phrase(
            "{} % of the packets came twice, the second time later: the network copied them, or the sender sent them twice.",
            "El {} % de los paquetes llegó dos veces, la segunda más tarde: los copió la red, o el emisor los envió dos veces."
        ),
        Phrase(
            "{} % of the packets came under a number that another one had, with other contents: two senders share the stream's SSRC, or one counts wrongly.",
            "El {} % de los paquetes llegó con un número que ya tenía otro y otro contenido: dos emisores comparten el SSRC del flujo, o uno cuenta mal."
        ),
        Phrase(
            "The capture cut the packets off (snap length too short): counts and times are right, but the sound is missing or broken.",
            "La captura cortó los paquetes (longitud de captura demasiado corta): recuentos y tiempos son correctos, pero el sonido falta o está roto."
        ),
        Phrase(
            "The sound is noise as {}, and speech as {}: the sender uses another companding law than it says.",
            "El sonido es ruido como {} y voz como {}: el emisor usa otra ley de compansión que la que declara."),
        Phrase(
            "{} % of the speech is cut off at full scale: the sender is too loud and sounds distorted.",
            "El {} % de la voz se recorta a fondo de escala: el emisor tiene demasiado nivel y suena distorsionado."),
        Phrase(
            "{} % of the sound is loud noise, as no voice makes it: the payload is encrypted or of another codec than it is taken for, or noise was sent (a modem, a test signal).",
            "El {} % del sonido es ruido fuerte, como ninguna voz lo produce: la carga está cifrada o es de otro códec del que se supone, o se envió ruido (un módem, una señal de prueba)."
        ),
        Phrase(
            "The sound clicks {} times: its source jumps, or somebody cuts it into pieces.",
            "El sonido da {} chasquidos: su fuente salta, o alguien lo corta en trozos."),
        Phrase(
            "{} % of the packets repeat the sound of the one before: it sounds like a robot. Somebody before the capture point fills gaps so.",
            "El {} % de los paquetes repite el sonido del anterior: suena como un robot. Alguien antes del punto de captura rellena así los huecos."
        ),
        Phrase(
            "The speech is very quiet ({} dBov; normal is about -26): hard to understand in noise.",
            "La voz es muy baja ({} dBov; lo normal es unos -26): difícil de entender con ruido."),
        Phrase(
            "The speech is very loud ({} dBov; normal is about -26).",
            "La voz es muy alta ({} dBov; lo normal es unos -26)."),
        Phrase(
            "The sound does not swing around zero ({} % of full scale off): a fault of the sender's input.",
            "El sonido no oscila alrededor de cero (desviado un {} % del fondo de escala): un fallo de la entrada del emisor."
        ),
        Phrase(
            "The sound hums at {} Hz ({} dBov): mains gets into the sender's sound, or it holds such a tone.",
            "El sonido tiene un zumbido de {} Hz ({} dBov): la red eléctrica se cuela en el sonido del emisor, o lleva un tono así."
        ),
        Phrase(
            "Keys came as telephone-events and as tones in the sound at once ({} of {}): a receiver that takes both counts them twice.",
            "Llegaron teclas a la vez como eventos telefónicos y como tonos en el sonido ({} de {}): un receptor que atienda a ambos las cuenta dos veces."
        ),
        Phrase(
            "The stream stopped {} and never caught up: {} of sound were not sent (a hold, the sender's clock or processor), the way became that much longer, or the capture's clock was set.",
            "El flujo se detuvo {} y no recuperó el retraso: {} de sonido no se enviaron (una espera, el reloj o el procesador del emisor), el camino se alargó otro tanto, o se puso en hora el reloj de la captura."
        ),
        Phrase(
            "The stream and its clock stopped {}, for {}, while the call was on hold or carried fax: nobody missed any sound.",
            "El flujo y su reloj se detuvieron {}, durante {}, mientras la llamada estaba en espera o llevaba fax: nadie echó de menos sonido alguno."
        ),
        Phrase(
            "By its own reports the sender sent {} packets fewer than it numbered: they were lost inside it, not in the network.",
            "Según sus propios informes el emisor envió {} paquetes menos de los que numeró: se perdieron en él, no en la red."
        ),
        Phrase(
            "The stream stood still {} for up to {} and then caught up: packets wait in a queue or in the sender.",
            "El flujo se paró {}, hasta {}, y luego recuperó el retraso: los paquetes esperan en una cola o en el emisor."
        ),
        Phrase(
            "Every {} the stream stands still for up to {}: something in the network or the sender repeats.",
            "Cada {} el flujo se para hasta {}: algo se repite en la red o en el emisor."),
        Phrase(
            "The sender's clock runs {} ppm too fast against the capture's: it samples at another rate than it says.",
            "El reloj del emisor adelanta {} ppm respecto al de la captura: muestrea a otra frecuencia que la que declara."
        ),
        Phrase(
            "The sender's clock runs {} ppm too slow against the capture's: it samples at another rate than it says.",
            "El reloj del emisor atrasa {} ppm respecto al de la captura: muestrea a otra frecuencia que la que declara."
        ),
        Phrase(
            "The sender counts each pause {} ms too long on average, so that its clock seems {} ppm too fast; while it speaks it keeps time.",
            "El emisor cuenta cada pausa {} ms de más por término medio, de modo que su reloj parece adelantar {} ppm; mientras habla lleva bien el tiempo."
        ),
        Phrase(
            "The sender counts each pause {} ms too short on average, so that its clock seems {} ppm too slow; while it speaks it keeps time.",
            "El emisor cuenta cada pausa {} ms de menos por término medio, de modo que su reloj parece atrasar {} ppm; mientras habla lleva bien el tiempo."
        ),
        Phrase(
            "The sender's clock runs {} ppm too fast against the capture's: unless the capture's is wrong, receivers run out of sound, or fall behind, by {} ms every {}.",
            "El reloj del emisor adelanta {1} ppm respecto al de la captura: salvo que sea el de la captura el que va mal, cada {3} al receptor le sobran o le faltan {2} ms de sonido."
        ),
        Phrase(
            "The sender's clock runs {} ppm too slow against the capture's: unless the capture's is wrong, receivers run out of sound, or fall behind, by {} ms every {}.",
            "El reloj del emisor atrasa {1} ppm respecto al de la captura: salvo que sea el de la captura el que va mal, cada {3} al receptor le sobran o le faltan {2} ms de sonido."
        ),
    ]

    /// Parts of sentences that are words themselves.
    static let partTable: [Phrase] = [
        Phrase("1 place", "1 punto"), Phrase("{} places", "{} puntos"), Phrase("once", "una vez"),
        Phrase("{} times", "{} veces"), Phrase("{} ms", "{} ms"), Phrase("1 second", "1 segundo"),
        Phrase("{} seconds", "{} segundos"), Phrase("1 day", "1 día"), Phrase("{} days", "{} días"),
        Phrase("1 year", "1 año"), Phrase("{} years", "{} años"), Phrase("payload type {}", "tipo de carga útil {}"),
        Phrase("{} from its sender", "{} de su emisor"), Phrase("{} from its receiver", "{} de su receptor"),
        Phrase("{} goodbye", "{} despedida"), Phrase("{} goodbyes", "{} despedidas"), Phrase("{} in {}", "{} en {}"),
        Phrase("destination", "destino"), Phrase("source", "origen"), Phrase("1 datagram", "1 datagrama"),
        Phrase("{} datagrams", "{} datagramas"), Phrase("{} of file {}", "{} del fichero {}"),
        Phrase("this codec", "este códec"),
        Phrase("SSRC", "el mismo SSRC"),
        Phrase("sequence numbers and timestamps", "números de secuencia y marcas de tiempo"),
        Phrase("payloads", "la misma carga útil"), Phrase("with headers written anew", "con cabeceras reescritas"),
    ]
}
