import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { PassThrough, Readable } from "node:stream";
import { describe, it, onTestFinished } from "vitest";
import { readContent } from "../../site/content/read.ts";
import { makeNew } from "../../site/new/make.ts";
import { type NewOptions, parseNewOptions } from "../../site/new/options.ts";
import { asking, type Questions, silent } from "../../site/new/questions.ts";
import { registered } from "../../site/new/register.ts";
import { openTerminal } from "../../site/scripts/terminal.ts";
import { goodContent } from "../fixtures/content/good.ts";
import { runNode } from "../support/command.ts";
import { emptyProject, home, type Project } from "./project.ts";

const noon = new Date("2027-01-12T12:00:00Z");

async function aProject(files: Record<string, string | Uint8Array> = goodContent): Promise<Project> {
  const project = await emptyProject(files);
  onTestFinished(() => project.end());
  return project;
}

/** What `npm run new -- ...words` comes to in `root`: its exit code, and all that it said. */
async function run(root: string, words: string[], questions: Questions = silent) {
  const parsed = parseNewOptions(words);
  if (!parsed.ok) throw new Error(parsed.problem);
  let said = "";
  const terminal = openTerminal({
    write: (text: string) => {
      said += text;
    },
  });
  const code = await makeNew(parsed.options, { root, terminal, questions, now: noon });
  return { code, said };
}

/** A person who types `lines`. */
function person(lines: string[]): Questions {
  return asking(Readable.from(lines.map((line) => `${line}\n`)), new PassThrough());
}

describe("the words after npm run new", () => {
  const optionsOf = (...words: string[]): NewOptions | string => {
    const parsed = parseNewOptions(words);
    return parsed.ok ? parsed.options : parsed.problem;
  };

  it("name what to begin, and what is known of it", ({ expect }) => {
    expect(optionsOf("landing", "en/guide", "--template", "ebook", "--locale", "en")).toEqual({
      kind: "landing",
      name: "en/guide",
      flags: { template: "ebook", locale: "en" },
    });
    expect(optionsOf()).toEqual({ kind: undefined, name: undefined, flags: {} });
  });

  it.for([
    [["landin", "guida"], "landin"],
    [["landing", "La Guida"], "La Guida"],
    [["template", "en/guide"], "en/guide"],
    [["sequence", "dopo/guida"], "dopo/guida"],
    [["landing", "guida", "due"], "one word too many"],
    [["landing", "guida", "--locale", "fr"], "--locale"],
    [["landing", "guida", "--templat", "ebook"], "--templat"],
  ] as const)("are refused with a reason: %j", ([words, reason], { expect }) => {
    expect(optionsOf(...words)).toContain(reason);
  });
});

