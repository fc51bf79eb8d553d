import { type CatalogCampaign, catalogCampaignSchema } from "../../content/schema/campaign.ts";
import { isStopped } from "../campaigns/stopped.ts";
import { asksForTracking, keepOwnTokens } from "../clicks/store-tokens.ts";
import type { Deps } from "../env.ts";
import { inboxOf } from "../inbox.ts";
import { isOver, isPaused } from "../sequences/halted.ts";
import { isHeld } from "../store/complaints.ts";
import type { DueMessage } from "../store/messages.ts";
import { forever, hashOfToken, tokenFor } from "../tokens.ts";
import { campaignMailing, type Mailing, mailingAt } from "./mailing.ts";
import { permissionSql } from "./permission.ts";
import { ruleFor } from "./rule.ts";
import { type Told, type ToldRow, toldColumns, toldIn } from "./told.ts";

/** How a mail of content stands at the moment at which it is to leave. */
export interface Standing extends Told {
  /** Null: content no longer has it. */
  mailing: Mailing | null;
  /** Whether its reader may get it. */
  isAllowed: boolean;
  /** Why it waits, though it may leave another time. */
  aside: Aside | null;
  /** Whether its links are its reader's own, and its picture: the consent to that was confirmed as it was first made. */
  isTracked: boolean;
  isOpenTold: boolean;
}

/** What stopped mails that are to be taken up again. */
type Aside = "stopped" | "paused" | "complaints";

type Row = ToldRow & {
  id: string;
  isAllowed: 0 | 1;
  aside: Aside | null;
  isTracked: 0 | 1;
  isOpenTold: 0 | 1;
};

/** What is asked of a mail that is due. */
type Due = Pick<DueMessage, "id" | "to" | "mailing" | "submissionId" | "attempts">;

/** Asks how the mails of content among `due` stand, in four statements, however many they are. */
export async function readStandings(deps: Deps, due: readonly Due[]): Promise<Map<string, Standing>> {
  const mails = due.filter(({ mailing }) => mailing !== null);
  if (mails.length === 0) return new Map();
  const approved = await readApproved(deps, mails);
  const mailings = new Map(
    mails.map(({ id, mailing }) => [id, mailingFor(deps, mailing ?? "", approved)] as const),
  );
  const asked = await Promise.all(mails.map((message) => askedOf(deps, message, mailings.get(message.id))));
  const list = JSON.stringify(asked);
  const results = await deps.db.batch<Row>([
    keepLinks(deps.db, asked),
    ...(asksForTracking(deps.catalog) ? [keepOwnTokens(deps.db, list, deps.now())] : []),
    deps.db.prepare(standings).bind(list),
  ]);
  return new Map(
    (results.at(-1)?.results ?? []).map((row) => [row.id, standingOf(row, mailings.get(row.id) ?? null)]),
  );
}

/** What was approved of the campaigns among `mails`: it leaves so, whatever content says by now. */
async function readApproved({ db }: Deps, mails: readonly Due[]) {
  const names = mails.flatMap(({ mailing }) => (mailing?.startsWith("campaigns/") ? mailing.slice(10) : []));
  if (names.length === 0) return new Map<string, CatalogCampaign>();
  const { results } = await db
    .prepare(
      "SELECT name, approved ->> '$.entry' AS entry FROM campaign WHERE name IN (SELECT value FROM json_each(?1))",
    )
    .bind(JSON.stringify([...new Set(names)]))
    .all<{ name: string; entry: string }>();
  return new Map(
    results.flatMap(({ name, entry }) => {
      const read = catalogCampaignSchema.safeParse(JSON.parse(entry));
      return read.success ? [[`campaigns/${name}`, read.data] as const] : [];
    }),
  );
}

function mailingFor({ catalog }: Deps, path: string, approved: ReadonlyMap<string, CatalogCampaign>) {
  const entry = approved.get(path);
  return entry === undefined ? mailingAt(catalog, path) : campaignMailing(catalog, path, entry);
}

async function askedOf(deps: Deps, { id, to, submissionId, attempts }: Due, mailing?: Mailing | null) {
  const { tokenSecret, catalog } = deps;
  const { purpose, asking, sales } = ruleFor(deps, mailing ?? { purpose: "" });
  return {
    id,
    purpose,
    forms: JSON.stringify(asking),
    sales: sales ? 1 : 0,
    inbox: to === null ? "" : await inboxOf(tokenSecret, to),
    submission: submissionId,
    press: await hashOfToken(await tokenFor(tokenSecret, "press", id)),
    open: catalog.site.opens === "person" ? await hashOfToken(await tokenFor(tokenSecret, "open", id)) : null,
    isNew: attempts <= 1 ? 1 : 0,
    link: await hashOfToken(await tokenFor(tokenSecret, "preferences", submissionId ?? "")),
  };
}

/** The page by which a reader ends it is there, also where the last post brought no mail with its address. */
function keepLinks(db: D1Database, asked: readonly { submission: string | null }[]): D1PreparedStatement {
  return db
    .prepare(
      `INSERT INTO token (hash, purpose, subject_id, expires_at)
       SELECT asked.value ->> 'link', 'preferences', submission.id, ?2
         FROM json_each(?1) AS asked JOIN submission ON submission.id = asked.value ->> 'submission'
         JOIN lead ON lead.id = submission.lead_id
        WHERE lead.erased_at IS NULL ON CONFLICT DO NOTHING`,
    )
    .bind(JSON.stringify(asked), forever);
}

const permission = permissionSql({
  purpose: "asked.value ->> 'purpose'",
  forms: "asked.value ->> 'forms'",
  sales: "asked.value ->> 'sales'",
  inbox: "asked.value ->> 'inbox'",
});

const standings = `SELECT message.id,
  ${permission} IS NULL AND message.status <> 'withheld' AND NOT ${isOver}
    AND NOT EXISTS (SELECT 1 FROM suppression WHERE suppression.inbox IN (message.inbox, asked.value ->> 'inbox')) AS isAllowed,
  CASE WHEN ${isStopped} THEN 'stopped' WHEN ${isPaused} THEN 'paused' WHEN ${isHeld} THEN 'complaints' END AS aside,
  EXISTS (SELECT 1 FROM token WHERE token.hash = asked.value ->> 'press') AS isTracked,
  EXISTS (SELECT 1 FROM token WHERE token.hash = asked.value ->> 'open') AS isOpenTold,
  ${toldColumns({ purpose: "asked.value ->> 'purpose'", inbox: "asked.value ->> 'inbox'" })}
  FROM json_each(?1) AS asked JOIN message ON message.id = asked.value ->> 'id'
  LEFT JOIN lead ON lead.id = message.lead_id`;

function standingOf(row: Row, mailing: Mailing | null): Standing {
  return {
    ...toldIn(row),
    mailing,
    isAllowed: row.isAllowed === 1 && mailing !== null,
    aside: row.aside,
    isTracked: row.isTracked === 1,
    isOpenTold: row.isOpenTold === 1,
  };
}
