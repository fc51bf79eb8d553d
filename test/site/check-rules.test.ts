import { afterEach, describe, it } from "vitest";
import { ruleIds } from "../../content/schema/allow.ts";
import type { BuiltPages } from "../../site/check/built.ts";
import { checkedOf } from "../../site/check/checked.ts";
import { rules } from "../../site/check/rules.ts";
import { contractFindings, type Finding, placed, runRules } from "../../site/check/run.ts";
import { readContent } from "../../site/content/read.ts";
import { soundContent } from "../fixtures/content/sound.ts";
import { lawCases } from "./check-law-cases.ts";
import { magnetCases } from "./check-magnet-cases.ts";
import { mailCases } from "./check-mail-cases.ts";
import { pageCases } from "./check-page-cases.ts";
import { type Change, changed } from "./mistaken.ts";
import { emptyProject, type Project } from "./project.ts";

const today = "2027-05-20";
const guide = "content/landings/guida/index.mdx";

describe("the rules of npm run check", () => {
  let project: Project;
  afterEach(() => project.end());

  async function found(change: Change, built: BuiltPages | null = null): Promise<Finding[]> {
    project = await emptyProject(changed(change, soundContent));
    const readings = new Map();
    const { content, mistakes } = await readContent(project.root, readings);
    if (content === null) return contractFindings(mistakes);
    const checked = checkedOf(content, readings, { today, built });
    return placed(checked, runRules(checked).loud);
  }

  it("say nothing about sound content, but for what needs a build", async ({ expect }) => {
    const said = (await found({})).map(({ rule, file }) => `${rule} ${file}`);
    expect(said).toEqual([
      "share-image content/landings/buono/index.mdx",
      "share-image content/landings/en/voucher/index.mdx",
      "page-weight content/site.yaml",
    ]);
  });

  for (const { rule, bad, good, file, line, message } of [
    ...lawCases,
    ...pageCases,
    ...magnetCases,
    ...mailCases,
  ]) {
    it(`${rule} finds what is wrong, and names file and line`, async ({ expect }) => {
      const told = (await found(bad)).filter((finding) => finding.rule === rule && finding.file === file);
      expect(told[0], rule).toBeDefined();
      expect(told[0]?.message).toContain(message);
      expect(told[0]?.line).toBe(line);
    });

    it(`${rule} leaves alone what only looks alike`, async ({ expect }) => {
      const told = await found(good);
      expect(told.filter((finding) => finding.rule === "contract")).toEqual([]);
      expect(told.filter((finding) => finding.rule === rule && finding.file === file)).toEqual([]);
    });
  }

  const page = (html: string, weight: number): BuiltPages => new Map([["guida", { html, weight }]]);
  const noticed = '<details class="law"></details><a href="/privacy/">Privacy</a>';

  it("page-weight finds a page above the budget, and leaves one at it", async ({ expect }) => {
    const heavy = await found({}, page(noticed, 13_001));
    expect(heavy.filter(({ rule }) => rule === "page-weight")).toMatchObject([
      { file: guide, severity: "warning", message: "The page weighs 13001 of 13000 bytes." },
    ]);
    await project.end();
    const light = await found({}, page(noticed, 13_000));
    expect(light.filter(({ rule }) => rule === "page-weight")).toEqual([]);
  });

  it("privacy-notice finds a built page without the notice or the link", async ({ expect }) => {
    const bare = await found({}, page('<a href="/privacy/">Privacy</a>', 1));
    expect(bare.filter(({ rule }) => rule === "privacy-notice")).toMatchObject([{ file: guide, line: 2 }]);
    await project.end();
    const whole = await found({}, page(noticed, 1));
    expect(whole.filter(({ rule }) => rule === "privacy-notice")).toEqual([]);
  });

  it("what the contract refuses for the law's sake carries the law", async ({ expect }) => {
    const form = "content/forms/richiesta.yaml";
    const ticked = await found({ [form]: ["voglio.\n", "voglio.\n    checked: true\n"] });
    expect(ticked).toMatchObject([{ rule: "consent-pre-ticked", file: form, line: 7, severity: "error" }]);
    expect(ticked[0]?.source).toContain("C-673/17");
    await project.end();
    const forced = await found({ [form]: ["voglio.\n", "voglio.\n    required: true\n"] });
    expect(forced).toMatchObject([{ rule: "consent-forced", file: form, line: 7 }]);
    expect(forced[0]?.source).toContain("art. 7(4)");
    await project.end();
    const broken = await found({ [guide]: ["template: ebook", "template: ebok"] });
    expect(broken).toMatchObject([{ rule: "contract", file: guide, line: 2 }]);
  });

  it("are all there, each told of in full, each with a good and a bad case", async ({ expect }) => {
    project = await emptyProject();
    expect(rules.map(({ id }) => id).toSorted()).toEqual([...ruleIds].toSorted());
    const bare = rules.filter(({ reason, source, cure }) =>
      [reason, source, cure].some((text) => text.length < 10),
    );
    expect(bare).toEqual([]);
    const tried = new Set([...lawCases, ...pageCases, ...magnetCases, ...mailCases].map(({ rule }) => rule));
    const untried = ruleIds.filter((id) => !tried.has(id));
    expect(untried).toEqual(["privacy-notice", "page-weight"]);
  });
});
