import type { Answers } from "../content/schema/answers.ts";
import type { Catalog, CatalogForm, CatalogLanding, CatalogMagnet } from "../content/schema/catalog.ts";
import type { Condition } from "../content/schema/condition.ts";
import { isMet } from "../content/schema/steps.ts";

/** A landing with what it names. */
export interface LandingHere {
  path: string;
  landing: CatalogLanding;
  form: CatalogForm;
  /** What it may give away. */
  gifts: readonly Gift[];
}

/** One thing that a landing gives away. */
export interface Gift {
  name: string;
  magnet: CatalogMagnet;
  /** The answers that bring it; without them everyone gets it. */
  when?: Condition | undefined;
  /** Whether it is for those to whom no answer brings another. */
  otherwise: boolean;
}

/** The landing at `path`, or null; names that every object has are none. */
export function findLanding(catalog: Catalog, path: string): LandingHere | null {
  const landing = Object.hasOwn(catalog.landings, path) ? catalog.landings[path] : undefined;
  const form = landing && catalog.forms[landing.form];
  if (landing === undefined || form === undefined) return null;
  return { path, landing, form, gifts: landing.magnets.flatMap((given) => giftOf(catalog, given)) };
}

function giftOf(catalog: Catalog, { name, ...given }: CatalogLanding["magnets"][number]): Gift[] {
  const magnet = findMagnet(catalog, name);
  return magnet === null ? [] : [{ name, magnet, ...given }];
}

/**
 * The landing that a coupon of `magnet` is shown in the look of: the one at `path` while it still gives it, or the first
 * that does; where none does any more, that one all the same, or any.
 */
export function landingFor(catalog: Catalog, path: string | null, magnet: string): LandingHere | null {
  const gives = (name: string) => catalog.landings[name]?.magnets.some((given) => given.name === magnet);
  const names = Object.keys(catalog.landings);
  const own = names.filter((name) => name === path);
  const [best] = [...own.filter(gives), ...names.filter(gives), ...own, ...names];
  return best === undefined ? null : findLanding(catalog, best);
}

/** The magnet called `name`, or null; names that every object has are none. */
export function findMagnet(catalog: Catalog, name: string): CatalogMagnet | null {
  return (Object.hasOwn(catalog.magnets, name) && catalog.magnets[name]) || null;
}

/** What a printed coupon, which nobody asked for on a page, counts for: the first landing that gives its magnet, or the magnet. */
export function printedFor({ landings }: Catalog, magnet: string): string {
  const gives = ([, { magnets }]: [string, CatalogLanding]) => magnets.some(({ name }) => name === magnet);
  return Object.entries(landings).find(gives)?.[0] ?? magnet;
}

/** What these answers bring, in the landing's order: of coupons the first alone, for a person gets one at a time. */
export function giftsFor({ gifts }: LandingHere, answers: Answers): Gift[] {
  const brought = gifts.filter(({ when }) => when !== undefined && isMet(when, answers));
  const given = gifts.filter((gift) =>
    gift.otherwise ? brought.length === 0 : gift.when === undefined || brought.includes(gift),
  );
  const coupon = given.find(({ magnet }) => magnet.kind === "coupon");
  return given.filter((gift) => gift.magnet.kind !== "coupon" || gift === coupon);
}
