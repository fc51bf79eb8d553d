import { env } from "cloudflare:workers";
import type { Catalog, CatalogFileContents } from "../../content/schema/catalog.ts";
import { reckonLeads } from "../../worker/score/due.ts";
import { advanceSequences } from "../../worker/sequences/run.ts";
import { type App, linkIn, press, submit } from "./worker-app.ts";
import { aCatalog } from "./worker-catalog.ts";

type SequenceInFile = NonNullable<CatalogFileContents["sequences"]>[string];
type StepInFile = SequenceInFile["steps"][number];

export const day = 86_400_000;
export const hour = 3_600_000;
const everyDay = [1, 2, 3, 4, 5, 6, 7];

/** A step of a sequence, `days` after the mail before it. */
export function aStep(name: string, days: number, change: Partial<StepInFile> = {}): StepInFile {
  return {
    name,
    locale: "it",
    subject: `Oggetto di ${name}`,
    delay: { days, seconds: 0, weekdays: everyDay, hours: null },
    asset: `/_private/mails/${name}.json`,
    links: [],
    ...change,
  };
}

/** A sequence after the guide's download: three mails, a day, three days and a week later. */
export function aSequence(change: Partial<SequenceInFile> = {}): SequenceInFile {
  return {
    title: "Dopo la guida",
    start: { step: "download" },
    purpose: "marketing",
    stop: ["bought", "replied"],
    hours: { from: 9 * 60, until: 19 * 60 },
    landings: ["guida"],
    steps: [aStep("primo", 1), aStep("secondo", 3), aStep("terzo", 7)],
    ...change,
  };
}

/** A catalog with these sequences. */
export function aSequenceCatalog(
  sequences: Record<string, SequenceInFile>,
  change: (catalog: CatalogFileContents) => void = () => {},
): Catalog {
  return aCatalog((catalog) => {
    catalog.sequences = sequences;
    change(catalog);
  });
}

/** What the clock does for sequences alone. */
export async function pass(app: App): Promise<void> {
  await advanceSequences(app.deps);
  await reckonLeads(app.deps);
  await advanceSequences(app.deps);
}

/** What a mailer does, without one: what is due in the outbox has left. */
export async function leave(app: App): Promise<void> {
  await env.DB.prepare(
    "UPDATE message SET status = 'sent', sent_at = ?1 WHERE kind = 'sequence' AND status = 'queued' AND next_at <= ?1",
  )
    .bind(app.clock.now)
    .run();
}

/** Moves the clock on in steps of `step` until `until`; mails that are due leave. */
export async function goOn(app: App, until: number, step = hour): Promise<void> {
  while (app.clock.now < until) {
    app.clock.now = Math.min(until, app.clock.now + step);
    await pass(app);
    await leave(app);
  }
}

/** Somebody who asks for the guide and agrees to mails, and, unless said otherwise, fetches it. */
export async function aReader(
  app: App,
  name: string,
  { fetches = true, agrees = true } = {},
): Promise<string> {
  await submit(app, "guida", {
    email: `${name}@example.com`,
    nome: "Ada",
    settore: "Bar",
    ...(agrees ? { "consent-marketing": "yes" } : {}),
  });
  if (fetches) await press(app, linkIn(app));
  const id = await env.DB.prepare("SELECT id FROM lead WHERE email = ?1")
    .bind(`${name}@example.com`)
    .first<string>("id");
  if (id === null) throw new Error("No such lead.");
  return id;
}

/** The mails of sequences to `lead`: step and moment, in their order. */
export async function mailsTo(lead: string): Promise<{ mailing: string; at: number; status: string }[]> {
  const found = await env.DB.prepare(
    "SELECT mailing, first_at AS at, status FROM message WHERE lead_id = ?1 AND kind = 'sequence' ORDER BY first_at, id",
  )
    .bind(lead)
    .all<{ mailing: string; at: number; status: string }>();
  return found.results;
}

/** How `lead` stands in `sequence`. */
export function wayOf(lead: string, sequence: string) {
  return env.DB.prepare(
    "SELECT status, reason, passed, last_step AS lastStep, next_at AS nextAt FROM enrolment WHERE lead_id = ?1 AND sequence = ?2",
  )
    .bind(lead, sequence)
    .first<{
      status: string;
      reason: string | null;
      passed: string;
      lastStep: string | null;
      nextAt: number;
    }>();
}
