import { globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** A text colour and the ground under it, as the names of custom properties without their hyphens. */
export type ColourPair = [text: string, ground: string];

interface Rule {
  place: string;
  declarations: Map<string, string>;
}

/** Every pair of a text colour and a ground that one rule of a template's style sheets sets together. */
export function pairsInSheets(templates: string): ColourPair[] {
  const pairs = foldersIn(templates).flatMap((rules) =>
    rules.flatMap(({ declarations }) => {
      const [text, ground] = [nameIn(declarations.get("color")), nameIn(groundIn(declarations))];
      return text === undefined || ground === undefined ? [] : resolved(rules, text, ground);
    }),
  );
  return [...new Map(pairs.map((pair) => [pair.join(" on "), pair])).values()];
}

/** Every colour that a template's style sheets give to text, with the place where it stands. */
export function textsInSheets(templates: string): { place: string; colour: string }[] {
  return foldersIn(templates).flatMap((rules) =>
    rules.flatMap(({ place, declarations }) => {
      const colour = declarations.get("color");
      if (colour === undefined) return [];
      const name = nameIn(colour);
      const meanings = name === undefined ? [colour] : meaningsOf(rules, name);
      return meanings.map((meaning) => ({ place, colour: meaning }));
    }),
  );
}

/** The rules of all sheets of a folder together: one sheet sets what another reads. */
function foldersIn(templates: string): Rule[][] {
  const sheets = globSync("*/*.css", { cwd: templates }).sort();
  const folders = Map.groupBy(sheets, (sheet) => dirname(sheet));
  return [...folders.values()].map((inner) =>
    inner.flatMap((sheet) => rulesOf(sheet, readFileSync(join(templates, sheet), "utf8"))),
  );
}

function rulesOf(sheet: string, css: string): Rule[] {
  const plain = css.replace(/\/\*[\s\S]*?\*\//g, "");
  return [...plain.matchAll(/([^{}]+)\{([^{}]*)\}/g)].map(([, selector = "", body = ""]) => ({
    place: `${sheet}: ${selector.trim().replace(/\s+/g, " ")}`,
    declarations: new Map(
      [...body.matchAll(/([\w-]+)\s*:\s*([^;]+?)\s*(?:;|$)/g)].map(([, name = "", value = ""]) => [
        name,
        value,
      ]),
    ),
  }));
}

function groundIn(declarations: Rule["declarations"]): string | undefined {
  return declarations.get("background") ?? declarations.get("background-color");
}

function nameIn(value: string | undefined): string | undefined {
  return /^var\(--([\w-]+)\)$/.exec(value ?? "")?.[1];
}

/** What the property `name` of a sheet stands for, by day and by night; a tone of the palette stands for itself. */
function meaningsOf(rules: readonly Rule[], name: string): string[] {
  const values = rules.flatMap(({ declarations }) => nameIn(declarations.get(`--${name}`)) ?? []);
  return values.length === 0 ? [name] : values.flatMap((value) => meaningsOf(rules, value));
}

/** Properties that a sheet sets as often as each other change together, from day to night. */
function resolved(rules: readonly Rule[], text: string, ground: string): ColourPair[] {
  const [texts, grounds] = [meaningsOf(rules, text), meaningsOf(rules, ground)];
  if (texts.length === grounds.length)
    return texts.map((meaning, place): ColourPair => [meaning, grounds[place] ?? ground]);
  return texts.flatMap((one) => grounds.map((other): ColourPair => [one, other]));
}
