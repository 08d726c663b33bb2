/// Why a run ends or an input is passed over: what is wrong, and behind a semicolon what to do about it.
extension Sentences {
    static let errors: [Phrase] = [
        // Inputs.
        Phrase("the file is empty", "el fichero está vacío"),
        Phrase("cannot be opened: {}", "no se puede abrir: {}"),
        Phrase("cannot be read: {}", "no se puede leer: {}"),
        Phrase("cannot be read to its end", "no se puede leer hasta el final"),
        Phrase(
            "cannot be kept in a temporary file for the second pass: {}",
            "no se puede guardar en un fichero temporal para la segunda pasada: {}"),
        Phrase(
            "needs more memory than the {} bytes that captures which overlap in time may take together",
            "necesita más memoria que los {} octetos que las capturas que coinciden en el tiempo pueden ocupar juntas"),
        Phrase("needs more memory than the system has left", "necesita más memoria de la que le queda al sistema"),
        Phrase(
            "is larger than the {} bytes that may be kept for the second pass",
            "supera los {} octetos que pueden guardarse para la segunda pasada"),
        Phrase("the folder holds no capture", "la carpeta no contiene ninguna captura"),
        Phrase("no capture is given", "no se indica ninguna captura"),
        Phrase("no capture is there", "no hay ninguna captura"),
        Phrase(
            "more captures than one run can tell apart ({})",
            "más capturas de las que una ejecución puede distinguir ({})"),
        Phrase("standard input is given twice", "la entrada estándar se indica dos veces"),
        Phrase("has changed since it was first read", "ha cambiado desde que se leyó por primera vez"),
        Phrase("is {}, which is not read", "es {}, que no se lee"),
        Phrase("begins like JSON and is none", "empieza como JSON y no lo es"),
        Phrase(
            "is no report of iqos-scan with schema version 1",
            "no es un informe de iqos-scan con la versión 1 del esquema"),
        Phrase(
            "byte 0: 0x{} begins no pcap or pcapng capture", "octeto 0: 0x{} no inicia ninguna captura pcap o pcapng"),
        Phrase(
            "byte {}: 0x{} is not a pcap or pcapng magic number",
            "octeto {}: 0x{} no es un número mágico de pcap o pcapng"),
        Phrase(
            "byte {}: record needs {} bytes, the file has {} left",
            "octeto {}: el registro necesita {} octetos y al fichero le quedan {}"),
        Phrase(
            "byte {}: record claims {} bytes, which no record has",
            "octeto {}: el registro dice tener {} octetos, que ningún registro tiene"),
        Phrase("byte {}: {} data ends early", "octeto {}: los datos {} acaban antes de tiempo"),
        Phrase("byte {}: {} data is damaged ({})", "octeto {}: los datos {} están dañados ({})"),
        Phrase("byte {}: {} data is followed by something else", "octeto {}: tras los datos {} sigue otra cosa"),
        Phrase(
            "byte {}: {} data cannot be unpacked for lack of memory",
            "octeto {}: los datos {} no se pueden descomprimir por falta de memoria"),
        Phrase(
            "byte {}: section header has {} for its byte order",
            "octeto {}: la cabecera de sección tiene {} como orden de octetos"),
        Phrase(
            "byte {}: section describes more than {} interfaces", "octeto {}: la sección describe más de {} interfaces"),
        Phrase(
            "byte {}: option {} of {} bytes is longer than its block",
            "octeto {}: la opción {}, de {} octetos, es más larga que su bloque"),
        Phrase(
            "byte {}: block does not end with its length of {} bytes",
            "octeto {}: el bloque no acaba con su longitud de {} octetos"),
        Phrase(
            "byte {}: section header of {} bytes is too short",
            "octeto {}: una cabecera de sección de {} octetos es demasiado corta"),
        Phrase(
            "byte {}: section is of pcapng version {}, known is 1",
            "octeto {}: la sección es de la versión {} de pcapng; se conoce la 1"),
        Phrase(
            "byte {}: enhanced packet block of {} bytes is too short for its frame",
            "octeto {}: un bloque de paquete ampliado de {} octetos es demasiado corto para su trama"),
        Phrase(
            "byte {}: packet block of {} bytes is too short for its frame",
            "octeto {}: un bloque de paquete de {} octetos es demasiado corto para su trama"),
        Phrase(
            "byte {}: simple packet block of {} bytes is too short for its header",
            "octeto {}: un bloque de paquete simple de {} octetos es demasiado corto para su cabecera"),
        Phrase(
            "byte {}: frame is of interface {}, the section has described {}",
            "octeto {}: la trama es de la interfaz {}; la sección ha descrito {}"),
        Phrase(
            "byte {}: interface description of {} bytes is too short",
            "octeto {}: una descripción de interfaz de {} octetos es demasiado corta"),
        // Clocks of two points.
        Phrase(
            "packets are known to pass in one direction only: the clocks' offset and the delay look alike",
            "solo se sabe de paquetes en un sentido: la diferencia de los relojes y el retardo se parecen"),
        Phrase("no stream was seen at both points", "ningún flujo se vio en los dos puntos"),
        Phrase(
            "nothing tells which point the streams pass first", "nada indica por qué punto pasan primero los flujos"),
        Phrase(
            "the two directions contradict each other: a clock was set, or the streams took several ways",
            "los dos sentidos se contradicen: se ajustó un reloj, o los flujos fueron por varios caminos"),
        Phrase("analysed up to there", "analizado hasta ahí"),
        // What to do about them.
        Phrase("check that the capture was copied whole", "compruebe que la captura se copió entera"),
        Phrase("check that the file was copied whole", "compruebe que el fichero se copió entero"),
        Phrase(
            "give a pcap or pcapng file, plain or compressed by gzip or zstd",
            "indique un fichero pcap o pcapng, sin comprimir o comprimido con gzip o zstd"),
        Phrase(
            "give a capture (pcap or pcapng), a report.json, or a folder that holds either",
            "indique una captura (pcap o pcapng), un report.json, o una carpeta que contenga lo uno o lo otro"),
        Phrase(
            "give a folder with pcap or pcapng files below it",
            "indique una carpeta que contenga ficheros pcap o pcapng"),
        Phrase(
            "raise the limit of open files (ulimit -n) or give fewer captures that overlap in time",
            "suba el límite de ficheros abiertos (ulimit -n) o indique menos capturas que coincidan en el tiempo"),
        Phrase("give fewer captures that overlap in time", "indique menos capturas que coincidan en el tiempo"),
        Phrase("check the path and its permissions", "compruebe la ruta y sus permisos"),
        Phrase("check the path", "compruebe la ruta"),
        Phrase("check the disk", "compruebe el disco"),
        Phrase(
            "check the disk or copy the file elsewhere first",
            "compruebe el disco o copie antes el fichero a otro sitio"),
        Phrase(
            "free space there, or leave out sound (--audio none)",
            "libere espacio ahí, o prescinda del sonido (--audio none)"),
        Phrase(
            "raise --max-spool, or leave out sound (--audio none)",
            "suba --max-spool, o prescinda del sonido (--audio none)"),
        Phrase("unpack it first ({})", "descomprímalo antes ({})"),
        Phrase("convert it first ({})", "conviértalo antes ({})"),
        Phrase("name a file, a folder or -", "indique un fichero, una carpeta o -"),
        Phrase("give it once", "indíquela una vez"),
        Phrase(
            "analyse them in several runs, or merge some of them",
            "analícelas en varias ejecuciones o una algunas de ellas"),
        Phrase("let nobody write to it and try again", "que nadie escriba en él, y vuelva a intentarlo"),
        Phrase(
            "compare two captures or two report.json of iqos-scan",
            "compare dos capturas o dos report.json de iqos-scan"),
        Phrase("see pcap-filter(7) for the language", "la sintaxis está en pcap-filter(7)"),
        // Outputs.
        Phrase("no space left on the device", "no queda espacio en el dispositivo"),
        Phrase("the disk quota is used up", "la cuota de disco está agotada"),
        Phrase("too many files are open", "hay demasiados ficheros abiertos"),
        Phrase(
            "nothing was kept: raise their limit (ulimit -n)",
            "no se guardó nada: suba su límite (ulimit -n)"),
        Phrase(
            "nothing was kept: free some or choose another folder with -o",
            "no se guardó nada: libere algo o elija otra carpeta con -o"),
        Phrase(
            "nothing was kept: free some space or choose another folder with -o",
            "no se guardó nada: libere espacio o elija otra carpeta con -o"),
        Phrase(
            "nothing was kept: free some memory and space, or leave out --xlsx",
            "no se guardó nada: libere memoria y espacio, o prescinda de --xlsx"),
        Phrase("cannot be written: {}", "no se puede escribir: {}"),
        Phrase("cannot be written ({})", "no se puede escribir ({})"),
        Phrase("cannot be created: {}", "no se puede crear: {}"),
        Phrase("cannot be replaced: {}", "no se puede reemplazar: {}"),
        Phrase("cannot be locked: {}", "no se puede bloquear: {}"),
        Phrase("cannot be opened ({})", "no se puede abrir ({})"),
        Phrase("cannot be begun", "no se puede empezar"),
        Phrase(
            "cannot be written without libxlsxwriter: install it ({}) or leave out --xlsx",
            "no se puede escribir sin libxlsxwriter: instálela ({}) o prescinda de --xlsx"),
        Phrase("free some or send it elsewhere", "libere algo o envíelo a otro sitio"),
        Phrase("send it elsewhere", "envíelo a otro sitio"),
        Phrase("choose another place with -o", "elija otro sitio con -o"),
        Phrase("choose another folder with -o", "elija otra carpeta con -o"),
        Phrase("choose another name with -o", "elija otro nombre con -o"),
        Phrase("is no name for a new folder", "no es nombre para una carpeta nueva"),
        Phrase("name one with -o", "indique uno con -o"),
        Phrase("no such folder", "no existe esa carpeta"),
        Phrase("create it first or choose another one with -o", "créela antes o elija otra con -o"),
        Phrase("is a file, not a folder", "es un fichero, no una carpeta"),
        Phrase(
            "is a symbolic link, which is never written over",
            "es un enlace simbólico, sobre el que nunca se escribe"),
        Phrase("holds {}, which is being read", "contiene {}, que se está leyendo"),
        Phrase("holds {}, which is not from iqos-scan", "contiene {}, que no es de iqos-scan"),
        Phrase(
            "choose another folder with -o, or replace all of it with --force",
            "elija otra carpeta con -o, o reemplácela entera con --force"),
    ]

