import { encodeQuestion } from "../../worker/segments/address.ts";
import type { Things } from "../bench/desk-pages.ts";
import { act, oneOf, packed } from "./census.ts";
import { origin, query, someone } from "./stage.ts";

/** What is typed at the desk and stands in files: texts alone, and many in one. */
export interface Words {
  /** Those of at most `most` characters, each by itself. */
  alone: (most: number) => string[];
  /** All of them, together in texts of at most `most` characters. */
  together: (most: number) => string[];
}

/** All that the desk has taken in, and which strings are to be read where. */
export interface TakenIn {
  things: Things;
  /** Files on their way in: one whose columns are to be told, one that was tried; the one of `things` is in. */
  mapping: string;
  tried: string;
  read: [address: string, texts: string[]][];
}

/** Gives `words` to the desk wherever it takes any. */
export async function takeIn(words: Words, Cookie: string): Promise<TakenIn> {
  const mapping = await bring(words, Cookie, "mapping");
  const tried = await bring(words, Cookie, "ready");
  const done = await bring(words, Cookie, "done");
  const lead = done.leads[0] ?? "";
  const [notes, tags, names] = [words.together(3900), words.alone(40), words.alone(60)];
  for (const text of notes) await sent(act(`/admin/leads/${lead}/notes`, { text }, Cookie));
  await sent(act(`/admin/leads/${lead}/tag`, { tag: tags[0] ?? "" }, Cookie));
  const where = encodeQuestion({ field: "tag", is: oneOf(names, 3) });
  const cost = { campaign: names[0] ?? "", from: "2026-11-01", amount: "12,50", source: oneOf(names, 1) };
  await sent(act("/admin/segments", { title: names[0] ?? "", where, cols: "contact,tags" }, Cookie));
  await sent(act("/admin/costs", cost, Cookie));
  const things = { ...(await insert(words, done.leads)), lead, import: done.id, ...mailings };
  const [reason = "", longer = ""] = [words.together(480)[0], words.together(1900)[0]];
  await sent(act(`/admin/requests/${things.request}/extend`, { reason: longer }, Cookie));
  // Whoever goes on with what they paused says why.
  const sequence = `/admin/mail/sequences/${mailings.sequence}`;
  await sent(act(`${sequence}/pause`, {}, Cookie));
  await sent(act(`${sequence}/resume`, { reason }, Cookie));
  const all = words.alone(1900);
  return {
    ...{ things, mapping: mapping.id, tried: tried.id },
    read: [
      [`/admin/leads/${lead}`, [...notes, ...tags, provenanceOf(words), ...words.alone(190)]],
      [sequence, [reason]],
      ["/admin/leads/duplicates", done.leads.length > 1 ? names : []],
      ["/admin/segments", all],
      ["/admin/costs", all],
      ["/admin/steps", names.slice(0, 5).map((name) => name.toLowerCase())],
      ["/admin/coupons/batches", all],
      ["/admin/people", all],
      ["/admin/tokens", all],
      ["/admin/audit", all],
      [`/admin/imports/${mapping.id}`, words.alone(80)],
      [`/admin/imports/${tried.id}`, words.alone(80).slice(0, 3)],
      [`/admin/imports/${done.id}`, [provenanceOf(words)]],
      [`/admin/requests/${things.request}`, [...notes, longer]],
      [`/admin/receipts/${things.receipt}`, all],
    ],
  };
}

/** Of the sample's own content. */
const mailings = {
  campaign: "segale-del-sabato",
  sequence: "dopo-il-libro",
  step: "dopo-il-libro/cinque-secondi",
};

/** Where the file's people come from, as the desk is told. */
function provenanceOf(words: Words): string {
  return words.together(480).at(-1) ?? "";
}

async function sent(answer: Promise<Response>): Promise<string> {
  const { status, url, headers } = await answer;
  if (status !== 303) throw new Error(`${url} answered ${status}.`);
  return headers.get("Location") ?? "";
}

