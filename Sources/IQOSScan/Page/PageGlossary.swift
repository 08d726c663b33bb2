/// The words of the page, explained for readers who do not measure calls every day.
enum PageGlossary {
    static let words: [(name: Phrase, meaning: Phrase)] = [
        (
            Phrase("MOS (MOS-LQ)", "MOS (MOS-LQ)"),
            Phrase(
                "How a listener would rate the sound, 1 (bad) to 5; computed from codec, lost and late packets (ITU-T G.107). Undisturbed G.711 reaches 4.41.",
                "Cómo puntuaría el sonido quien escucha, de 1 (malo) a 5; se calcula a partir del códec y de los paquetes perdidos y tardíos (UIT-T G.107). G.711 sin perturbar alcanza 4.41."
            )
        ),
        (
            Phrase("R factor", "Factor R"),
            Phrase(
                "The same rating on the scale of G.107: 93.2 is the best telephone sound, below 60 hardly anybody is satisfied.",
                "La misma puntuación en la escala de G.107: 93.2 es el mejor sonido telefónico; por debajo de 60 casi nadie queda satisfecho."
            )
        ),
        (
            Phrase("Lost", "Perdidos"),
            Phrase(
                "Packets that the sender numbered and the capture never saw; percentages are of the packets expected.",
                "Paquetes que el emisor numeró y la captura no vio; los porcentajes son de los paquetes esperados.")
        ),
        (
            Phrase("Late", "Tardíos"),
            Phrase(
                "Packets that came, but after the moment their sound was due, or far too early, so that a receiver could not play them.",
                "Paquetes que llegaron, pero después del momento en que tocaba su sonido, o demasiado pronto, de modo que un receptor no pudo reproducirlos."
            )
        ),
        (
            Phrase("Jitter", "Fluctuación (jitter)"),
            Phrase(
                "How unevenly packets arrive, averaged as RFC 3550 §6.4.1 says. Steady networks stay below 10 ms.",
                "Con qué irregularidad llegan los paquetes, promediada según RFC 3550 §6.4.1. En una red estable no pasa de 10 ms."
            )
        ),
        (
            Phrase("Delay variation", "Variación del retardo"),
            Phrase(
                "How much later than the fastest packets the others came; half of them within p50, 99 of 100 within p99.",
                "Cuánto más tarde que los paquetes más rápidos llegaron los demás; la mitad dentro de p50, 99 de cada 100 dentro de p99."
            )
        ),
        (
            Phrase("Burst ratio", "Índice de ráfaga (BurstR)"),
            Phrase(
                "1 where losses are scattered at random; larger where they come in runs, which is heard more (G.107).",
                "1 si las pérdidas se reparten al azar; mayor si vienen en rachas, que se oyen más (G.107).")
        ),
        (
            Phrase("Duplicate", "Duplicado"),
            Phrase(
                "The same packet once more, often an effect of how the capture was made. It does not harm the call.",
                "El mismo paquete otra vez, a menudo por cómo se hizo la captura. No perjudica la llamada.")
        ),
        (
            Phrase("Stray", "Suelto"),
            Phrase(
                "A packet whose number fits nowhere in the stream and stays alone.",
                "Un paquete cuyo número no encaja en ningún sitio del flujo y se queda solo.")
        ),
        (
            Phrase("Quality over time", "Calidad en el tiempo"),
            Phrase(
                "Each bar is a part of the call, its mean MOS in the worse direction: the taller and greener, the better; a missing bar had no rating.",
                "Cada barra es una parte de la llamada, su MOS medio en el peor sentido: cuanto más alta y verde, mejor; donde falta no hubo puntuación."
            )
        ),
    ]
}
