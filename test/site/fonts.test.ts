import { readFileSync } from "node:fs";
import { describe, it } from "vitest";
import { themeOf, themeSchema } from "../../content/schema/theme.ts";
import { themeCss } from "../../templates/theme/css.ts";
import { type FontName, fontCss, fonts } from "../../templates/theme/fonts.ts";
import { readWoff2 } from "../support/woff2.ts";

const names: FontName[] = ["newsreader", "instrument-sans"];
const files = {
  newsreader: { core: "/nc.woff2", latin: "/n.woff2", latinExt: "/ne.woff2" },
  "instrument-sans": { core: "/ic.woff2", latin: "/i.woff2", latinExt: "/ie.woff2" },
};

/** Running text, to weigh each letter by how often it comes. */
const text =
  "Il terzo giorno il barattolo trabocca. Il quarto è piatto, con un velo d’acqua sopra, e sembra morto. Non lo è: i " +
  "batteri che lo gonfiavano hanno lasciato il posto ai lieviti, che hanno bisogno di altri due o tre giorni. The " +
  "guide takes you through it, one day at a time: you know what to do, what it weighs, and what you should see.";

function fileOf(name: FontName, part: "core" | "latin" | "latin-ext"): Buffer {
  if (part === "core") return readFileSync(`templates/theme/fonts/${name}-core.woff2`);
  return readFileSync(`node_modules/@fontsource-variable/${name}/files/${name}-${part}-wght-normal.woff2`);
}

describe("the typefaces that the site brings along", () => {
  it.for(names)("have the measures that their stand-ins are fitted to: %s", (name, { expect }) => {
    const tables = readWoff2(fileOf(name, "core"));
    expect(tables).toMatchObject({ ascent: fonts[name].ascent, descent: fonts[name].descent, lineGap: 0 });
    const width = [...text].reduce((sum, sign) => sum + tables.widthOf(sign), 0) / text.length;
    expect(Math.abs(width / fonts[name].width - 1)).toBeLessThan(0.005);
  });

  it.for(names)(
    "have every letter of the languages, the rest of Europe in two more files: %s",
    (name, { expect }) => {
      const [core, latin] = [readWoff2(fileOf(name, "core")), readWoff2(fileOf(name, "latin"))];
      expect([..."azAZ09@àèéìòùîÀÈÉÌÒÙ’‘“”«»–—…€·×°©®"].filter((sign) => !core.has(sign))).toEqual([]);
      expect([..."çßñüöåø"].filter((sign) => !latin.has(sign) || core.has(sign))).toEqual([]);
      const more = readWoff2(fileOf(name, "latin-ext"));
      expect([..."łŁćčšžőășğ"].filter((sign) => !more.has(sign))).toEqual([]);
      expect(latin.has("ł")).toBe(false);
    },
  );

  it.for(names)("are small in the file that every page loads: %s", (name, { expect }) => {
    expect(fileOf(name, "core").length).toBeLessThan(30_000);
    const core = readWoff2(fileOf(name, "core"));
    const [, , range = ""] = fontCss(name, files[name]).match(/(?<=unicode-range:)[^}]+/g) ?? [];
    const signs = range.split(",").flatMap((part) => {
      const [from = 0, to = from] = part
        .slice(2)
        .split("-")
        .map((digits) => Number.parseInt(digits, 16));
      return Array.from({ length: to - from + 1 }, (_, place) => String.fromCodePoint(from + place));
    });
    expect(signs.length).toBeGreaterThan(100);
    // A sign that the rule promises and the file lacks would fall to a stand-in.
    expect(signs.filter((sign) => !core.has(sign))).toEqual([]);
  });

  it("never move text that is being read, and load the second file only for its letters", ({ expect }) => {
    for (const name of names) {
      const css = fontCss(name, files[name]);
      const own = css.match(/@font-face\{[^}]*url[^}]*\}/g) ?? [];
      expect(own).toHaveLength(3);
      // The last of overlapping ranges wins, and that is the small file.
      expect(own[2]).toContain(files[name].core);
      for (const face of own) expect(face).toMatch(/font-display:optional;.*unicode-range:U\+/);
    }
  });

  it("give each stand-in the room of the typeface itself", ({ expect }) => {
    for (const name of names) {
      const { ascent, descent, width, fallbacks } = fonts[name];
      const faces = [
        ...fontCss(name, files[name]).matchAll(
          /size-adjust:(.+?)%;ascent-override:(.+?)%;descent-override:(.+?)%/g,
        ),
      ];
      expect(faces).toHaveLength(fallbacks.length);
      for (const [place, [, size, up, down]] of faces.entries()) {
        const share = Number(size) / 100;
        expect(share * (fallbacks[place]?.width ?? 0)).toBeCloseTo(width, 3);
        expect((share * Number(up)) / 100).toBeCloseTo(ascent, 3);
        expect((share * Number(down)) / 100).toBeCloseTo(descent, 3);
      }
    }
  });
});

describe("a theme with a typeface", () => {
  const theme = (change: object) => themeCss(themeSchema.parse({ primary: "#c2371c", ...change }), files);

  it("sets headings and text in it, or the text in a voice of its own", ({ expect }) => {
    expect(theme({ font: "newsreader" })).toContain("--text:var(--font);--display:var(--font);");
    expect(theme({ font: "instrument-sans", type: "serif" })).toMatch(
      /--text:"Iowan.*serif;--display:var\(--font\);/,
    );
  });

  it("loads nothing where it names none", ({ expect }) => {
    expect(theme({})).not.toContain("@font-face");
    expect(theme({ type: "sans" })).not.toContain("--font");
  });

  it("gives way to the landing's, key by key", ({ expect }) => {
    const site = themeSchema.parse({ primary: "#c2371c", font: "newsreader", radius: 3 });
    const change = { font: "instrument-sans", css: "./own.css" } as const;
    expect(themeOf(site, change)).toEqual({ ...site, font: "instrument-sans" });
    expect(themeOf(site, { font: undefined })).toEqual(site);
  });
});
