import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "vitest";
import { catalogOf } from "../../site/catalog/catalog.ts";
import { isUnattended, keepConsents, todayIn } from "../../site/consents/keep.ts";
import { digestOfWords, lockFile } from "../../site/consents/lock.ts";
import type { Content } from "../../site/content/content.ts";
import { readContent } from "../../site/content/read.ts";
import { goodContent } from "../fixtures/content/good.ts";
import { emptyProject, type Project } from "./project.ts";

const form = "content/forms/richiesta.yaml";
const words = "Voglio ricevere le novità della Libreria Prova.";
const written = { mayWrite: true, day: "2027-03-01" };

describe("the wordings of consents", () => {
  let project: Project;
  beforeEach(async () => {
    project = await emptyProject(goodContent);
  });
  afterEach(() => project.end());

  const read = async (): Promise<Content> => {
    const { content, mistakes } = await readContent(project.root);
    if (content === null) throw new Error(JSON.stringify(mistakes));
    return content;
  };
  const lock = () => readFile(join(project.root, lockFile), "utf8");
  const say = (text: string) => project.write(form, String(goodContent[form]).replace(words, text));
  const versions = async () => {
    const { forms } = await catalogOf(await read());
    return forms["richiesta"]?.consents.map(({ version }) => version);
  };

  it("are noted once, with day, hash and text; the same words change nothing", async ({ expect }) => {
    expect(await keepConsents(await read(), written)).toEqual([
      "1 consent is asked for the first time: version 1.",
      `Noted in ${lockFile}: commit that file.`,
    ]);
    const first = await lock();
    expect(first).toMatch(/^# Written by Imbuto; do not edit/);
    expect(first).toContain(`sha256: ${digestOfWords(words)}`);
    expect(first).toContain("from: 2027-03-01");
    expect(first).toContain(words);
    expect(await keepConsents(await read(), { mayWrite: true, day: "2027-09-09" })).toEqual([]);
    expect(await lock()).toBe(first);
    expect(await versions()).toEqual([1]);
  });

  it("that change make a new version, and who agreed before is told of", async ({ expect }) => {
    await keepConsents(await read(), written);
    await say("Voglio ricevere novità e inviti.");
    expect(await versions()).toEqual([2]);
    const told = await keepConsents(await read(), { mayWrite: true, day: "2027-04-02" });
    expect(told.join("\n")).toContain(
      `The consent "marketing" of ${form} has new words: version 2, from 2027-04-02.`,
    );
    expect(told.join("\n")).toContain("agreed to version 1 (from 2027-03-01)");
    expect(told.join("\n")).toContain("ask these people again");
    const { lock: kept } = await read();
    expect(kept["richiesta"]?.["marketing"]).toMatchObject([
      { version: 1, from: "2027-03-01", text: words },
      { version: 2, from: "2027-04-02", text: "Voglio ricevere novità e inviti." },
    ]);
  });

  it("that come back are a version of their own, and those that go are kept", async ({ expect }) => {
    await keepConsents(await read(), written);
    await say("Altre parole.");
    await keepConsents(await read(), written);
    await say(words);
    await keepConsents(await read(), written);
    expect(await versions()).toEqual([3]);
    await project.write(form, String(goodContent[form]).replace(/consents:[\s\S]*?(?=submit:)/, ""));
    expect(await keepConsents(await read(), written)).toEqual([]);
    expect((await read()).lock["richiesta"]?.["marketing"]).toHaveLength(3);
  });

  it("of a form inside a landing go under the landing's name", async ({ expect }) => {
    const file = "content/landings/en/voucher/index.mdx";
    const consent = "  consents: [{ purpose: marketing, text: I agree. }]\n  submit:";
    await project.write(file, String(goodContent[file]).replace("  submit:", consent));
    await keepConsents(await read(), written);
    await project.write(file, String(goodContent[file]).replace("  submit:", consent.replace("agree", "do")));
    const told = await keepConsents(await read(), written);
    expect(told[0]).toContain(`of ${file} has new words`);
    expect((await read()).lock["landing:en/voucher"]?.["marketing"]).toHaveLength(2);
  });

  it("are not written where nobody would commit them, nor where nothing can be written", async ({
    expect,
  }) => {
    const told = await keepConsents(await read(), { ...written, mayWrite: false });
    expect(told.at(-1)).toContain("does not hold them yet");
    await expect(lock()).rejects.toThrow("ENOENT");
    // A folder in the way of the new file is what a read-only disk looks like to a super-user.
    await mkdir(join(project.root, `${lockFile}~`));
    expect((await keepConsents(await read(), written)).at(-1)).toContain("does not hold them yet");
    expect(await versions()).toEqual([1]);
    expect([isUnattended({ CI: "true" }), isUnattended({ CI: "1" })]).toEqual([true, true]);
    expect([isUnattended({}), isUnattended({ CI: "false" })]).toEqual([false, false]);
  });

  it("leave the build's own digest alone: the same content gives the same catalog", async ({ expect }) => {
    const before = await catalogOf(await read());
    await keepConsents(await read(), written);
    expect(await catalogOf(await read())).toEqual(before);
  });

  it("cannot be changed behind people's backs", async ({ expect }) => {
    await keepConsents(await read(), written);
    const text = await lock();
    await writeFile(join(project.root, lockFile), text.replace("le novità", "le offerte"));
    const changed = await readContent(project.root);
    expect(changed.mistakes).toMatchObject([
      { file: lockFile, line: 8, message: expect.stringContaining("version 1 are no longer those") },
    ]);
    await writeFile(join(project.root, lockFile), `<<<<<<< HEAD\n${text}`);
    const broken = await readContent(project.root);
    expect(broken.mistakes[0]).toMatchObject({
      file: lockFile,
      cure: expect.stringContaining("version control"),
    });
  });

  it("have a number that no author writes", async ({ expect }) => {
    await project.write(form, String(goodContent[form]).replace(words, `${words}\n    version: 7`));
    const { mistakes } = await readContent(project.root);
    expect(mistakes).toMatchObject([{ file: form, line: 7, message: 'There is no key "version".' }]);
  });
});

describe("the day it is", () => {
  it("is that of the site's time zone", ({ expect }) => {
    const late = new Date("2027-03-01T23:30:00Z");
    expect(todayIn("Europe/Rome", late)).toBe("2027-03-02");
    expect(todayIn("America/New_York", late)).toBe("2027-03-01");
  });
});
