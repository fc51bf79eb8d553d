import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it, onTestFinished } from "vitest";
import { deploy } from "../../site/scripts/deploy/plan.ts";
import { wranglerAt } from "../../site/scripts/deploy/wrangler.ts";
import { openTerminal } from "../../site/scripts/terminal.ts";

const databaseId = "11111111-2222-3333-4444-555555555555";

/** An account at Cloudflare, as the stand-in for wrangler keeps it. */
const newAccount = {
  loggedIn: true,
  unreachable: false,
  buckets: {} as Record<string, Record<string, string>>,
  databases: [] as { uuid: string; name: string }[],
  secrets: null as Record<string, string> | null,
  migrations: ["0001_first.sql", "0002_desk.sql"],
  refusal: null as string | null,
  calls: [] as string[],
};
type Account = typeof newAccount;

const config = `name = "imbuto"
main = "worker/index.ts"

[[d1_databases]]
binding = "DB"
database_name = "imbuto"
migrations_dir = "worker/migrations"

[vars]
MAILER = ""
`;

/** A clone of the project that may deploy to `account`. */
async function aClone(
  account: Partial<Account> = {},
  siteUrl = "https://imbuto.forno.workers.dev",
  file = config,
) {
  const root = await mkdtemp(join(tmpdir(), "imbuto-deploy-test-"));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  const cloud = join(root, "cloudflare.json");
  await mkdir(join(root, "dist"));
  await Promise.all([
    writeFile(cloud, JSON.stringify({ ...newAccount, ...account })),
    writeFile(join(root, "wrangler.toml"), file),
    writeFile(join(root, "dist/catalog.json"), JSON.stringify({ site: { url: siteUrl } })),
  ]);
  const fake = join(import.meta.dirname, "../support/fake-wrangler.mjs");
  return {
    /** Deploys; answers every question with `agree`. */
    async deploy({ agree = true, built = true, dryRun = false } = {}) {
      let printed = "";
      const questions: string[] = [];
      const code = await deploy({
        root,
        terminal: openTerminal({ write: (text) => (printed += text) }),
        wrangler: wranglerAt(root, [process.execPath, fake, cloud]),
        build: async () => built,
        agree: async (question) => {
          questions.push(question);
          return agree;
        },
        dryRun,
      });
      return { code, printed, questions };
    },
    root,
    account: async (): Promise<Account> => JSON.parse(await readFile(cloud, "utf8")),
    config: () => readFile(join(root, "wrangler.toml"), "utf8"),
  };
}