    /// What is wrong with the words of a command, the last forms as the argument parser has them.
    static let usage: [Phrase] = [
        Phrase(
            "Give a capture: a file, a folder, or - for standard input.",
            "Indique una captura: un fichero, una carpeta o - para la entrada estándar."),
        Phrase(
            "Give two to compare: captures, folders or reports.",
            "Indique dos que comparar: capturas, carpetas o informes."),
        Phrase("Standard input can be read only once.", "La entrada estándar solo puede leerse una vez."),
        Phrase("A capture has an empty name.", "Una captura tiene un nombre vacío."),
        Phrase("--interval takes 0.1 to 86400 s.", "--interval admite de 0.1 a 86400 s."),
        Phrase("--fail-above takes 0 to 100.", "--fail-above admite de 0 a 100."),
        Phrase(
            "--fail-above and --same-clock are about packets at two points: leave them out for reports and --figures.",
            "--fail-above y --same-clock tratan de paquetes en dos puntos: prescinda de ellos con informes y --figures."
        ),
        Phrase("--fail-below takes 1 to 5.", "--fail-below admite de 1 a 5."),
        Phrase("--buffer takes 0 to 10000 ms, or adaptive.", "--buffer admite de 0 a 10000 ms, o adaptive."),
        Phrase(
            "--pt is given twice for one payload type.", "--pt se indica dos veces para un mismo tipo de carga útil."),
        Phrase(
            "--impairment is given twice for one codec.", "--impairment se indica dos veces para un mismo códec."),
        Phrase(
            "--each scans files and folders; standard input is one capture: leave it out.",
            "--each analiza ficheros y carpetas; la entrada estándar es una sola captura: quítelo."),
        Phrase(
            "--json, --jsonl, --csv and --calls-csv exclude each other: each takes standard output.",
            "--json, --jsonl, --csv y --calls-csv se excluyen: cada uno ocupa la salida estándar."),
        Phrase("--quiet and --verbose exclude each other.", "--quiet y --verbose se excluyen."),
        Phrase(
            "--each wants a folder for its index: -o DIR.", "--each necesita una carpeta para su índice: -o CARPETA."),
        Phrase(
            "--each writes folders; its index.csv has a row a capture.",
            "--each escribe carpetas; su index.csv tiene una fila por captura."),
        Phrase(
            "--xlsx wants a folder for its file: -o DIR.", "--xlsx necesita una carpeta para su fichero: -o CARPETA."),
        Phrase("-o wants the name of a folder.", "-o necesita el nombre de una carpeta."),
        Phrase(
            "--srtp-key takes [SSRC=]SUITE:KEY with a key as long as the suite has it, or @file.",
            "--srtp-key admite [SSRC=]CONJUNTO:CLAVE, con una clave tan larga como la del conjunto, o @fichero."),
        Phrase(
            "--srtp-key (number {}) takes [SSRC=]SUITE:KEY with a key as long as the suite has it, or @file.",
            "--srtp-key (número {}) admite [SSRC=]CONJUNTO:CLAVE, con una clave tan larga como la del conjunto, o @fichero."
        ),
        Phrase("--srtp-key takes at most {} keys.", "--srtp-key admite {} claves como mucho."),
        Phrase("--srtp-key: {} cannot be read, or is empty.", "--srtp-key: {} no se puede leer, o está vacío."),
        Phrase("--srtp-key: {} is larger than 1 MB.", "--srtp-key: {} pasa de 1 MB."),
        Phrase(
            "--srtp-key: line {} of {} is no key: [SSRC=]SUITE:KEY, or an a=crypto line.",
            "--srtp-key: la línea {} de {} no es una clave: [SSRC=]CONJUNTO:CLAVE, o una línea a=crypto."),
        Phrase(
            "--from is not before --to: no packet can match.",
            "--from no es anterior a --to: ningún paquete puede cumplirlo."),
        Phrase("Unknown option '{}'", "Opción desconocida «{}»"),
        Phrase("Unknown option '{}'. Did you mean '{}'?", "Opción desconocida «{}». ¿Quería decir «{}»?"),
        Phrase("Missing expected argument '{}'", "Falta el argumento «{}»"),
        Phrase("Missing value for '{}'", "Falta el valor de «{}»"),
        Phrase("see '{}'", "vea «{}»"),
        Phrase(
            "The value '{}' is invalid for '{}': it takes one plain IP address, with no network, mask or port: those go by --filter, as in --filter 'net 10.1.0.0/16 and port 5004' for frames without tunnels",
            "El valor «{}» no es válido para «{}»: admite una sola dirección IP, sin red, máscara ni puerto: para eso está --filter, como en --filter 'net 10.1.0.0/16 and port 5004' para tramas sin túneles"
        ),
        Phrase(
            "The value '{}' is invalid for '{}': it takes 0 to 4294967295, or 0x and up to eight hexadecimal digits",
            "El valor «{}» no es válido para «{}»: admite de 0 a 4294967295, o 0x y hasta ocho cifras hexadecimales"),
        Phrase(
            "The value '{}' is invalid for '{}': it takes 0 or more bytes, in k, m, g or t where one of them stands behind the number",
            "El valor «{}» no es válido para «{}»: admite 0 o más bytes, en k, m, g o t si una de ellas sigue al número"
        ),
        Phrase(
            "The value '{}' is invalid for '{}': it takes TYPE=CODEC/RATE or TYPE=CODEC/RATE/CHANNELS with a TYPE of 35-63 or 96-127",
            "El valor «{}» no es válido para «{}»: admite TIPO=CÓDEC/RELOJ o TIPO=CÓDEC/RELOJ/CANALES, con un TIPO de 35-63 o 96-127"
        ),
        Phrase(
            "The value '{}' is invalid for '{}': it takes CODEC=IE/BPL or CODEC=IE/BPL/SCALE with a SCALE of nb, wb or fb",
            "El valor «{}» no es válido para «{}»: admite CÓDEC=IE/BPL o CÓDEC=IE/BPL/ESCALA, con una ESCALA nb, wb o fb"
        ),
        Phrase(
            "The value '{}' is invalid for '{}': no codec is registered by this name: PCMU, G729, AMR-WB, opus ... are, and one of your own begins with x-",
            "El valor «{}» no es válido para «{}»: ningún códec está registrado con ese nombre: lo están PCMU, G729, AMR-WB, opus ..., y uno propio empieza por x-"
        ),
        Phrase(
            "--embed-audio puts sound into the page, and --audio none makes none: leave one out.",
            "--embed-audio mete sonido en la página y --audio none no hace ninguno: quite uno de los dos."),
        Phrase(
            "--embed-audio and --export want a folder for what they write: -o DIR.",
            "--embed-audio y --export necesitan una carpeta para lo que escriben: -o CARPETA."),
        Phrase("The value '{}' is invalid for '{}'", "El valor «{}» no es válido para «{}»"),
        Phrase(
            "The value '{}' is invalid for '{}'. Please provide one of {}.",
            "El valor «{}» no es válido para «{}». Los posibles son {}."),
        Phrase("Unexpected argument '{}'", "Argumento inesperado «{}»"),
        Phrase("{} unexpected arguments: {}", "{} argumentos inesperados: {}"),
    ]

    /// What the system says most, as the second half of a sentence.
    static let systemTable: [Phrase] = [
        Phrase("No such file or directory", "no existe el fichero o la carpeta"),
        Phrase("Permission denied", "permiso denegado"),
        Phrase("Operation not permitted", "operación no permitida"),
        Phrase("Is a directory", "es una carpeta"),
        Phrase("Not a directory", "no es una carpeta"),
        Phrase("File exists", "el fichero ya existe"),
        Phrase("Too many open files", "demasiados ficheros abiertos"),
        Phrase("Input/output error", "error de entrada y salida"),
        Phrase("Read-only file system", "sistema de ficheros de solo lectura"),
        Phrase("File name too long", "nombre de fichero demasiado largo"),
        Phrase("an xz archive", "un archivo xz"), Phrase("a bzip2 archive", "un archivo bzip2"),
        Phrase("an lz4 archive", "un archivo lz4"), Phrase("a zip archive", "un archivo zip"),
        Phrase("a snoop capture", "una captura de snoop"),
        Phrase("a Network Monitor capture", "una captura de Network Monitor"),
    ]
}
