import { type Context, Hono } from "hono";
import { genesis, linkText } from "../../content/schema/ledger.ts";
import { daySchema } from "../../content/schema/primitives.ts";
import { endOfDay, startOfDay } from "../calendar.ts";
import { MissingPage } from "../desk/missing.tsx";
import { viewOf } from "../desk/view.ts";
import { digest, hexDigest } from "../digest.ts";
import type { AppEnv } from "../env.ts";
import { withRetries } from "../store/retry.ts";
import { identitiesOf } from "./contact.ts";
import { ProofPage } from "./proof-page.tsx";
import { ReceiptsPage } from "./receipts-page.tsx";
import {
  findLeads,
  readPage,
  readProof,
  receiptEvents,
  searchReceipts,
  type Wanted,
} from "./store-receipts.ts";

const perPage = 50;
const filters = ["q", "purpose", "event", "landing", "form", "version", "channel", "from", "until"] as const;
/** What the address asks for; empty where it asks for nothing. */
export type Asked = Readonly<Record<(typeof filters)[number], string>>;

/** The receipts of consents, each with what proves it. */
export const receipts = new Hono<AppEnv>()
  .get("/receipts", async (c) => {
    const { db } = c.var.deps;
    const asked = askedIn(c);
    const before = /^\d{1,12}$/.test(c.req.query("before") ?? "") ? Number(c.req.query("before")) : null;
    const { found, next } = await withRetries(async () => {
      const wanted = await wantedIn(c, asked);
      return wanted.leads?.length === 0
        ? { found: [], next: null }
        : searchReceipts(db, wanted, { before, limit: perPage });
    });
    return c.html(
      <ReceiptsPage view={viewOf(c)} asked={asked} found={found} next={next} isFirst={before === null} />,
    );
  })
  .get("/receipts/:id{\\d{1,12}}", async (c) => {
    const proof = await withRetries(() => readProof(c.var.deps.db, Number(c.req.param("id"))));
    const view = viewOf(c);
    if (proof === null) return c.html(<MissingPage view={view} />, 404);
    const [wording, link] = await Promise.all([
      hexDigest(proof.wording),
      digest(linkText(proof.before ?? genesis, proof)),
    ]);
    const right = { wording: wording === proof.wording_hash, link: link === proof.link };
    return c.html(<ProofPage view={view} proof={proof} right={right} />);
  })
  .get("/receipts/:id{\\d{1,12}}/page.html", async (c) => {
    const id = c.req.param("id");
    const packed = await withRetries(() => readPage(c.var.deps.db, Number(id)));
    if (packed === null) return c.html(<MissingPage view={viewOf(c)} />, 404);
    // A download, so that nothing in it runs at the desk's address.
    c.header("Content-Type", "text/html; charset=utf-8");
    c.header("Content-Disposition", `attachment; filename="receipt-${id}.html"`);
    return c.body(new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip")));
  });

function askedIn(c: Context<AppEnv>): Asked {
  const read = (name: (typeof filters)[number]) => (c.req.query(name) ?? "").trim().slice(0, 254);
  return {
    q: read("q"),
    purpose: read("purpose"),
    event: read("event"),
    landing: read("landing"),
    form: read("form"),
    version: read("version"),
    channel: read("channel"),
    from: read("from"),
    until: read("until"),
  };
}

/** What to look for; what makes no sense asks for nothing. */
async function wantedIn(c: Context<AppEnv>, asked: Asked): Promise<Wanted> {
  const { db, catalog } = c.var.deps;
  const { timeZone } = catalog.site;
  const day = (text: string) => daySchema.safeParse(text).data ?? null;
  const [from, until] = [day(asked.from), day(asked.until)];
  return {
    leads: asked.q === "" ? null : await findLeads(db, identitiesOf(asked.q)),
    purpose: asked.purpose || null,
    event: receiptEvents.find((event) => event === asked.event) ?? null,
    landing: asked.landing || null,
    form: asked.form || null,
    version: /^\d{1,6}$/.test(asked.version) ? Number(asked.version) : null,
    channel: asked.channel || null,
    from: from === null ? null : startOfDay(from, timeZone),
    until: until === null ? null : endOfDay(until, timeZone),
  };
}
