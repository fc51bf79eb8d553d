import type { Deps } from "../env.ts";

type Ask = Deps["readTexts"];

/** What an SPF record comes to, with all that it leads on to. */
export interface SpfReach {
  /** The names that a receiver looks up; it stops once there are more than `mostLookups`. */
  lookups: number;
  /** The names that it includes, at whatever depth. */
  included: Set<string>;
  /** Whether anybody may send. */
  isOpen: boolean;
}

/** RFC 7208, 4.6.4: a receiver that would have to look up more names takes the record for broken. */
export const mostLookups = 10;

/** The SPF records among `texts`. */
export function spfIn(texts: readonly string[]): string[] {
  return texts.filter((text) => /^v=spf1( |$)/i.test(text));
}

/** Follows what `record` includes and redirects to, as a receiver does, and no further. */
export async function followSpf(ask: Ask, record: string): Promise<SpfReach> {
  const reach: SpfReach = { lookups: 0, included: new Set(), isOpen: false };
  await walk(ask, record, reach, true);
  return reach;
}

async function walk(ask: Ask, record: string, reach: SpfReach, isOwn: boolean): Promise<void> {
  const terms = termsOf(record);
  const all = terms.find((term) => /^[-~?+]?all$/.test(term));
  // Only what stands in the sender's own words lets anybody in: an included "all" does not.
  if (isOwn && all !== undefined && /^\+?all$/.test(all)) reach.isOpen = true;
  for (const term of terms) {
    const [, kind, target = ""] =
      /^[-~?+]?(include|redirect|a|mx|ptr|exists)(?:[:=]([^/]*))?(?:\/.*)?$/.exec(term) ?? [];
    // Nobody goes on to another record where this one speaks of all.
    if (kind === undefined || (kind === "redirect" && all !== undefined)) continue;
    reach.lookups += 1;
    if (reach.lookups > mostLookups) return;
    if (kind === "include") reach.included.add(target);
    // A name with a macro depends on the mail.
    if ((kind !== "include" && kind !== "redirect") || target === "" || target.includes("%")) continue;
    const [inner] = spfIn((await ask(target)) ?? []);
    if (inner !== undefined) await walk(ask, inner, reach, isOwn && kind === "redirect");
  }
}

/** `record` with `include` in the place where receivers still read it. */
export function including(record: string, include: string): string {
  const [end = ""] = /\s+(?:[-~?+]?all|redirect=\S*)(?=\s|$).*$/i.exec(record) ?? [];
  return `${record.slice(0, record.length - end.length)} include:${include}${end || " ~all"}`;
}

function termsOf(record: string): string[] {
  return record.toLowerCase().split(/ +/).slice(1).filter(Boolean);
}
