import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import * as z from "zod";

/** A mail as the Worker's outbox mailer posts it. */
export const mailSchema = z.object({
  /** The message's id; a mail that comes twice is kept once. */
  id: z.string().regex(/^[\w.-]{1,200}$/),
  from: z.object({ name: z.string(), email: z.string() }),
  to: z.string(),
  replyTo: z.string().optional(),
  subject: z.string(),
  html: z.string(),
  text: z.string(),
  headers: z.record(z.string(), z.string()),
  /** Pictures that its HTML shows as `cid:<id>`. */
  pictures: z.array(z.object({ id: z.string(), type: z.string(), base64: z.string() })).optional(),
});

const keptSchema = mailSchema.extend({
  /** When it arrived, as milliseconds since 1970. */
  arrived: z.number(),
  /** Tells apart what arrived in one millisecond. */
  serial: z.number(),
});
/** A mail that arrived in the local outbox. */
export type OutboxMail = z.output<typeof keptSchema>;

/** The local outbox: mails that would have left, kept for people and tests to read. */
export interface Outbox {
  /** Keeps `mail` unless one with its id is here; tells whether it was new. */
  add(mail: z.output<typeof mailSchema>): Promise<boolean>;
  /** All mails, the newest first. */
  mails(): OutboxMail[];
  find(id: string): OutboxMail | undefined;
}

/** Opens the outbox in `folder`, where mails outlive a restart; beyond `limit` the oldest go. */
export async function openOutbox(folder: string, limit = 500): Promise<Outbox> {
  await mkdir(folder, { recursive: true });
  const kept = new Map((await stored(folder)).map((mail) => [mail.id, mail]));
  let serial = Math.max(0, ...[...kept.values()].map((mail) => mail.serial));

  return {
    async add(mail) {
      if (kept.has(mail.id)) return false;
      const arrived = { ...mail, arrived: Date.now(), serial: ++serial };
      // Before the first await, so that a second post at the same moment finds it.
      kept.set(mail.id, arrived);
      await write(folder, arrived);
      await forgetOldest(folder, kept, limit);
      return true;
    },
    mails: () => [...kept.values()].sort((one, other) => other.serial - one.serial),
    find: (id) => kept.get(id),
  };
}

async function stored(folder: string): Promise<OutboxMail[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(".json"));
  const mails = await Promise.all(
    names.map(async (name) => parsed(await readFile(join(folder, name), "utf8"))),
  );
  return mails
    .flatMap((mail) => (mail === undefined ? [] : [mail]))
    .sort((one, other) => one.serial - other.serial);
}

/** A file that a person edited or an older version wrote is passed over, not fatal. */
function parsed(text: string): OutboxMail | undefined {
  try {
    return keptSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

async function write(folder: string, mail: OutboxMail): Promise<void> {
  const draft = join(folder, `${mail.id}.draft`);
  await writeFile(draft, JSON.stringify(mail, null, 2));
  await rename(draft, join(folder, `${mail.id}.json`));
}

async function forgetOldest(folder: string, kept: Map<string, OutboxMail>, limit: number): Promise<void> {
  const surplus = [...kept.keys()].slice(0, Math.max(0, kept.size - limit));
  for (const id of surplus) {
    kept.delete(id);
    await rm(join(folder, `${id}.json`), { force: true });
  }
}
