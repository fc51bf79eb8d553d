import type { Answers } from "../content/schema/answers.ts";
import type { Field } from "../content/schema/field.ts";
import { momentOfClock } from "./calendar.ts";
import type { Deps } from "./env.ts";
import { judgePhone } from "./phone.ts";

/** What tells on which clock somebody reads the time. */
export interface ZoneHints {
  /** Two letters: the country of an answer. */
  country: string | null;
  phone: string | null;
  /** The time zone of the network, as the platform has it. */
  network: string | null;
}

/** What `answers` tell of it. */
export function zoneHints(fields: readonly Field[], answers: Answers): Omit<ZoneHints, "network"> {
  const answerTo = (type: Field["type"]) => {
    const name = fields.find((field) => field.type === type)?.name ?? "";
    const answer = Object.hasOwn(answers, name) ? answers[name] : undefined;
    return typeof answer === "string" && answer !== "" ? answer : null;
  };
  return { country: answerTo("country"), phone: answerTo("phone") };
}

/**
 * The time zone whose clock somebody reads, where it shows another time than that of `home`; else null.
 *
 * The country of the answers decides, without one that of the phone, and the network only says where in a country of
 * several zones; without either it decides alone. Of those at home nothing is known, nor kept.
 */
export function zoneFrom({ country, phone, network }: ZoneHints, home: string, now: number): string | null {
  const here = network !== null && isZone(network) ? network : null;
  const known = country ?? (phone === null ? null : judgePhone(phone).country);
  const zones = known === null ? [] : zonesOf(known);
  if (zones.includes(home)) return null;
  const main = zones.length === 0 ? undefined : (mains[known ?? ""] ?? zones[0]);
  const zone = here !== null && (zones.length === 0 || zones.includes(here)) ? here : main;
  return zone === undefined || isSameClock(zone, home, now) ? null : zone;
}

/** Where most people of a country live that has several clocks. */
const mains: Readonly<Record<string, string>> = {
  ...{ AU: "Australia/Sydney", BR: "America/Sao_Paulo", CA: "America/Toronto", CD: "Africa/Kinshasa" },
  ...{
    CL: "America/Santiago",
    EC: "America/Guayaquil",
    ES: "Europe/Madrid",
    GL: "America/Nuuk",
    ID: "Asia/Jakarta",
  },
  ...{ KZ: "Asia/Almaty", MX: "America/Mexico_City", NZ: "Pacific/Auckland", PF: "Pacific/Tahiti" },
  ...{ PG: "Pacific/Port_Moresby", PT: "Europe/Lisbon", RU: "Europe/Moscow", US: "America/New_York" },
};

function zonesOf(country: string): readonly string[] {
  if (!/^[A-Z]{2}$/.test(country)) return [];
  // TypeScript does not know it yet.
  const region: Intl.Locale & { getTimeZones?: () => string[] | undefined } = new Intl.Locale(
    `und-${country}`,
  );
  return region.getTimeZones?.() ?? [];
}

function isZone(text: string): boolean {
  if (!/^[A-Za-z0-9_+/-]{1,40}$/.test(text)) return false;
  try {
    return new Intl.DateTimeFormat("en", { timeZone: text }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}

/** Whether both clocks show the same in winter and in summer. */
function isSameClock(one: string, other: string, now: number): boolean {
  const year = new Date(now).getUTCFullYear();
  return [0, 6].every((month) => {
    const noon = Date.UTC(year, month, 15, 12);
    return momentOfClock(noon, one) === momentOfClock(noon, other);
  });
}

/** Keeps the time zone of the lead of `submission`, where it is another than the site's; campaigns are sent by it. */
export async function keepZone(
  { db, catalog, now, log }: Deps,
  submission: string,
  hints: ZoneHints,
): Promise<void> {
  const zone = zoneFrom(hints, catalog.site.timeZone, now());
  if (zone === null) return;
  try {
    await insertZones(db, [{ submission, zone }]).run();
  } catch (error) {
    log({ event: "zone", error: error instanceof Error ? error.message : "unknown" });
  }
}

/** Writes down the time zones of the leads of submissions. */
export function insertZones(
  db: D1Database,
  zones: readonly { submission: string; zone: string }[],
): D1PreparedStatement {
  return db
    .prepare(
      `INSERT INTO lead_zone (lead_id, zone)
       SELECT lead.id, known.value ->> 'zone' FROM json_each(?1) AS known
         JOIN submission ON submission.id = known.value ->> 'submission' JOIN lead ON lead.id = submission.lead_id
        WHERE lead.erased_at IS NULL ON CONFLICT (lead_id) DO UPDATE SET zone = excluded.zone`,
    )
    .bind(JSON.stringify(zones));
}
