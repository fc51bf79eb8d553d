import { join } from "node:path";
import metadata from "libphonenumber-js/metadata.min";
import { writeWhole } from "../write-whole.ts";

/** Lays the numbering plans where the Worker is bundled with them: `#phone-plans` of package.json. */
export function layPhonePlans(root: string): Promise<void> {
  return writeWhole(join(root, "dist/phone-plans.json"), phonePlans());
}

/** Where the groups of a number stand in a country's plan. */
const groups = 4;

/**
 * The world's numbering plans, as far as the Worker needs them, as JSON: all of them to judge a number by, and the way
 * numbers are grouped where most of ours ring, in Europe and North America (calling codes of the zones 1, 3 and 4);
 * elsewhere a number is told in one piece. What is left out is a third, which need not be loaded at each start.
 */
function phonePlans(): string {
  const countries = Object.entries(metadata.countries).map(([country, plan]) => {
    const isNear = /^[134]/.test(String(plan[0]));
    return [country, isNear ? plan : plan.map((part, place) => (place === groups ? 0 : part))];
  });
  return JSON.stringify({ ...metadata, countries: Object.fromEntries(countries) });
}
