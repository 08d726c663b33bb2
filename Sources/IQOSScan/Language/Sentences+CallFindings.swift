/// What was found in a call, both directions seen together, in the words of docs/findings.md.
extension Sentences {
    static let callFindings: [Phrase] = [
        Phrase(
            "The capture has sound in one direction only for {}, though the other side reports that it sent {} packets: they were lost before the capture, or passed it by.",
            "La captura solo tiene sonido en un sentido durante {}, aunque el otro extremo informa de que envió {} paquetes: se perdieron antes de la captura, o no pasaron por ella."
        ),
        Phrase(
            "The capture has sound in one direction only for {}, though the other side was there: it reported on what it received.",
            "La captura solo tiene sonido en un sentido durante {}, aunque el otro extremo estaba ahí: informó de lo que recibía."
        ),
        Phrase(
            "The capture has sound in one direction only for {}, though the other side had accepted the call.",
            "La captura solo tiene sonido en un sentido durante {}, aunque el otro extremo había aceptado la llamada."
        ),
        Phrase(
            "Sound was sent in one direction only for {}, as the two sides had agreed.",
            "Durante {} solo hubo sonido en un sentido, como ambos extremos habían acordado."),
        Phrase(
            "The capture has sound in one direction only for {}, though the other side was there: it sent video.",
            "La captura solo tiene sonido en un sentido durante {}, aunque el otro extremo estaba ahí: envió vídeo."),
        Phrase(
            "The capture has sound in one direction only for {}, though the other side was there: it sent keys.",
            "La captura solo tiene sonido en un sentido durante {}, aunque el otro extremo estaba ahí: envió pulsaciones de teclas."
        ),
        Phrase(
            "The capture has sound in one direction only for {}, though the other side was there: it answered requests of STUN.",
            "La captura solo tiene sonido en un sentido durante {}, aunque el otro extremo estaba ahí: respondió a peticiones de STUN."
        ),
        Phrase(
            "One side announced the private address {} for its media, but its own comes from {}: it is behind a NAT, and what was sent there for {} cannot have reached it.",
            "Un extremo anunció la dirección privada {} para sus medios, pero los suyos vienen de {}: está detrás de un NAT, y lo que se envió allí durante {} no puede haberle llegado."
        ),
        Phrase(
            "One side announced {} for its media, but the other sent it to {} for {}, where nobody asked for it and nothing came back.",
            "Un extremo anunció {} para sus medios, pero el otro los envió a {} durante {}, donde nadie los pidió y de donde no volvió nada."
        ),
        Phrase(
            "{} signalled calls followed one another on the same addresses and ports and under the same SSRC: they are one call here, and its length and figures are of all of them together.",
            "{} llamadas señalizadas se sucedieron en las mismas direcciones y puertos y con el mismo SSRC: aquí son una sola llamada, y su duración y sus cifras son de todas ellas juntas."
        ),
        Phrase(
            "Both sides agreed on fax (T.38): what is sent as such is no sound, and is neither decoded nor judged.",
            "Ambos extremos acordaron fax (T.38): lo que se envía así no es sonido, y ni se decodifica ni se juzga."),
        Phrase(
            "The second direction of sound (stream {}) began {} after the first.",
            "El segundo sentido del sonido (flujo {}) empezó {} después que el primero."),
        Phrase(
            "The second direction of sound (stream {}) began {} after the call was answered.",
            "El segundo sentido del sonido (flujo {}) empezó {} después de que se respondiera a la llamada."),
        Phrase(
            "One direction of sound (stream {}) ended {} before the other.",
            "Un sentido del sonido (flujo {}) acabó {} antes que el otro."),
        Phrase(
            "One direction of sound (stream {}) ended {} before the call did.",
            "Un sentido del sonido (flujo {}) acabó {} antes que la llamada."),
        Phrase(
            "The two directions use different codecs: {} and {}.", "Los dos sentidos usan códecs distintos: {} y {}."),
        Phrase(
            "The two directions put different lengths of sound into a packet: {} and {} ms.",
            "Los dos sentidos meten en cada paquete duraciones distintas de sonido: {} y {} ms."),
        Phrase(
            "Only one direction is marked as voice (DSCP {}); the other may wait behind ordinary traffic.",
            "Solo un sentido va marcado como voz (DSCP {}); el otro puede tener que esperar tras el tráfico corriente."),
        Phrase(
            "A sender began a new stream in the middle of the call, without a pause (transfer, hold or a restarted device).",
            "Un emisor empezó un flujo nuevo en mitad de la llamada, sin pausa (transferencia, espera o un equipo reiniciado)."
        ),
        Phrase(
            "A sender began a new stream in the middle of the call, after {} without packets (transfer, hold or a restarted device).",
            "Un emisor empezó un flujo nuevo en mitad de la llamada, tras {} sin paquetes (transferencia, espera o un equipo reiniciado)."
        ),
        Phrase(
            "A stream went on at another address or port in the middle of the call, and {} packets are missing in between, {} of it: lost while the telephone changed networks, or its NAT the port. They do not count as lost.",
            "Un flujo siguió en otra dirección o puerto en mitad de la llamada, y entremedias faltan {} paquetes, {} del flujo: se perdieron mientras el teléfono cambiaba de red, o su NAT de puerto. No cuentan como perdidos."
        ),
        Phrase(
            "{} streams went on at another address or port in the middle of the call, and up to {} packets of one are missing in between, {} of it: lost while the telephone changed networks, or its NAT the port. They do not count as lost.",
            "{} flujos siguieron en otra dirección o puerto en mitad de la llamada, y entremedias faltan hasta {} paquetes de uno, {} de él: se perdieron mientras el teléfono cambiaba de red, o su NAT de puerto. No cuentan como perdidos."
        ),
        Phrase(
            "Both directions send packets, but only one of them holds speech: the other, stream {}, is silent (muted, a dead microphone, or sound that goes to the wrong place).",
            "Los dos sentidos envían paquetes, pero solo uno lleva voz: el otro, el flujo {}, está en silencio (silenciado, un micrófono que no funciona o sonido que va a donde no debe)."
        ),
        Phrase(
            "For {} neither side can be heard.",
            "Durante {} no se oye a ninguna de las dos partes."),
        Phrase(
            "The voice of stream {} comes back {} ms later from the other side, {} dB quieter: an echo.",
            "La voz del flujo {} vuelve del otro extremo {} ms después y {} dB más baja: un eco."),
    ]
}
