import type { CatalogFile } from "../../content/schema/catalog.ts";
import type { Deps } from "../env.ts";
import { copyTail } from "../pdf/copy.ts";
import { writableName } from "../pdf/letters.ts";
import { makingsAt } from "../pdf/makings.ts";
import { stampCode } from "./code.ts";
import { colophonTail } from "./colophon.ts";

/** Whose copy it is. */
interface Copy {
  name: string | null;
  grantId: string;
}

/** The bytes that follow the first `file.stamp.keep` of `file` in this person's copy; the same at every request. */
export async function stampTail(deps: Deps, file: CatalogFile, copy: Copy): Promise<Uint8Array> {
  const path = file.stamp?.makings;
  const makings = path === undefined ? null : await makingsAt(deps, path);
  if (makings === null || makings.kind === "sheet") throw new Error(`How to stamp ${file.path} is not told.`);
  const code = stampCode(copy.grantId);
  if (makings.kind === "epub") return colophonTail(makings, { name: copy.name?.trim() || null, code });
  const name = copy.name === null ? null : writableName(copy.name, makings.faces);
  return copyTail(makings, { values: { name, code } });
}
