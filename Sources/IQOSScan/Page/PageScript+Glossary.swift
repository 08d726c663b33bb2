extension PageScript {
    /// What the names of figures mean, for a pointer, a finger and a keyboard.
    static let glossary = #"""
        // What a name means: where the pointer rests on it, and below it where it is pressed.
        const meanings = new Map([...document.querySelectorAll("#definitions div")].flatMap(entry =>
          [...entry.querySelectorAll("dt")].map(name => [name.textContent, entry.querySelector("dd").textContent])));
        const gloss = make("div", {class: "tip gloss", role: "status", hidden: true});
        let glossed = null;
        const hush = () => {
          if (glossed) glossed.setAttribute("aria-expanded", "false");
          glossed = null;
          gloss.hidden = true;
        };
        const tell = term => {
          const wasTold = glossed === term;
          hush();
          if (wasTold) return;
          glossed = term;
          term.setAttribute("aria-expanded", "true");
          gloss.replaceChildren(make("div", {}, term.textContent), meanings.get(term.textContent));
          gloss.hidden = false;
          const place = term.getBoundingClientRect(), page = document.documentElement;
          gloss.style.left = scrollX + Math.max(8, Math.min(place.left, page.clientWidth - gloss.offsetWidth - 8)) + "px";
          gloss.style.top = scrollY + place.bottom + 6 + "px";
        };
        document.body.append(gloss);
        document.addEventListener("click", event => { if (!event.target.closest(".explained, .gloss")) hush(); });
        document.addEventListener("keydown", event => {
          if (event.key === "Escape" && glossed) { event.stopImmediatePropagation(); hush(); }
        });
        const explain = part => {
          for (const name of part.querySelectorAll("dt, h5, th")) {
            const meaning = meanings.get(name.textContent);
            if (meaning) name.replaceChildren(make("button", {class: "explained", type: "button", title: meaning, "aria-expanded": "false",
              onclick: event => tell(event.currentTarget)}, name.textContent));
          }
        };
        """#
}
