import { existsSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, it } from "vitest";
import { checkCommand } from "../../site/check/command.ts";
import { readingEase } from "../../site/check/reading-ease.ts";
import { anchorOf, takeApart } from "../../site/check/text.ts";
import { openTerminal } from "../../site/scripts/terminal.ts";
import { soundContent } from "../fixtures/content/sound.ts";
import { CommandFailure, runNode } from "../support/command.ts";
import { type Change, changed } from "./mistaken.ts";
import { emptyProject, home, type Project } from "./project.ts";

const guide = "content/landings/guida/index.mdx";
const form = "content/forms/richiesta.yaml";
const generic: Change = { [form]: ["submit: Mandami la guida", "submit: Invia"] };
const broken: Change = { [guide]: ["- due", "- [due](/due/)"] };

describe("npm run check", () => {
  let project: Project;
  afterEach(() => project.end());

  async function run(change: Change, args: string[] = []) {
    project = await emptyProject(changed(change, soundContent));
    const written: string[] = [];
    const terminal = openTerminal({ write: (text) => written.push(text) });
    const paint = (_style: unknown, text: string) => text;
    const status = await checkCommand({ root: project.root, args, terminal, paint, unattended: false });
    return { status, text: written.join("") };
  }

  it("passes sound content, says that it is no legal advice, and colours nothing in a pipe", {
    timeout: 30_000,
  }, async ({ expect }) => {
    project = await emptyProject(soundContent);
    const text = await runNode([join(home, "site/scripts/check.ts")], { root: project.root });
    expect(text).toContain("Looked at 3 landings, 2 forms, 2 magnets.");
    expect(text).toContain("no legal advice");
    expect(text).not.toContain("\u001b[");
  });

  it("fails at an error, and groups by file with line, cure, reason and source", async ({ expect }) => {
    const { status, text } = await run(broken);
    expect(status).toBe(1);
    expect(text).toMatch(
      /^ {2}content\/landings\/guida\/index\.mdx\n {4}✗ 23 {2}There is no page \/due\/\./m,
    );
    expect(text).toContain("Correct the address, or delete the link.");
    expect(text).toContain("1 error, 3 notes.");
  });

  it("lets warnings pass, unless it is to be strict", async ({ expect }) => {
    expect((await run(generic)).status).toBe(0);
    await project.end();
    expect((await run(generic, ["--strict"])).status).toBe(1);
  });

  it("gives JSON of a fixed shape, also of content that cannot be read", async ({ expect }) => {
    const { status, text } = await run(broken, ["--json"]);
    expect(status).toBe(1);
    const report = JSON.parse(text);
    expect(Object.keys(report)).toEqual(["findings", "silenced"]);
    expect(report.findings.find(({ rule }: { rule: string }) => rule === "broken-link")).toEqual({
      rule: "broken-link",
      severity: "error",
      file: guide,
      line: 23,
      message: "There is no page /due/.",
      reason: "A link that leads nowhere ends the visit.",
      source: expect.any(String),
      cure: "Correct the address, or delete the link.",
    });
    await project.end();
    const unread = await run({ [guide]: ["template: ebook", "template: ebok"] }, ["--json"]);
    expect(unread.status).toBe(1);
    expect(JSON.parse(unread.text).findings).toMatchObject([{ rule: "contract", file: guide, line: 2 }]);
  });

  it("lists what an author silenced, with the reason, on that page and no other", async ({ expect }) => {
    const change: Change = {
      ...broken,
      [form]: [
        "submit: Mandami la guida",
        'submit: Invia\nallow: { submit-generic: "È la voce della casa." }',
      ],
    };
    const { status, text } = await run(change, ["--json"]);
    expect(status).toBe(1);
    const { findings, silenced } = JSON.parse(text);
    expect(silenced).toMatchObject([
      { rule: "submit-generic", file: form, line: 7, because: "È la voce della casa." },
    ]);
    expect(findings.map(({ rule }: { rule: string }) => rule)).toContain("broken-link");
  });

  for (const [what, allow, message] of [
    ["a rule that is not there", "{ sbmit-generic: x }", 'There is no key "sbmit-generic".'],
    ["no reason", '{ submit-generic: "" }', "Write something here, or delete the key."],
  ] as const) {
    it(`refuses to silence with ${what}`, async ({ expect }) => {
      const { status, text } = await run({ [form]: ["submit:", `allow: ${allow}\nsubmit:`] });
      expect(status).toBe(1);
      expect(text).toContain(message);
    });
  }

  it("notes new wordings only when told to", async ({ expect }) => {
    expect((await run({})).text).toContain("does not hold them yet");
    expect(existsSync(join(project.root, "content/consents.lock.yaml"))).toBe(false);
    await project.end();
    expect((await run({}, ["--write"])).text).toContain("Noted in content/consents.lock.yaml");
    expect(existsSync(join(project.root, "content/consents.lock.yaml"))).toBe(true);
  });

  it("knows no other option", async ({ expect }) => {
    const { status, text } = await run({}, ["--fix"]);
    expect(status).toBe(2);
    expect(text).toContain("--strict");
  });

  it("stands before the build: an error leaves nothing to deploy", async ({ expect }) => {
    project = await emptyProject(changed(broken, soundContent));
    const failed = await runNode([join(home, "site/scripts/build.ts")], { root: project.root }).catch(
      (error: unknown) => error,
    );
    const text = failed instanceof CommandFailure ? failed.output : "It was built.";
    expect(text).toContain("There is no page /due/.");
    expect(text).toContain("Nothing was built.");
    expect(existsSync(join(project.root, "dist"))).toBe(false);
  }, 30_000);
});

describe("a text taken apart", () => {
  it("gives headings, links, pictures and sentences with their lines, and nothing of code", ({ expect }) => {
    const text = takeApart(
      '## Uno *è* `1`\n\nDue. [Tre](/x/) e <a href="/y/">quattro</a>!\n\n```\n# no [no](/no/)\n```\n\n![alt](./a.png)\n<Cta href="/z/" label="Vai" />\n- cinque\n- sei',
      10,
    );
    expect(text.headings).toEqual([{ depth: 2, text: "Uno è", line: 10 }]);
    expect(text.links).toEqual([
      { text: "Tre", href: "/x/", line: 12 },
      { text: "quattro", href: "/y/", line: 12 },
      { text: "Vai", href: "/z/", line: 19 },
    ]);
    expect(text.pictures).toEqual([{ alt: "alt", src: "./a.png", line: 18 }]);
    expect(text.sentences).toBe(4);
    expect(text.words).toEqual(["Due", "Tre", "e", "quattro", "cinque", "sei"]);
  });

  it("makes anchors as the build does", ({ expect }) => {
    expect(anchorOf("Che cosa ci trovi?")).toBe("che-cosa-ci-trovi");
    expect(anchorOf("L’ora è 7.30, già")).toBe("lora-è-730-già");
  });

  it("has an index of ease that falls with long sentences and long words", ({ expect }) => {
    const easy = takeApart("Il pane è buono. Lo mangi oggi.", 1);
    // 89 + (300 × 2 − 10 × 23) / 7
    expect(readingEase(easy, "it")).toBe(100);
    const plain = takeApart(
      "Una guida breve e precisa, dalla prima cucchiaiata di farina al pane in tavola.",
      1,
    );
    // 14 words, 64 letters, 1 sentence: 89 + (300 − 640) / 14
    expect(readingEase(plain, "it")).toBe(65);
    const english = takeApart("The cat sat on the mat.", 1);
    // 6 words of one syllable: 206.835 − 6.09 − 84.6, held to 100
    expect(readingEase(english, "en")).toBe(100);
  });
});