describe("what npm run new writes", () => {
  it.for([
    ["landing", "prova"],
    ["landing", "en/prova", "--template", "letter", "--title", 'Bread: "real", every day'],
    ["landing", "serata", "--template", "event"],
    ["landing", "offerta", "--template", "quote", "--form", "richiesta", "--magnet", "guida"],
    ["form", "domanda"],
    ["form", "question", "--locale", "en"],
    ["magnet", "sconto"],
    ["magnet", "listino", "--kind", "file", "--file", join(home, "content/logo.svg")],
    ["article", "lievito"],
    ["sequence", "dopo", "--landing", "guida"],
    ["campaign", "sabato"],
    ["campaign", "sabato", "--segment", "new", "--landing", "none", "--title", "Sabato: si legge"],
  ])("passes npm run check at once: %j", async (words, { expect }) => {
    const { root } = await aProject();
    const before = await readContent(root);
    expect(await run(root, words)).toMatchObject({ code: 0, said: expect.stringContaining("✓ content/") });
    const { content, mistakes } = await readContent(root);
    expect(mistakes).toEqual([]);
    expect(content?.files.length).toBeGreaterThan(before.content?.files.length ?? 0);
    // Rejects where the check finds more than warnings.
    await runNode([join(home, "site/scripts/check.ts")], { root });
  });

  it("writes the line by which a landing starts a sequence, once", async ({ expect }) => {
    const { root } = await aProject();
    await run(root, ["sequence", "dopo", "--landing", "guida"]);
    const { content } = await readContent(root);
    expect(content?.sequences).toMatchObject([
      { name: "dopo", landings: ["guida"], steps: [{ name: "benvenuto" }] },
    ]);
    expect(await run(root, ["sequence", "poi", "--landing", "guida"])).toMatchObject({
      code: 1,
      said: expect.stringContaining('The landing "guida" starts a sequence already.'),
    });
    expect((await readContent(root)).mistakes).toEqual([]);
  });

  it("asks for no consent in advance, and for none that cannot be refused", async ({ expect }) => {
    const { root } = await aProject();
    await run(root, ["landing", "prova"]);
    const { content } = await readContent(root);
    const form = content?.landings.find(({ path }) => path === "prova")?.form;
    expect(form?.consents).toMatchObject([{ purpose: "marketing", required: false }]);
  });

  it("tells the address to look at", async ({ expect }) => {
    const { root } = await aProject();
    expect((await run(root, ["landing", "en/prova"])).said).toContain("http://localhost:8788/en/prova/");
  });

  it("never takes the place of what is there", async ({ expect }) => {
    const { root } = await aProject();
    const file = join(root, "content/landings/guida/index.mdx");
    const before = await readFile(file, "utf8");
    expect(await run(root, ["landing", "guida"])).toMatchObject({
      code: 1,
      said: expect.stringContaining("content/landings/guida/index.mdx is there already."),
    });
    expect(await readFile(file, "utf8")).toBe(before);
  });

  it.for([
    [["landing", "prova", "--template", "ebok"], 'Did you mean "ebook"?'],
    [["landing", "prova", "--form", "richista"], 'Did you mean "richiesta"?'],
    [["magnet", "libro", "--kind", "ebook", "--file", "./libro.pdf"], "There is no file ./libro.pdf."],
    [["magnet", "libro", "--kind", "file"], "--file"],
    [["landing"], "the name of the landing"],
    [[], "what to begin"],
  ] as const)("is nothing when it cannot be right: %j", async ([words, reason], { expect }) => {
    const { root } = await aProject();
    const before = await readContent(root);
    expect(await run(root, [...words])).toMatchObject({ code: 1, said: expect.stringContaining(reason) });
    expect((await readContent(root)).content?.files).toEqual(before.content?.files);
  });
});

describe("a person at a terminal", () => {
  it("is asked for what is missing, and again where the answer cannot be", async ({ expect }) => {
    const { root } = await aProject();
    const answers = person([
      "landing",
      "La Prova",
      "prova",
      "letter",
      "",
      "Il pane",
      "",
      "richiesta",
      "guida",
    ]);
    expect(await run(root, [], answers)).toMatchObject({ code: 0 });
    expect(await readFile(join(root, "content/landings/prova/index.mdx"), "utf8")).toMatch(
      /template: letter\nlocale: it\ntitle: Il pane\n# intro: .*\nmagnet: guida\nform: richiesta\n/,
    );
  });
});

describe("a person who leaves", () => {
  it("gets nothing written", async ({ expect }) => {
    const { root } = await aProject();
    expect(await run(root, ["landing", "prova"], person(["letter"]))).toMatchObject({
      code: 1,
      said: expect.stringContaining("no answer"),
    });
    expect((await readContent(root)).content?.landings.map(({ path }) => path)).not.toContain("prova");
  });
});

describe("the list of templates", () => {
  it("takes a new one in the order of the alphabet, once, and keeps its shape", async ({ expect }) => {
    const before = await readFile(join(home, "templates/index.ts"), "utf8");
    const after = registered(before, "guest-book");
    expect(after).toContain('import { guestBookSchema } from "./guest-book/schema.ts";\n');
    expect(registered(after, "guest-book")).toBe(after);
    const { root } = await aProject({ "index.ts": after });
    await writeFile(join(root, "biome.json"), await readFile(join(home, "biome.json")));
    await runNode(
      [join(home, "node_modules/@biomejs/biome/bin/biome"), "check", "--vcs-enabled=false", "."],
      {
        root,
      },
    );
  });
});
