import fc from "fast-check";
import { describe, it } from "vitest";
import { type Theme, themeSchema } from "../../content/schema/theme.ts";
import { contrast, hexOf, oklchOf } from "../../templates/theme/colour.ts";
import { themeCss } from "../../templates/theme/css.ts";
import { mailColours, paletteOf, type Tones } from "../../templates/theme/palette.ts";
import { scaleCss } from "../../templates/theme/scale.ts";
import { pairsInSheets, textsInSheets } from "../support/colour-pairs.ts";

const grounds = ["paper", "surface", "sunken", "tint", "dangerTint"] as const;
const texts = ["ink", "muted", "mark", "danger"] as const;

const pairs: [keyof Tones, keyof Tones][] = [
  ["onPrimary", "primary"],
  ["onPrimary", "pressed"],
  ["onLoud", "loud"],
  ["ink", "wall"],
  ...texts.flatMap((text) => grounds.map((ground): [keyof Tones, keyof Tones] => [text, ground])),
];

function camelCase(name: string): string {
  return name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

/** Every pair of a text and the ground it may lie on, as "text on ground: contrast" where it is below 4.5. */
function unreadable(tones: Tones): string[] {
  return pairs
    .filter(([text, ground]) => contrast(tones[text], tones[ground]) < 4.5)
    .map(([text, ground]) => `${text} on ${ground}: ${contrast(tones[text], tones[ground])}`);
}

const colour = fc
  .integer({ min: 0, max: 0xffffff })
  .map((value) => `#${value.toString(16).padStart(6, "0")}`);

/** Themes of any colour: half of them choose their own paper, half a second colour. */
const anyTheme: fc.Arbitrary<Theme> = fc
  .record(
    {
      primary: colour,
      paper: fc.option(colour, { nil: undefined }),
      accent: fc.option(colour, { nil: undefined }),
    },
    { requiredKeys: ["primary"] },
  )
  .map((theme) => themeSchema.parse(theme));

/** The same thousand themes in every run. */
const thousand = { numRuns: 1000, seed: 20270301 };

const extremes = ["#000000", "#ffffff", "#808080", "#ffff00", "#0000ff", "#ff0000", "#00ff00", "#777777"];

describe("the palette of a theme", () => {
  it("keeps every text readable on every ground, by day and by night, for a thousand themes", ({
    expect,
  }) => {
    fc.assert(
      fc.property(anyTheme, (theme) => {
        const { light, dark } = paletteOf(theme);
        expect([...unreadable(light), ...unreadable(dark)]).toEqual([]);
      }),
      thousand,
    );
  });

  it("knows every pair of text and ground that a template sets", ({ expect }) => {
    const known = pairs.flatMap(([text, ground]) => [`${text} on ${ground}`, `${ground} on ${text}`]);
    const set = pairsInSheets("templates").map((pair) => pair.map(camelCase).join(" on "));
    expect(set).toContain("onPrimary on primary");
    expect(set.filter((pair) => !known.includes(pair))).toEqual([]);
  });

  it("gives text nothing but tones made for text", ({ expect }) => {
    // Black is for paper, where a printer has no theme.
    const fine = [...texts, "onPrimary", "onLoud", "loud", "paper", "inherit", "currentColor", "#000"];
    const set = textsInSheets("templates");
    expect(set.length).toBeGreaterThan(50);
    expect(set.filter(({ colour: name }) => !fine.includes(camelCase(name)))).toEqual([]);
  });

  it("keeps them readable on black, white, grey and the loudest colours too", ({ expect }) => {
    for (const primary of extremes) {
      for (const paper of extremes) {
        const { light, dark } = paletteOf(themeSchema.parse({ primary, paper }));
        expect({ primary, paper, found: [...unreadable(light), ...unreadable(dark)] }).toMatchObject({
          found: [],
        });
      }
    }
  });

  it("draws the bounds of controls and of the button with a contrast of 3", ({ expect }) => {
    fc.assert(
      fc.property(anyTheme, (theme) => {
        for (const tones of Object.values(paletteOf(theme))) {
          for (const ground of ["paper", "surface"] as const) {
            expect(contrast(tones.edge, tones[ground])).toBeGreaterThanOrEqual(3);
            expect(contrast(tones.primaryEdge, tones[ground])).toBeGreaterThanOrEqual(3);
          }
        }
      }),
      thousand,
    );
  });

  it("leaves the brand's colour and the paper as the author gave them by day", ({ expect }) => {
    const { light } = paletteOf(
      themeSchema.parse({ primary: "#c2371c", paper: "#f6efe3", accent: "#e8a93a" }),
    );
    expect(light).toMatchObject({
      primary: "#c2371c",
      paper: "#f6efe3",
      loud: "#e8a93a",
      onPrimary: "#ffffff",
    });
  });

  it("tints the neutrals towards the hue, and leaves a grey brand grey", ({ expect }) => {
    const green = oklchOf(paletteOf(themeSchema.parse({ primary: "#0b6e4f" })).light.ink);
    expect(Math.abs(green.h - oklchOf("#0b6e4f").h)).toBeLessThan(12);
    expect(oklchOf(paletteOf(themeSchema.parse({ primary: "#777777" })).light.ink).c).toBeLessThan(0.005);
  });
});

describe("colour arithmetic", () => {
  it("turns a colour to OKLCH and back to the same digits", ({ expect }) => {
    for (const hex of ["#000000", "#ffffff", "#c2371c", "#0b6e4f", "#123456", "#fedcba"]) {
      expect(hexOf(oklchOf(hex))).toBe(hex);
    }
  });

  it("knows the contrast of black and white", ({ expect }) => {
    expect(contrast("#000000", "#ffffff")).toBeCloseTo(21, 5);
    expect(contrast("#777777", "#ffffff")).toBeCloseTo(4.48, 2);
  });
});

describe("what the pages and the mails are given", () => {
  const theme = themeSchema.parse({ primary: "#c2371c", radius: 3 });

  it("writes every tone once for day and once for night, and the radius", ({ expect }) => {
    const css = themeCss(theme);
    expect(css.match(/--on-primary:#[0-9a-f]{6};/g)).toHaveLength(2);
    expect(css).toContain("--radius:3px");
    expect(css).toContain("@media screen and (prefers-color-scheme:dark)");
  });

  it("sets the type only where the theme asks for one", ({ expect }) => {
    expect(themeCss(theme)).not.toContain("--display");
    expect(themeCss(themeSchema.parse({ primary: "#c2371c", type: "serif" }))).toContain("--display:");
  });

  it("writes a scale of type and of space", ({ expect }) => {
    expect(scaleCss()).toMatch(/--t0:clamp\(1\.063rem,.+?,1\.125rem\);/);
    expect(scaleCss()).toContain("--s9:6rem;");
  });

  it("gives mails four colours of the light palette", ({ expect }) => {
    expect(mailColours(theme)).toEqual({
      primary: "#c2371c",
      onPrimary: "#ffffff",
      paper: expect.stringMatching(/^#[0-9a-f]{6}$/),
      ink: expect.stringMatching(/^#[0-9a-f]{6}$/),
    });
  });
});
