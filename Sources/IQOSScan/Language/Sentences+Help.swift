/// What `--help` says of commands and options.
extension Sentences {
    static let help: [Phrase] = [
        Phrase(
            "Find, measure and play every call in a capture.",
            "Encuentra, mide y reproduce cada llamada de una captura."),
        Phrase(
            "Tell what lies between two capture points, or between two reports.",
            "Dice qué hay entre dos puntos de captura, o entre dos informes."),
        Phrase(
            "Files, folders, or - for standard input; read as one capture.",
            "Ficheros, carpetas, o - para la entrada estándar; se leen como una sola captura."),
        Phrase(
            "Write this folder (default: the first capture's name and -iqos).",
            "Escribe esta carpeta (si falta: el nombre de la primera captura y -iqos)."),
        Phrase(
            "Scan each capture on its own into a folder below the one of -o, which must be given, with an index; do only what is new.",
            "Analiza cada captura por separado en una carpeta dentro de la de -o, que es obligatoria, con un índice; hace solo lo nuevo."
        ),
        Phrase(
            "Replace the folder even if it holds files that are not ours.",
            "Reemplaza la carpeta aunque contenga ficheros que no son nuestros."),
        Phrase(
            "Write sound files: none, wav, mp3 or wav,mp3.", "Escribe ficheros de sonido: none, wav, mp3 o wav,mp3."),
        Phrase(
            "Write MP3 files and put them into report.html, so that it is one file.",
            "Escribe ficheros MP3 y los mete en report.html, para que sea un solo fichero."),
        Phrase(
            "Save each stream's packets: payload, rtpdump, pcap, several by commas.",
            "Guarda los paquetes de cada flujo: payload, rtpdump, pcap, varios con comas."),
        Phrase(
            "Write report.xlsx too, a workbook with a sheet a table; needs libxlsxwriter.",
            "Escribe también report.xlsx, un libro con una hoja por tabla; necesita libxlsxwriter."),
        Phrase(
            "Print report.json to standard output; write a folder only with -o.",
            "Muestra report.json en la salida estándar; escribe una carpeta solo con -o."),
        Phrase(
            "Print one stream a line as JSON to standard output; write a folder only with -o.",
            "Muestra un flujo por línea como JSON en la salida estándar; escribe una carpeta solo con -o."),
        Phrase(
            "Print streams.csv to standard output; write a folder only with -o.",
            "Muestra streams.csv en la salida estándar; escribe una carpeta solo con -o."),
        Phrase(
            "Print calls.csv to standard output; write a folder only with -o.",
            "Muestra calls.csv en la salida estándar; escribe una carpeta solo con -o."),
        Phrase(
            "Separate cells of tables by , or ; or tab; ; goes with decimal commas.",
            "Separa las celdas de las tablas con , o ; o tab; con ; van comas decimales."),
        Phrase(
            "Speak en or es (default: the terminal as the locale says, files en).",
            "Habla en o es (si falta: el terminal según el entorno, los ficheros en inglés)."),
        Phrase("Speak en or es (default: as the locale says).", "Habla en o es (si falta: según el entorno)."),
        Phrase(
            "Print no table, no progress, no warnings and not what missed a gate.",
            "No muestra tabla, avance ni avisos, ni lo que no cumple una condición de --fail."),
        Phrase("Print no progress and no warnings.", "No muestra avance ni avisos."),
        Phrase(
            "Tell of every stream, finding and file, why a stream is RTP, and how long it took.",
            "Informa de cada flujo, hallazgo y fichero, de por qué un flujo es RTP y de cuánto tardó."),
        Phrase(
            "Keep streams from or to this IP address, the innermost one.",
            "Se queda con los flujos desde o hacia esta dirección IP, la más interior."),
        Phrase(
            "Keep streams with this SSRC, 0x1a2b3c4d or decimal.",
            "Se queda con los flujos de este SSRC, 0x1a2b3c4d o decimal."),
        Phrase(
            "Keep packets from this time on, 2026-08-01T09:30:00Z; UTC without a zone.",
            "Se queda con los paquetes desde esta hora, 2026-08-01T09:30:00Z; UTC si no hay zona."),
        Phrase(
            "Keep packets before this time, given as in --from.",
            "Se queda con los paquetes anteriores a esta hora, escrita como en --from."),
        Phrase(
            "Keep frames that match a BPF expression, as tcpdump takes it.",
            "Se queda con las tramas que cumplen una expresión BPF, como las de tcpdump."),
        Phrase(
            "Simulate a jitter buffer of this delay, ms, or adaptive.",
            "Simula un búfer de fluctuación de este retardo, ms, o adaptive."),
        Phrase(
            "Let plc, silence, repeat or noise stand in for lost packets.",
            "Pone plc, silence, repeat o noise en el lugar de los paquetes perdidos."),
        Phrase("Length of an interval, s.", "Duración de un intervalo, s."),
        Phrase("Call something RTP less or more readily.", "Llama RTP a algo con menos o más facilidad."),
        Phrase(
            "Settle a dynamic payload type, 96=opus/48000/2; may be repeated.",
            "Fija un tipo de carga útil dinámico, 96=opus/48000/2; puede repetirse."),
        Phrase(
            "Score a codec with this Ie and Bpl, opus=10/20 or opus=13/4.3/wb; may be repeated.",
            "Puntúa un códec con estos Ie y Bpl, opus=10/20 u opus=13/4.3/wb; puede repetirse."),
        Phrase(
            "Score codecs without published Ie or Bpl with those of their nearest relative.",
            "Puntúa los códecs sin Ie o Bpl publicados con los de su pariente más próximo."),
        Phrase(
            "Add the score of another program's formula, voipmonitor.",
            "Añade la puntuación de la fórmula de otro programa, voipmonitor."),
        Phrase(
            "Decrypt with this key, [SSRC=]SUITE:KEY or @file; may be repeated.",
            "Descifra con esta clave, [SSRC=]CONJUNTO:CLAVE o @fichero; puede repetirse."),
        Phrase("Leave out the SHA-256 of the captures.", "Prescinde del SHA-256 de las capturas."),
        Phrase(
            "Keep at most this much of standard input for the sound, 500m or 2g; a larger one ends with 73. (default: 8g)",
            "Guarda como mucho esto de la entrada estándar para el sonido, 500m o 2g; si es mayor, acaba con 73 (por omisión: 8g)."
        ),
        Phrase(
            "Exit with 3 if any stream's MOS-LQ is below this.",
            "Acaba con 3 si el MOS-LQ de algún flujo está por debajo."),
        Phrase(
            "Exit with 3 also if a MOS-LQ is unknown or there is no stream.",
            "Acaba con 3 también si se desconoce un MOS-LQ o no hay ningún flujo."),
        Phrase(
            "Exit with 3 on a finding as severe or worse, and on a call that was answered and has no stream.",
            "Acaba con 3 ante un hallazgo así de grave o peor, y ante una llamada contestada sin ningún flujo."),
        Phrase(
            "Capture, folder of captures, or report; - for a capture on standard input.",
            "Captura, carpeta de capturas o informe; - para una captura en la entrada estándar."),
        Phrase("The other one.", "La otra."),
        Phrase("Print the comparison as JSON.", "Muestra la comparación como JSON."),
        Phrase(
            "Take both captures' times as told by one clock.",
            "Toma las horas de las dos capturas como de un mismo reloj."),
        Phrase(
            "Compare the figures of two captures, not their packets.",
            "Compara las cifras de dos capturas, no sus paquetes."),
        Phrase(
            "Exit with 3 if a stream loses more than this between the points, %, or is seen at one of them alone.",
            "Acaba con 3 si un flujo pierde más que esto entre los puntos, %, o se ve solo en uno de ellos."),
        Phrase(
            """
            iqos-scan traffic.pcap needs no options: it prints a table and writes the folder traffic-iqos with \
            report.html, report.json, tables and the sound. Captures are pcap or pcapng, plain, gzip or zstd.

            Exit status: 0 analysed, 3 a gate was missed, 64 wrong usage, 65 no capture, 66 input cannot be opened, \
            73 output cannot be written, 74 read error.
            """,
            """
            iqos-scan trafico.pcap no necesita opciones: muestra una tabla y escribe la carpeta trafico-iqos con \
            report.html, report.json, las tablas y el sonido. Las capturas son pcap o pcapng, sin comprimir, gzip o zstd.

            Estado de salida: 0 analizado, 3 no se cumplió un criterio, 64 uso incorrecto, 65 no es una captura, 66 la \
            entrada no se puede abrir, 73 la salida no se puede escribir, 74 error de lectura.
            """),
        Phrase(
            """
            Two captures of the same calls, taken at two points: streams are found again by SSRC, numbers and payload, \
            whatever their addresses became, and loss, delay variation, reordering and delay between the points are told. \
            Two report.json, or the folders that hold them: figures before and after, and the calls that both have. A \
            capture called compare is ./compare.

            Exit status: 0 compared, 3 a gate was missed, 64 wrong usage, 65 no capture and no report, 66 input cannot \
            be opened, 73 output cannot be written, 74 read error.
            """,
            """
            Dos capturas de las mismas llamadas, hechas en dos puntos: los flujos se reconocen por SSRC, números y carga \
            útil, sean cuales sean ahora sus direcciones, y se dicen la pérdida, la variación del retardo, el desorden y \
            el retardo entre los puntos. Dos report.json, o las carpetas que los contienen: cifras de antes y después, y \
            las llamadas que están en ambos. Una captura llamada compare es ./compare.

            Estado de salida: 0 comparado, 3 no se cumplió un criterio, 64 uso incorrecto, 65 ni captura ni informe, 66 \
            la entrada no se puede abrir, 73 la salida no se puede escribir, 74 error de lectura.
            """),
    ]
}
