import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "yaml";
import * as z from "zod";

/** Whom mails come from. */
export interface Sender {
  email: string;
  /** In its ASCII form, as DNS knows it. */
  domain: string;
}

/** What of a `site.yaml` matters to mail; whether all of it is sound is for `npm run check`. */
const siteSchema = z.object({
  /** Whom mails come from. */
  sender: z.object({
    /** The address mails come from. */
    email: z.email(),
  }),
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
  const { email } = site.data.sender;
  return { email, domain: new URL(`http://${email.slice(email.lastIndexOf("@") + 1)}`).hostname };
}

function read(text: string): unknown {
  try {
    return parse(text);
  } catch {
    // Where it is wrong, and how to mend it, is what `npm run check` says.
    return null;
  }
}
