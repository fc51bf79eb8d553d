import { withRetries } from "../store/retry.ts";

/** Where the link of this name led when `mailing` was sent; null where it never had one. */
export function findLink(db: D1Database, mailing: string, link: string): Promise<string | null> {
  return withRetries(() =>
    db
      .prepare("SELECT href FROM mailing_link WHERE mailing = ?1 AND link = ?2")
      .bind(mailing, link)
      .first<string>("href"),
  );
}

/** Keeps where the links of mailings lead, for the mails that bear them: what is kept already stays. */
export async function keepLinks(
  db: D1Database,
  links: readonly { mailing: string; link: string; href: string }[],
): Promise<void> {
  await db
    .prepare(
      `INSERT INTO mailing_link (mailing, link, href)
       SELECT value ->> 'mailing', value ->> 'link', value ->> 'href' FROM json_each(?1) WHERE true
       ON CONFLICT DO NOTHING`,
    )
    .bind(JSON.stringify(links))
    .run();
}

/** What the addresses of our pages say of a mail that led there. */
interface MailingSource {
  medium: string;
  label: string;
  content: string;
  mailing: string;
  variant: number;
}

/** Keeps what tells our pages of each mailing; what two campaigns say alike is told of the one that has it now. */
export async function keepSources(db: D1Database, sources: readonly MailingSource[]): Promise<void> {
  await db
    .prepare(
      `INSERT INTO mailing_source (medium, label, content, mailing, variant)
       SELECT value ->> 'medium', value ->> 'label', value ->> 'content', value ->> 'mailing', value ->> 'variant'
         FROM json_each(?1) WHERE true
       ON CONFLICT DO UPDATE SET mailing = excluded.mailing, variant = excluded.variant`,
    )
    .bind(JSON.stringify(sources))
    .run();
}

const job = "links";

/** The build whose links are kept. */
export function keptOf(db: D1Database): Promise<string | null> {
  return db.prepare("SELECT day FROM job WHERE name = ?1").bind(job).first<string>("day");
}

/** Notes that the links of `build` are kept. */
export async function noteKept(db: D1Database, build: string, now: number): Promise<void> {
  await db
    .prepare(
      `INSERT INTO job (name, day, ran_at) VALUES (?1, ?2, ?3)
       ON CONFLICT (name) DO UPDATE SET day = excluded.day, ran_at = excluded.ran_at`,
    )
    .bind(job, build, now)
    .run();
}