/** Brings a file with `words` in all its heads and cells, as far as `until`. */
async function bring(words: Words, Cookie: string, until: "mapping" | "ready" | "done") {
  const texts = words.alone(80);
  const notes = words.together(1900);
  const emails = notes.map(() => someone());
  const becomes = ["field:email", "field:nome", "field:zona", "field:azienda", "field:note", "field:per"];
  const targets = [...becomes, "tag", "mark:utm_source", "mark:campaign_name"];
  const heads = Array.from({ length: Math.max(targets.length, texts.length) }, (_, n) => oneOf(texts, n));
  const row = (email: string, n: number) =>
    heads.map(
      (_, place) =>
        [email, oneOf(texts, n), oneOf(texts, n + 1), oneOf(texts, n + 2), notes[n], "Casa mia"][place] ??
        oneOf(texts, n + place),
    );
  const refused = texts.map((text, n) => row(text, n % notes.length));
  const csv = [heads, ...emails.map(row), ...refused]
    .map((cells) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(","))
    .join("\r\n");
  const form = new FormData();
  form.append("landing", "preventivo");
  form.append("provenance", provenanceOf(words));
  form.append("basis", "consent");
  form.append("file", new File([csv], `${texts.at(-1)}.csv`));
  const headers = { Origin: origin, Cookie };
  const path = await sent(
    fetch(`${origin}/admin/imports`, { method: "POST", redirect: "manual", headers, body: form }),
  );
  const id = path.slice("/admin/imports/".length);
  const reach = async (wanted: string) => {
    for (let presses = 0; presses < 20; presses += 1) {
      const [row] = await query("SELECT status FROM import WHERE id = ?1", id);
      if (row?.status === wanted) return;
      await sent(act(`${path}/on`, {}, Cookie));
    }
    throw new Error(`The file never came to "${wanted}".`);
  };
  await reach("mapping");
  if (until === "mapping") return { id, leads: [] };
  const columns = Object.fromEntries(targets.map((target, place) => [`column-${place}`, target]));
  const claim = { "claim-marketing": "all", "wording-marketing": words.alone(1900).join("\n") };
  await sent(act(`${path}/columns`, { ...columns, ...claim }, Cookie));
  await reach("ready");
  if (until === "ready") return { id, leads: [] };
  await sent(act(`${path}/take`, {}, Cookie));
  await reach("done");
  const rows = await query(
    "SELECT id FROM lead WHERE email IN (SELECT value FROM json_each(?1)) ORDER BY rowid",
    JSON.stringify(emails),
  );
  return { id, leads: rows.map((found) => String(found.id)) };
}

/** What would cost a press for each string is written into the tables. */
async function insert(
  words: Words,
  leads: readonly string[],
): Promise<Omit<Things, "lead" | keyof typeof mailings>> {
  const now = Date.now();
  const [lead = "", other = lead] = leads;
  const names = words.alone(60);
  // Few rows, for other tests walk through these pages, too: the tables hold texts of any length.
  const several = packed(words.alone(1900), 700);
  // Ids have 22 characters: these, and the place of the string.
  const start = crypto.randomUUID().replaceAll("-", "").slice(0, 19);
  const each = (sql: string, texts: readonly string[], ...values: (string | number)[]) =>
    query(`${sql} FROM json_each(?1)`, JSON.stringify(texts), start, now, ...values);
  const id = "printf('%s%03d', ?2, key)";
  await each("INSERT OR IGNORE INTO lead_tag (lead_id, tag, at) SELECT ?4, value, ?3", words.alone(40), lead);
  await each(
    `INSERT INTO segment (name, title, question, created_at)
     SELECT ${id}, value, json_object('field', 'tag', 'is', value), ?3`,
    several,
  );
  await each(
    `INSERT INTO cost (id, campaign, day_from, day_until, amount, currency, source, created_at)
     SELECT ${id}, value, '2026-11-02', '2026-11-02', 100, 'EUR', substr(value, 1, 60), ?3`,
    several,
  );
  await each(
    `INSERT INTO step_count (day, landing, step, source, n)
     SELECT date(?3 / 1000, 'unixepoch'), 'lievito-madre', 'view', lower(value), 1000`,
    names.slice(0, 9),
  );
  await each(
    `INSERT INTO batch (id, magnet, title, source, size, created_at) SELECT ${id}, 'primo-pane', value, substr(value, 1, 60), 1, ?3`,
    several,
  );
  await each(`INSERT INTO member (id, name, role, created_at) SELECT ${id}, value, 'editor', ?3`, several);
  await each(
    `INSERT INTO api_token (id, name, hash, scopes, created_at) SELECT ${id}, value, ${id} || '${"-".repeat(21)}', '[]', ?3`,
    several,
  );
  await each(
    `INSERT INTO till (id, name, shop, secret, created_at, seen_at) SELECT ${id}, value, value, ${id} || '${"-".repeat(21)}', ?3, ?3`,
    several,
  );
  await each(
    `INSERT INTO sale (id, lead_id, day, at, what, noted_at) SELECT ${id}, ?4, '2026-11-02', ?3, value, ?3`,
    packed(words.alone(190), 190),
    lead,
  );
  await each(
    `INSERT INTO audit (at, act, subject, about) SELECT ?3, 'lead.tag', value, json_object('landing', value)`,
    several,
  );
  await query(
    `INSERT INTO request (id, kind, lead_id, channel, received_at, due_at, note, contact)
     VALUES (?1, 'access', ?2, 'mail', ?3, ?3 + 2592000000, ?4, ?5)`,
    ...[`${start}000`, lead, now, words.together(3900).join("\n"), words.alone(100).join("\n")],
  );
  // This form asks for a name in one piece, which is none of a person's two.
  await query(
    "UPDATE lead SET given_name = ?2, family_name = ?3 WHERE id = ?1",
    lead,
    ...[names.join(" "), oneOf(names, 1)],
  );
  for (const twin of [lead, other])
    await query("INSERT OR IGNORE INTO lead_key (lead_id, key) VALUES (?1, ?2)", twin, `name:${start}`);
  const [receipt] = await query("SELECT max(id) AS id FROM receipt WHERE lead_id = ?1", lead);
  const first = `${start}000`;
  return { batch: first, member: first, request: first, cost: first, receipt: String(receipt?.id) };
}
