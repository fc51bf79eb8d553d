import { hexDigest } from "./digest.ts";
import type { Deps } from "./env.ts";
import { canonicalEmail } from "./identity.ts";
import { flagLead } from "./store/disposable.ts";

/** Flags the lead of `submission` where `email` belongs to a service of throw-away addresses; never more than a flag. */
export async function flagDisposable(deps: Deps, submission: string, email: string): Promise<void> {
  try {
    if (await isDisposable(deps, email)) await flagLead(deps.db, submission);
  } catch (error) {
    deps.log({ event: "disposable", error: error instanceof Error ? error.message : "unknown" });
  }
}

/** Whether the domain of `email`, or one that it is part of, is on the lists that the build laid among the assets. */
async function isDisposable(deps: Deps, email: string): Promise<boolean> {
  const labels = canonicalEmail(email).replace(/^.*@/, "").split(".");
  const verdicts = known.get(deps.fetchAsset) ?? new Map<string, boolean>();
  known.set(deps.fetchAsset, verdicts);
  const whole = labels.join(".");
  const verdict = verdicts.get(whole) ?? (await isListed(deps, labels));
  // Most people share a few domains; what others write must not fill the isolate.
  if (verdicts.size < mostKnown) verdicts.set(whole, verdict);
  return verdict;
}

const mostKnown = 2000;
const known = new WeakMap<Deps["fetchAsset"], Map<string, boolean>>();

async function isListed(deps: Deps, labels: readonly string[]): Promise<boolean> {
  // The last label alone is no one's.
  const domains = labels.slice(0, -1).map((_, place) => labels.slice(place).join("."));
  for (const domain of domains.slice(-4)) if ((await listWith(deps, domain)).has(domain)) return true;
  return false;
}

const lists = new WeakMap<Deps["fetchAsset"], Map<string, Promise<ReadonlySet<string>>>>();

/** The list that would hold `domain`; an isolate reads each once. */
async function listWith({ fetchAsset }: Deps, domain: string): Promise<ReadonlySet<string>> {
  const mine = lists.get(fetchAsset) ?? new Map<string, Promise<ReadonlySet<string>>>();
  lists.set(fetchAsset, mine);
  const shard = (await hexDigest(domain)).slice(0, 2);
  const list = mine.get(shard) ?? read(fetchAsset, shard);
  mine.set(shard, list);
  // What could not be read now is asked for again.
  list.catch(() => mine.delete(shard));
  return list;
}

async function read(fetchAsset: Deps["fetchAsset"], shard: string): Promise<ReadonlySet<string>> {
  const asset = await fetchAsset(`/_private/disposable/${shard}.txt`);
  if (!asset.ok) throw new Error(`The list ${shard} answered ${asset.status}.`);
  return new Set((await asset.text()).split("\n"));
}
