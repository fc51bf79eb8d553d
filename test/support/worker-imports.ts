import { findImport, type Import } from "../../worker/import/store-imports.ts";
import { guessColumns } from "../../worker/import/targets.ts";
import { type App, rowsOf } from "./worker-app.ts";
import { act } from "./worker-desk.ts";

/** Uploads `bytes` as a file for `landing`; the import as it stands then. */
export async function upload(
  app: App,
  bytes: Uint8Array<ArrayBuffer> | string,
  { landing = "citta", name = "contatti.csv", ...more }: Record<string, string> = {},
): Promise<Import> {
  const form = new FormData();
  form.set("file", new File([bytes], name));
  for (const [key, value] of Object.entries({
    landing,
    provenance: "Moduli di prova",
    basis: "consent",
    ...more,
  }))
    form.set(key, value);
  const answer = await act(app, "/admin/imports", form);
  if (answer.status !== 303)
    throw new Error(`The upload was answered with ${answer.status}: ${await answer.text()}`);
  return importOf(app, (answer.headers.get("Location") ?? "").split("/").at(-1) ?? "");
}

/** The import `id` as it stands. */
export async function importOf(app: App, id: string): Promise<Import> {
  const found = await findImport(app.deps.db, id);
  if (found === null) throw new Error(`There is no import ${id}.`);
  return found;
}

/** Says what the columns become, guessed as the page guesses, and `changes` by their heads; tries all rows. */
export async function tryRows(
  app: App,
  { id, reading, landing }: Import,
  changes: Record<string, string> = {},
  claims: Record<string, string> = {},
): Promise<Import> {
  const form = app.deps.catalog.forms[app.deps.catalog.landings[landing ?? ""]?.form ?? ""];
  if (form === undefined) throw new Error(`There is no landing ${landing}.`);
  const columns = guessColumns(reading.heads, form).map((target, n) => [
    `column-${n}`,
    changes[reading.heads[n] ?? ""] ?? target,
  ]);
  const wordings = form.consents.map(({ purpose, text }) => [`wording-${purpose}`, text]);
  const body = { ...Object.fromEntries([...columns, ...wordings]), ...claims };
  await act(app, `/admin/imports/${id}/columns`, body);
  return goThrough(app, id);
}

/** Takes in what was tried. */
export async function takeRows(app: App, id: string): Promise<Import> {
  await act(app, `/admin/imports/${id}/take`);
  return goThrough(app, id);
}

/** Goes on with the import until nothing is left to do. */
export async function goThrough(app: App, id: string): Promise<Import> {
  for (;;) {
    const current = await importOf(app, id);
    if (!["reading", "trial", "running"].includes(current.status)) return current;
    await act(app, `/admin/imports/${id}/on`);
  }
}

/** The rows that were refused: which, for what, and about which column. */
export async function refusalsOf(): Promise<string[]> {
  const rows = await rowsOf("import_refusal");
  return rows.map(({ row, reason, field }) => [row, reason, field].filter((part) => part !== null).join(" "));
}
