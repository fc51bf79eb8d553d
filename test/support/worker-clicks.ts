import type { Catalog } from "../../content/schema/catalog.ts";
import { aCatalog } from "./worker-catalog.ts";

/** The mailings of `aMailedCatalog`. */
export const campaign = "campaigns/pane-di-marzo";
export const step = "sequences/dopo-la-guida/lievito";

/** Where the links of the campaign lead. */
const campaignLinks = ["/guida/", "/sconto/?da=mail", "https://other.example/a?b=1"];

/** The small catalog with one campaign, which tries two subjects, and one sequence of one mail. */
export function aMailedCatalog(change: Parameters<typeof aCatalog>[0] = () => {}): Catalog {
  return aCatalog((catalog) => {
    catalog.campaigns = {
      "pane-di-marzo": {
        locale: "it",
        subjects: ["Il pane di marzo", "Marzo, tempo di pane"],
        segment: "tutti",
        landing: "sconto",
        purpose: "marketing",
        basis: "consent",
        zone: "site",
        rate: 2000,
        label: "pane-di-marzo",
        asset: "/_private/mails/pane-di-marzo.json",
        links: campaignLinks,
      },
    };
    catalog.sequences = {
      "dopo-la-guida": {
        title: "Dopo la guida",
        start: { step: "download" },
        purpose: "marketing",
        stop: ["bought"],
        hours: { from: 540, until: 1140 },
        landings: ["guida"],
        steps: [
          {
            name: "lievito",
            locale: "it",
            subject: "Il lievito",
            delay: { days: 2, seconds: 0, weekdays: [1, 2, 3, 4, 5, 6, 7], hours: null },
            asset: "/_private/mails/lievito.json",
            links: ["/sconto/"],
          },
        ],
      },
    };
    change(catalog);
  });
}
