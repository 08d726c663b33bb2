/// The words of the page, explained for readers who do not measure calls every day.
enum PageGlossary {
    static let words: [(name: String, meaning: String)] = [
        (
            "MOS (MOS-LQ)",
            "How a listener would rate the sound, 1 (bad) to 5; computed from codec, lost and late packets (ITU-T G.107). "
                + "Undisturbed G.711 reaches 4.41."
        ),
        (
            "R factor",
            "The same rating on the scale of G.107: 93.2 is the best telephone sound, below 60 hardly anybody is satisfied."
        ),
        (
            "Lost",
            "Packets that the sender numbered and the capture never saw; percentages are of the packets expected."
        ),
        (
            "Late",
            "Packets that came, but after the moment their sound was due, so that a receiver could not play them."
        ),
        ("Jitter", "How unevenly packets arrive, averaged as RFC 3550 §6.4.1 says. Steady networks stay below 10 ms."),
        (
            "Delay variation",
            "How much later than the fastest packets the others came; half of them within p50, 99 of 100 within p99."
        ),
        (
            "Burst ratio",
            "1 where losses are scattered at random; larger where they come in runs, which is heard more (G.107)."
        ),
        (
            "Duplicate",
            "The same packet once more, often an effect of how the capture was made. It does not harm the call."
        ),
        ("Stray", "A packet whose number fits nowhere in the stream and stays alone."),
        (
            "Over time",
            "Each bar is a part of the call: the taller and greener, the better; a missing bar had no rating."
        ),
    ]
}
