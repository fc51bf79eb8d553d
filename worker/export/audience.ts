import type { Catalog } from "../../content/schema/catalog.ts";
import type { FieldType } from "../../content/schema/field.ts";
import { answerText } from "../desk/stored.ts";
import type { Deps } from "../env.ts";
import { inboxOf } from "../inbox.ts";
import { audienceCells, audienceHeads, type Known, type Platform } from "./audience-rules.ts";
import { latestIn } from "./people.ts";
import { pagesOf, type Sheet } from "./sheet.ts";
import { listAudience, type MemberOfAudience } from "./store-audience.ts";
import type { UsedNames, Whom } from "./store-exports.ts";
import { readSuppressed } from "./store-people.ts";

/**
 * The purposes that must stand confirmed, both of them, before a person is handed to an advertising platform.
 *
 * What is shown there is advertising of the business (`marketing`); a platform that gets the list, hashed or not, is a
 * recipient of personal data (`partners`: EDPB guidelines 8/2020, on the targeting of social media users). Consents that
 * were given and not confirmed from the address prove nothing, and count for nothing here.
 */
const audiencePurposes = ["marketing", "partners"] as const;

/** The sheet of those who agreed, in the form and with the heads of `platform`; no name or address is in it in plain. */
export function audienceSheet(
  { db, catalog, tokenSecret }: Deps,
  used: UsedNames,
  whom: Whom,
  platform: Platform,
): Omit<Sheet, "name"> {
  let suppressed: Promise<Set<string>> | null = null;
  const pages = pagesOf(
    used.leads,
    async (after, limit) => {
      suppressed ??= readSuppressed(db);
      const found = await listAudience(db, whom, audiencePurposes, after, limit);
      return Promise.all(
        found.map(async (row) => {
          const inbox = row.email === null ? "" : await inboxOf(tokenSecret, row.email);
          return { ...row, isSuppressed: (await suppressed)?.has(inbox) ?? false };
        }),
      );
    },
    async (row) => (row.isSuppressed ? [] : audienceCells(platform, knownOf(catalog, row))),
    whom.part,
  );
  return {
    heads: audienceHeads(platform),
    timeZone: catalog.site.timeZone,
    // A page of suppressed people alone is not the end.
    nextPage: async () => {
      for (let page = await pages(); page.length > 0; page = await pages()) {
        const rows = page.filter((cells) => cells.some((cell) => cell !== ""));
        if (rows.length > 0) return rows;
      }
      return [];
    },
  };
}

/** What a person told of themselves, whatever the fields are called. */
function knownOf(catalog: Catalog, row: MemberOfAudience): Known {
  const answers = latestIn(row.answers);
  const said = (type: FieldType) => {
    for (const form of Object.values(catalog.forms))
      for (const field of form.fields) {
        const answer = field.type === type ? answerText(answers[field.name]) : "";
        if (answer !== "") return answer;
      }
    return "";
  };
  const [givenName = "", ...rest] = said("name").split(/\s+/);
  return {
    email: row.email ?? "",
    phone: row.phone ?? "",
    givenName: row.given_name ?? givenName,
    familyName: row.family_name ?? rest.join(" "),
    city: said("city"),
    province: said("province"),
    postalCode: said("postal-code"),
    // A postal address without its country is one of ours.
    country: said("country") || (said("postal-code") === "" ? "" : "IT"),
    birthday: said("birthday"),
  };
}
