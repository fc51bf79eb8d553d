import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Numbers between 0 and 1 that are the same for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Writes `count` landings below `folder`, each of about 400 words; the share `mdx` of them uses MDX's own syntax. */
export function writeLandings(
  folder: string,
  { count, seed, mdx }: { count: number; seed: number; mdx: number },
): void {
  const random = seeded(seed);
  for (let number = 0; number < count; number++) {
    const path = join(folder, landingName(number));
    mkdirSync(path, { recursive: true });
    writeFileSync(join(path, "index.mdx"), landingText(number, random, random() < mdx));
  }
}

/** The name of the generated landing of that number. */
export function landingName(number: number): string {
  return `prova-${String(number).padStart(5, "0")}`;
}

function landingText(number: number, random: () => number, mdx: boolean): string {
  const title = `${capital(pick(things, random))} per ${pick(people, random)}, numero ${number}`;
  const intro = sentence(random);
  const sections = Array.from({ length: 4 }, () => section(random));
  if (mdx) {
    sections.splice(1, 0, `Siamo aperti da {2027 - ${1950 + Math.floor(random() * 70)}} anni.`);
    sections.push(`<details>\n<summary>${sentence(random)}</summary>\n\n${paragraph(random)}\n\n</details>`);
  }
  return `---
template: ebook
campaign: prova
title: "${title}"
intro: "${intro}"
magnet: lievito-madre
form: richiesta-guida
facts: ["${capital(pick(things, random))}", "${capital(pick(endings, random))}"]
seo:
  description: "${intro}"
---

${sections.join("\n\n")}
`;
}

function section(random: () => number): string {
  const list = Array.from({ length: 3 }, () => `- **${capital(pick(things, random))}**: ${sentence(random)}`);
  return [`## ${capital(pick(things, random))}`, paragraph(random), list.join("\n"), paragraph(random)].join(
    "\n\n",
  );
}

function paragraph(random: () => number): string {
  return Array.from({ length: 3 }, () => sentence(random)).join(" ");
}

function sentence(random: () => number): string {
  const words = [pick(people, random), pick(verbs, random), pick(things, random), pick(endings, random)];
  return `${capital(words.join(" "))}.`;
}

function pick(words: readonly string[], random: () => number): string {
  return words[Math.floor(random() * words.length)] ?? "";
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

const people = [
  "chi comincia",
  "la bottega",
  "il negozio di quartiere",
  "ogni cliente",
  "la nostra fornaia",
  "chi ha fretta",
];
const verbs = [
  "prepara",
  "sceglie con calma",
  "impara a leggere",
  "porta a casa",
  "racconta volentieri",
  "confronta",
];
const things = [
  "la guida illustrata",
  "il pane da un chilo",
  "una tabella giorno per giorno",
  "il lievito della nonna",
  "le dosi al grammo",
  "un buono per la prima spesa",
];
const endings = [
  "senza perdere tempo",
  "ogni mattina alle sette",
  "anche d’inverno",
  "prima delle undici",
  "con due domande sole",
];
