import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "yaml";
import * as z from "zod";

/** Whom mails come from, and what else of a site needs secrets. */
export interface Sender {
  email: string;
  /** In its ASCII form, as DNS knows it. */
  domain: string;
  /** Whether leads come in from Meta by themselves. */
  takesMeta: boolean;
}

/** What of a `site.yaml` matters here; whether all of it is sound is for `npm run check`. */
const siteSchema = z.object({
  /** Whom mails come from. */
  sender: z.object({
    /** The address mails come from. */
    email: z.email(),
  }),
  /** Meta's lead ads. */
  meta: z
    .object({ forms: z.record(z.string(), z.unknown()) })
    .optional()
    .catch(undefined),
});

/** The senders of this project: one, or one for each client that has a folder in `content/`; none where no file names one. */
export async function readSenders(root: string): Promise<Sender[]> {
  const content = join(root, "content");
  const own = await senderIn(join(content, "site.yaml"));
  if (own !== null) return [own];
  const folders = await readdir(content).catch(() => []);
  const found = await Promise.all(
    folders.toSorted().map((folder) => senderIn(join(content, folder, "site.yaml"))),
  );
  return found.filter((sender) => sender !== null);
}

async function senderIn(path: string): Promise<Sender | null> {
  const text = await readFile(path, "utf8").catch(() => null);
  const site = siteSchema.safeParse(text === null ? null : read(text));
  if (!site.success) return null;
  const { sender, meta } = site.data;
  const { email } = sender;
  const takesMeta = Object.keys(meta?.forms ?? {}).length > 0;
  return { email, takesMeta, domain: new URL(`http://${email.slice(email.lastIndexOf("@") + 1)}`).hostname };
}

function read(text: string): unknown {
  try {
    return parse(text);
  } catch {
    // Where it is wrong, and how to mend it, is what `npm run check` says.
    return null;
  }
}
