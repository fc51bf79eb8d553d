import type { Catalog, CatalogFileContents } from "../../content/schema/catalog.ts";
import { aCatalog } from "./worker-catalog.ts";
import { form, json, post } from "./worker-post.ts";
import { naughty } from "./worker-strings.ts";

/** The kinds of field that take free text, and how much of it. */
export const kinds = {
  "given-name": { max: 100, lines: false },
  company: { max: 150, lines: false },
  city: { max: 100, lines: false },
  text: { max: 200, lines: false },
  paragraph: { max: 2000, lines: true },
} as const;

/** How many strings one post carries, each in one field of every kind. */
const together = 4;

/** The small catalog with a landing on top that asks for text in every way, several times. */
export function aNaughtyCatalog(): Catalog {
  return aCatalog((catalog) => {
    const guida = catalog.landings.guida;
    if (guida === undefined) throw new Error("The fixture has lost its landing guida.");
    catalog.landings.lista = {
      ...guida,
      form: "lista",
      pages: { landing: "/lista/", thanks: "/lista/grazie/", grant: "/_private/guida/" },
    };
    catalog.forms.lista = { fields: [{ type: "email", name: "email", required: true }, ...textFields()] };
  });
}

type FieldInFile = CatalogFileContents["forms"][string]["fields"][number];

function textFields(): FieldInFile[] {
  return Array.from({ length: together }, (_, place): FieldInFile[] => [
    { type: "given-name", name: `given-name-${place}` },
    { type: "company", name: `company-${place}` },
    { type: "city", name: `city-${place}` },
    { type: "text", name: `text-${place}`, label: "Testo" },
    { type: "paragraph", name: `paragraph-${place}`, label: "Righe" },
  ]).flat();
}

/** The naughty strings, as many at a time as one post carries. */
export const handfuls = Array.from({ length: Math.ceil(naughty.length / together) }, (_, n) =>
  naughty.slice(n * together, (n + 1) * together),
);

/** Every field that carries one of `strings`, with what it carries and what is to become of it. */
export function cellsOf(strings: readonly string[]) {
  return strings.flatMap((sent, place) =>
    Object.entries(kinds).map(([kind, { max, lines }]) => {
      const kept = keptOf(sent, lines);
      return { name: `${kind}-${place}`, sent, kept, fits: kept.length <= max };
    }),
  );
}

/** The rule for text, written down once more: NFC, no control character, line breaks only where lines are asked for. */
function keptOf(sent: string, lines: boolean): string {
  let kept = "";
  for (const letter of sent.replaceAll("\r\n", "\n").replaceAll("\r", "\n")) {
    const code = letter.codePointAt(0) ?? 0;
    if (letter === "\n") kept += lines ? "\n" : " ";
    else if (letter === "\t") kept += " ";
    else if (code >= 32 && (code < 127 || code > 159)) kept += letter;
  }
  return kept.normalize("NFC").trim();
}

/** The three ways to post the same answers. */
export const encodings: Record<string, (answers: [string, string][]) => RequestInit> = {
  urlencoded: (answers) => post(new URLSearchParams(answers).toString(), form),
  json: (answers) => post(JSON.stringify({ answers: Object.fromEntries(answers) }), json),
  multipart: (answers) => {
    const parts = answers.map(
      ([name, value]) => `--naughty\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
    );
    return post(`${parts.join("")}--naughty--\r\n`, "multipart/form-data; boundary=naughty");
  },
};

/**
 * What an HTML parser finds in `html`: each kind of element with the names of its attributes, and all text.
 *
 * A visitor's text must add nothing to the first, whatever it says.
 */
export async function parsed(html: string): Promise<{ elements: Set<string>; text: string }> {
  const elements = new Set<string>();
  let text = "";
  const page = new HTMLRewriter()
    .on("*", {
      element(element) {
        elements.add(`${element.tagName} ${[...element.attributes].map(([name]) => name).sort()}`);
      },
    })
    .onDocument({
      text(piece) {
        text += piece.text;
      },
    })
    .transform(new Response(html));
  await page.arrayBuffer();
  return { elements, text: plain(text) };
}

const entities: Record<string, string> = { lt: "<", gt: ">", quot: '"', amp: "&", "#39": "'", "#x27": "'" };

function plain(text: string): string {
  return text.replace(/&(lt|gt|quot|amp|#39|#x27);/g, (_, name: string) => entities[name] ?? "");
}
