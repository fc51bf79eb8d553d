import { describe, it } from "vitest";
import { textsIn } from "../../content/schema/locales/index.ts";
import { shownButton } from "../../templates/parts/ending-buttons.ts";

describe("the buttons of an ending", () => {
  const shown = (button: Parameters<typeof shownButton>[0]) => shownButton(button, "en/quote", textsIn("it"));

  it("lead where they say, with words of their own where the author wrote none", ({ expect }) => {
    expect(shown({ label: "Vai", href: "/guida/" })).toEqual({ label: "Vai", href: "/guida/" });
    expect(shown({ call: "+39 051 555 0142" })).toEqual({
      label: "Chiama il +39\u00a0051\u00a0555\u00a00142",
      href: "tel:+390515550142",
    });
    expect(shown({ whatsapp: "+39 333-123", message: "Ciao & grazie?" })).toEqual({
      label: "Scrivici su WhatsApp",
      href: "https://wa.me/39333123?text=Ciao%20%26%20grazie%3F",
    });
    expect(shown({ book: "https://a.example/x", label: "Prenota" })).toEqual({
      label: "Prenota",
      href: "https://a.example/x",
    });
  });

  it("give out a file at the landing's own address, whatever its name", ({ expect }) => {
    expect(shown({ download: "./il listino #2.pdf" })).toEqual({
      label: "Scarica il file",
      href: "/en/quote/il%20listino%20%232.pdf",
      download: true,
    });
  });
});
