import { type Makings, makingsSchema } from "../../content/schema/makings.ts";
import type { Deps } from "../env.ts";

const read = new WeakMap<Deps["catalog"], Map<string, Makings>>();

/** What the build tells of the file whose makings lie at `path` among the assets; null where it cannot be had now. */
export async function makingsAt(deps: Deps, path: string): Promise<Makings | null> {
  const known = read.get(deps.catalog) ?? new Map<string, Makings>();
  read.set(deps.catalog, known);
  const kept = known.get(path);
  if (kept !== undefined) return kept;
  const asset = await deps.fetchAsset(path);
  if (!asset.ok) return null;
  const makings = makingsSchema.parse(await asset.json());
  known.set(path, makings);
  return makings;
}
