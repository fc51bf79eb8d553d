import { readFileSync } from "node:fs";
import { addDays, dayIn } from "../../worker/calendar.ts";
import { linkName } from "../../worker/clicks/link-name.ts";
import { query } from "./stage.ts";

const hour = 3_600_000;
const day = 24 * hour;

interface State {
  name: string;
  /** What differs from a campaign that goes out: columns of its row. */
  row: Record<string, string | number | null>;
  subject: string;
  /** Mails that left, with what became of them, by subject; null: none left yet. */
  sent: readonly (readonly [sent: number, delivered: number, pressed: number])[];
  /** The part of the leads that were gone through. */
  part?: number;
}

/** Campaigns in every state that one can be in, with the figures of those that left; content has none of them. */
export async function addCampaigns(): Promise<string[]> {
  const catalog = JSON.parse(readFileSync("dist/catalog.json", "utf8"));
  const [entry] = Object.values<Record<string, unknown>>(catalog.campaigns);
  const { question } = catalog.segments[String(entry?.["segment"])];
  const now = Date.now();
  for (const state of statesAt(now)) {
    const subjects =
      state.sent.length > 1 || state.name === "prova-soggetti" ? entry?.["subjects"] : [state.subject];
    const row = {
      status: "sending",
      hash: "0".repeat(43),
      approved: JSON.stringify({
        entry: { ...entry, subjects, label: state.name, send: undefined },
        question,
      }),
      approved_at: now - 30 * day,
      starts_at: now - 3 * hour,
      last_row: 1000,
      day: dayIn(now, "Europe/Rome"),
      ...state.row,
    };
    const set = Object.entries(row).filter((one): one is [string, string | number] => one[1] !== null);
    const names = ["name", ...set.map(([name]) => name)];
    await query(
      `INSERT OR IGNORE INTO campaign (${names}) VALUES (${names.map((_, place) => `?${place + 1}`)})`,
      ...[state.name, ...set.map(([, value]) => value)],
    );
    if (state.part !== undefined)
      await query(
        "INSERT OR IGNORE INTO campaign_place (campaign, part, zone, starts_at, row) VALUES (?1, 'rest', '', ?2, ?3)",
        ...[state.name, now, Math.round(state.part * 1000)],
      );
    await addFigures(`campaigns/${state.name}`, state.sent, now);
  }
  // One of each state is enough to look at; the others make the list long.
  return statesAt(now)
    .map(({ name }) => name)
    .filter((name) => !name.startsWith("lettera-"));
}

function statesAt(now: number): State[] {
  const left = JSON.stringify({ permission: 214, suppressed: 31 });
  return [
    {
      name: "natale",
      subject: "Il panettone si prenota adesso",
      row: { status: "approved", starts_at: now + 5 * day, last_row: null },
      sent: [],
    },
    {
      name: "prova-soggetti",
      subject: "La segale",
      row: { status: "testing", judge_at: now + 3 * hour, written: "[420,418,0,0]", left_out: left },
      sent: [
        [420, 401, 9],
        [418, 399, 17],
      ],
      part: 0.3,
    },
    {
      name: "sabato-in-corso",
      subject: "Domani mattina, alle dieci",
      row: { written: "[1480,0,0,0]", left_out: left, paced_at: now },
      sent: [[1480, 1391, 24]],
      part: 0.62,
    },
    {
      name: "fermata-da-noi",
      subject: "Un prezzo sbagliato",
      row: {
        status: "stopped",
        was: "sending",
        stopped_at: now - hour,
        reason: "owner",
        written: "[120,0,0,0]",
      },
      sent: [[120, 118, 1]],
      part: 0.1,
    },
    {
      name: "fermata-da-sola",
      subject: "Il segmento che non c’è più",
      row: {
        status: "stopped",
        was: "sending",
        stopped_at: now - hour,
        reason: "segment",
        written: "[64,0,0,0]",
      },
      sent: [[64, 51, 0]],
      part: 0.05,
    },
    {
      name: "inverno",
      subject: "Il pane d’inverno",
      row: {
        status: "done",
        done_at: now - 10 * day,
        starts_at: now - 12 * day,
        written: "[1210,1208,0,0]",
        left_out: left,
        winner: 1,
        verdict: JSON.stringify({ clear: true, delivered: [1150, 1149], pressed: [18, 41] }),
      },
      sent: [
        [1210, 1150, 18],
        [1208, 1149, 41],
      ],
    },
    // A long list, as an agency has after a year.
    ...Array.from({ length: 24 }, (_, n): State => {
      const ended = now - (20 + 14 * n) * day;
      return {
        name: `lettera-${String(n + 1).padStart(2, "0")}`,
        subject: `Lettera del ${addDays(dayIn(ended, "Europe/Rome"), 0)}`,
        row: { status: "done", done_at: ended, starts_at: ended - hour, written: `[${800 + 11 * n},0,0,0]` },
        sent: [[800 + 11 * n, 760 + 10 * n, 6 + n]],
      };
    }),
  ];
}

async function addFigures(mailing: string, sent: State["sent"], now: number): Promise<void> {
  const at = now - 2 * day;
  const link = linkName("/abbonamento/");
  for (const [variant, [left, delivered, pressed]] of sent.entries()) {
    await query(
      `INSERT OR IGNORE INTO mailing_count (mailing, variant, day, sent, delivered, hard, soft, complained, unsubscribed,
         landed, submitted, confirmed, redeemed) VALUES (?1, ?2, ?3, ?4, ?5, ?6, 2, 1, 3, ?7, ?8, ?9, ?10)`,
      ...[mailing, variant, Math.floor(at / day), left, delivered, Math.max(0, left - delivered - 2)],
      ...[pressed, Math.round(pressed / 3), Math.round(pressed / 4), Math.round(pressed / 9)],
    );
    await query(
      `INSERT OR IGNORE INTO click_count (mailing, day, variant, link, kind, n, presses, people)
       VALUES (?1, ?2, ?3, ?4, 'person', ?5, ?6, ?5), (?1, ?2, ?3, ?4, 'scanner', 31, 40, 0)`,
      ...[mailing, dayIn(at, "Europe/Rome"), variant, link, pressed, pressed + 4],
    );
  }
  if (sent.length === 0) return;
  await query("INSERT OR IGNORE INTO mailing_sent VALUES (?1, ?2, ?2, ?2)", mailing, at);
  await query(
    "INSERT OR IGNORE INTO mailing_link (mailing, link, href) VALUES (?1, ?2, '/abbonamento/')",
    ...[mailing, link],
  );
}