describe("npm run deploy", () => {
  it("creates database and secrets at the first deploy, in one go with the upload, and prints the address and the token", async ({
    expect,
  }) => {
    const clone = await aClone();
    const { code, printed, questions } = await clone.deploy();
    const account = await clone.account();
    expect(code).toBe(0);
    expect(questions).toEqual([
      'Create the D1 database "imbuto", kept within the European Union?',
      "Make TOKEN_SECRET and OWNER_TOKEN with fresh random values?",
    ]);
    expect(account.databases).toEqual([{ uuid: databaseId, name: "imbuto" }]);
    expect(account.secrets?.TOKEN_SECRET).toMatch(/^[\w-]{43}$/);
    expect(await clone.config()).toContain(`database_id = "${databaseId}"\n`);
    expect(await clone.config()).toContain(`preview_database_id = "DB"\n`);
    expect(printed).toContain("https://imbuto.forno.workers.dev/admin/");
    expect(printed).toContain(account.secrets?.OWNER_TOKEN);
    expect(printed).not.toContain(account.secrets?.TOKEN_SECRET);
    expect(account.calls.findIndex((call) => call.startsWith("d1 migrations"))).toBeLessThan(
      account.calls.findIndex((call) => call.startsWith("deploy")),
    );
  });

  it("asks nothing, makes nothing and changes no file the second time", async ({ expect }) => {
    const clone = await aClone();
    await clone.deploy();
    const [before, file] = [await clone.account(), await clone.config()];
    const { code, printed, questions } = await clone.deploy();
    const after = await clone.account();
    expect({ code, questions }).toEqual({ code: 0, questions: [] });
    expect(after.secrets).toEqual(before.secrets);
    expect(after.databases).toEqual(before.databases);
    expect(after.calls.at(-1)).toBe("deploy --autoconfig=false");
    expect(await clone.config()).toBe(file);
    expect(printed).not.toContain(after.secrets?.OWNER_TOKEN);
  });

  it("takes the database that a colleague created, and only the secret that is missing", async ({
    expect,
  }) => {
    const clone = await aClone({
      databases: [{ uuid: databaseId, name: "imbuto" }],
      secrets: { TOKEN_SECRET: "kept" },
    });
    const { code, questions } = await clone.deploy();
    const account = await clone.account();
    expect(code).toBe(0);
    expect(questions).toEqual(["Make OWNER_TOKEN with fresh random values?"]);
    expect(account.secrets?.TOKEN_SECRET).toBe("kept");
    expect(account.calls.some((call) => call.startsWith("d1 create"))).toBe(false);
    expect(await clone.config()).toContain(databaseId);
  });

  it("says how to log in, and touches nothing", async ({ expect }) => {
    const clone = await aClone({ loggedIn: false });
    const { code, printed } = await clone.deploy();
    expect(code).toBe(1);
    expect(printed).toContain("not logged in to Cloudflare");
    expect(printed).toContain("npx wrangler login");
    expect((await clone.account()).calls).toEqual(["whoami --json"]);
  });

  it("says that Cloudflare cannot be reached", async ({ expect }) => {
    const clone = await aClone({ unreachable: true });
    const { code, printed } = await clone.deploy();
    expect(code).toBe(1);
    expect(printed).toContain("Cloudflare cannot be reached from here.");
  });

  it("does not so much as look at Cloudflare while content has a mistake", async ({ expect }) => {
    const clone = await aClone();
    expect((await clone.deploy({ built: false })).code).toBe(1);
    expect((await clone.account()).calls).toEqual([]);
  });

  it("uploads nothing when its question is answered with no", async ({ expect }) => {
    const clone = await aClone();
    const { code, printed } = await clone.deploy({ agree: false });
    expect(code).toBe(1);
    expect(printed).toContain("npm run deploy -- --yes");
    const { databases, secrets } = await clone.account();
    expect({ databases, secrets }).toEqual({ databases: [], secrets: null });
  });

  it("stops at a database that this account does not have", async ({ expect }) => {
    const clone = await aClone(
      {},
      undefined,
      config.replace('"imbuto"\nmigr', `"imbuto"\ndatabase_id = "${databaseId}"\nmigr`),
    );
    const { code, printed } = await clone.deploy();
    expect(code).toBe(1);
    expect(printed).toContain(`names the database ${databaseId}, and this account has no such database`);
    expect((await clone.account()).secrets).toBeNull();
  });

  it("repeats what Cloudflare said when the upload is refused", async ({ expect }) => {
    const clone = await aClone({ refusal: "Your Worker exceeded the size limit of 3 MiB." });
    const { code, printed } = await clone.deploy();
    expect(code).toBe(1);
    expect(printed).toContain("what was online before still is");
    expect(printed).toContain("Your Worker exceeded the size limit of 3 MiB.");
  });

  it("warns when the site's address is not the one it went to", async ({ expect }) => {
    const clone = await aClone({}, "https://fornoaurelia.example");
    const { code, printed } = await clone.deploy();
    expect(code).toBe(0);
    expect(printed).toContain("https://fornoaurelia.example, and only from there do forms post");
  });

  it("puts large files into a bucket that it asks to create, each once, before the Worker looks for them", async ({
    expect,
  }) => {
    const clone = await aClone();
    await mkdir(join(clone.root, "dist/bucket"));
    await writeFile(join(clone.root, "dist/bucket", "a".repeat(64)), "a film");
    expect((await clone.deploy({ dryRun: true })).printed).toContain(
      'ask, then create the R2 bucket "imbuto-files"',
    );
    const { code, questions } = await clone.deploy();
    expect({ code, questions }).toMatchObject({
      code: 0,
      questions: expect.arrayContaining([
        'Create the R2 bucket "imbuto-files" for files over 25 MB, kept within the European Union?',
      ]),
    });
    const { buckets, calls } = await clone.account();
    expect(buckets["imbuto-files"]).toEqual({
      ["a".repeat(64)]: "a film",
      "files.json": JSON.stringify(["a".repeat(64)]),
    });
    expect(calls.findIndex((call) => call.includes("object put"))).toBeLessThan(
      calls.findIndex((call) => call.startsWith("deploy --autoconfig")),
    );
    expect(await clone.config()).toContain(
      '[[r2_buckets]]\nbinding = "FILES"\nbucket_name = "imbuto-files"\njurisdiction = "eu"\n',
    );
    const [before, file] = [calls.length, await clone.config()];
    expect((await clone.deploy()).questions).toEqual([]);
    const again = (await clone.account()).calls.slice(before);
    expect(again.filter((call) => call.includes("object put"))).toEqual([]);
    expect(await clone.config()).toBe(file);
  });

  it("tells its plan and changes nothing with --dry-run, logged in or not", async ({ expect }) => {
    for (const loggedIn of [true, false]) {
      const clone = await aClone({ loggedIn });
      const { code, printed } = await clone.deploy({ dryRun: true });
      expect(code).toBe(0);
      expect(printed).toContain('1. ask, then create the D1 database "imbuto"');
      const { databases, secrets } = await clone.account();
      expect({ databases, secrets }).toEqual({ databases: [], secrets: null });
      expect(await clone.config()).toBe(config);
    }
  });
});
