import { join } from "node:path";
import { landingThatGives } from "../support/answers.ts";
import { until } from "./awaiting.ts";
import { send, submissionsOf } from "./clients.ts";
import type { Fault } from "./fault.ts";
import { openProvider } from "./provider.ts";
import { type Orders, type Rig, startRig } from "./rig.ts";

const ways = ["404", "500", "throws", "late"] as const;

/** The file that a visitor was promised cannot be had now. */
export const missingAssets: Fault = {
  name: "F15",
  title: "Files and pages missing or late",
  async run({ folder, catalog, rig: options }) {
    const provider = await openProvider();
    const vars = { MAILER: "outbox", OUTBOX_URL: provider.url };
    const rig = await startRig({ ...options, database: join(folder, "database") }, vars);
    try {
      const { landing } = landingThatGives(catalog, ["ebook", "file"]);
      await send(rig.direct, submissionsOf(catalog, 1));
      await until(() => provider.arrivals.length > 0);
      const [link = "/g/"] = /\/g\/[\w-]{43}/.exec(provider.arrivals[0]?.body ?? "") ?? [];
      await press(rig, link);
      const before = await kept(rig);
      const file = fileOf(catalog.magnets[landing.magnets[0]?.name ?? ""]);
      const answers = [];
      for (const assets of ways) {
        answers.push(await look(rig, `${link}/${encodeURIComponent(file)}`, assets));
        answers.push(await look(rig, link, assets));
      }
      const after = await kept(rig);
      await rig.order({ assets: null });
      const healed = await fetch(`${rig.direct}${link}/${encodeURIComponent(file)}`);
      const size = (await healed.arrayBuffer()).byteLength;
      return {
        did: `${ways.length} ways to be missing, for the file and for its page`,
        counts: {
          answers: answers.length,
          statuses: answers.map(({ status }) => status).join(" "),
          "bytes afterwards": size,
        },
        zeros: {
          "neither the file nor a page with 503": answers.filter(({ isFriendly }) => !isFriendly).length,
          "inner workings shown": answers.filter(({ text }) =>
            /Object\.|\bat \w+.*\d+:\d+|internal error/.test(text),
          ).length,
          "rows changed": before === after ? 0 : 1,
          "not to be had afterwards": healed.status === 200 && size > 0 ? 0 : 1,
        },
      };
    } finally {
      await rig.stop();
      provider.stop();
    }
  },
};

function fileOf(magnet: unknown): string {
  const files: unknown =
    typeof magnet === "object" && magnet !== null && "files" in magnet ? magnet.files : [];
  const [file]: unknown[] = Array.isArray(files) ? files : [];
  if (typeof file === "object" && file !== null && "name" in file) return String(file.name);
  throw new Error("The magnet has no file.");
}

async function press({ direct }: Rig, link: string): Promise<void> {
  const answer = await fetch(`${direct}${link}`, {
    method: "POST",
    redirect: "manual",
    headers: { "sec-fetch-site": "same-origin" },
  });
  await answer.arrayBuffer();
  if (answer.status !== 303) throw new Error(`The button answered ${answer.status}.`);
}

async function look(rig: Rig, path: string, assets: Orders["assets"]) {
  await rig.order({ assets: assets ?? null });
  const answer = await fetch(`${rig.direct}${path}`, {
    headers: { accept: "text/html" },
    redirect: "manual",
  });
  const text = await answer.text();
  const isPage = answer.headers.get("content-type")?.includes("text/html") === true && /<h1/i.test(text);
  // What comes late still comes; what does not come is a page that says when to come back.
  const isFriendly =
    answer.status === 200 || (answer.status === 503 && isPage && answer.headers.has("retry-after"));
  return { status: answer.status, text: isPage ? text : "", isFriendly };
}

/** All that the lead has, in one word. */
async function kept(rig: Rig): Promise<string> {
  const tables = ["lead", "submission", "receipt", '"grant"'];
  return JSON.stringify(await Promise.all(tables.map((table) => rig.rows(`SELECT * FROM ${table}`))));
}
