import { nearestOf } from "../../content/schema/explain.ts";
import { articlesOf, homeOf, privacyOf } from "../content/addresses.ts";
import { allArticles } from "../content/content.ts";
import type { Checked, CheckedLanding, CheckedPage } from "./checked.ts";
import type { Rule, Spot } from "./rule.ts";
import { anchorOf, type TextLink } from "./text.ts";

export const linkRules: Rule[] = [
  {
    id: "broken-link",
    severity: "error",
    reason: "A link that leads nowhere ends the visit.",
    source: "WCAG 2.2 SC 2.4.4; Google Search Central, Make your links crawlable",
    cure: "Correct the address, or delete the link.",
    check: (checked) => {
      const known = knownAddresses(checked);
      return checked.pages.flatMap((page) =>
        page.text.links.flatMap((link) => {
          const message = brokenness(link, page, known);
          return message === null ? [] : [{ file: page.file, at: link.line, message }];
        }),
      );
    },
  },
  {
    id: "http-link",
    severity: "warning",
    reason: "Over http anybody on the way can read and change what is fetched.",
    source: "RFC 9110 section 4.2.2; Google Search Central, Secure your site with HTTPS",
    cure: "Use https://, or link another source.",
    check: ({ pages }) =>
      pages.flatMap(({ text, file }) =>
        text.links.flatMap(({ href, line }) =>
          /^http:\/\//i.test(href) ? [{ file, at: line, message: `${href} is not encrypted.` }] : [],
        ),
      ),
  },
];

export const goalRules: Rule[] = [
  {
    id: "two-goals",
    severity: "warning",
    reason: "A landing has one goal; every other way out takes people from it.",
    source: "DESIGN: a landing is one page with one purpose",
    cure: "Keep one way out at most, or move the second goal to a landing of its own.",
    check: ({ landings, content }) =>
      landings.flatMap((landing) => [...waysOut(landing, content.site.url), ...otherForms(landing)]),
  },
  {
    id: "form-length",
    severity: "warning",
    reason: "Each answer that is demanded costs answers; early in the funnel more than late.",
    source: "GDPR art. 5(1)(c): only what is needed",
    cure: "Make questions optional, ask them later, or set a later stage.",
    check: ({ landings }) =>
      landings.flatMap(({ entry, file }) => {
        const limit = demands[entry.landing.stage];
        const demanded = entry.form.fields.filter(
          (field) => "required" in field && field.required && field.when === undefined,
        ).length;
        if (demanded <= limit) return [];
        const message = `The form demands ${demanded} answers; for ${entry.landing.stage} ${limit} are enough.`;
        return [{ file, at: ["form"], message }];
      }),
  },
];

/** How many answers a form may demand, by the part of the funnel. */
const demands = { awareness: 3, consideration: 6, decision: 8 } as const;

/** The addresses that a link of ours may lead to. */
export function knownAddresses({ content }: Checked): Set<string> {
  const { site } = content;
  const own = content.landings.flatMap(({ pages }) => [pages.landing, pages.thanks]);
  const ours = site.locales.flatMap((locale) => [homeOf(site, locale), privacyOf(site, locale)]);
  const articles = allArticles(content).flatMap(({ page, locale }) => [page, articlesOf(site, locale)]);
  return new Set([...own, ...ours, ...articles]);
}

function brokenness({ href }: TextLink, page: CheckedPage, known: Set<string>): string | null {
  if (href.startsWith("#"))
    return anchorsOf(page).has(href.slice(1)) ? null : `There is no place ${href} on the page.`;
  if (/^[a-z][a-z0-9+.-]*:|^\/\//i.test(href)) return null;
  if (!href.startsWith("/")) return `${href} is no address: begin with / or https://.`;
  const address = href.replace(/[?#].*$/, "");
  if (known.has(address)) return null;
  const nearest = nearestOf(address, [...known]);
  return `There is no page ${address}.${nearest === undefined ? "" : ` Did you mean ${nearest}?`}`;
}

function anchorsOf({ body, text }: CheckedPage): Set<string> {
  const ids = [...body.matchAll(/\bid=["']([^"']+)["']/g)].map(([, id = ""]) => id);
  return new Set(["form", "top", ...ids, ...text.headings.map((heading) => anchorOf(heading.text))]);
}

/** Links to other sites and to other pages of ours, the first kept. */
function waysOut({ entry, file, text }: CheckedLanding, origin: string): Spot[] {
  const leading = text.links.filter(({ href }) => leadsAway(href, entry.pages.landing, origin));
  const addresses = [...new Set(leading.map(({ href }) => href.replace(/#.*$/, "")))];
  const second = leading.find(({ href }) => href.replace(/#.*$/, "") === addresses[1]);
  if (second === undefined) return [];
  return [{ file, at: second.line, message: `${addresses.length} links lead away from the form.` }];
}

function leadsAway(href: string, own: string, origin: string): boolean {
  if (/^(?:#|mailto:|tel:)/.test(href)) return false;
  const address = href.startsWith(`${origin}/`) ? href.slice(origin.length) : href;
  return !address.startsWith(own) && !/\/privacy\/$/.test(address);
}

function otherForms({ entry, file }: CheckedLanding): Spot[] {
  const asked = [...entry.body.matchAll(/<Form\b[^>]*\b(?:form|name)=["']([^"']+)["']/g)];
  const other = asked.find(([, name]) => name !== entry.formName);
  if (other === undefined) return [];
  const line = entry.bodyLine + entry.body.slice(0, other.index).split("\n").length - 1;
  return [{ file, at: line, message: `The page asks a second form, "${other[1]}".` }];
}
