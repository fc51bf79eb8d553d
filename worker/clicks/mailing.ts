import type { Catalog } from "../../content/schema/catalog.ts";
import type { Source } from "../source.ts";
import { letterOf } from "./link-name.ts";

/** A mailing as the catalog has it, as far as its links and its figures need it. */
export interface Mailing {
  /** `campaigns/<name>` or `sequences/<name>/<step>`. */
  name: string;
  medium: "campaign" | "sequence";
  /** What reports count it under, as `utm_campaign`. */
  label: string;
  /** The subjects, as somebody reads them of whom nothing is known; more than one are tried against each other. */
  subjects: readonly string[];
  links: readonly string[];
  /** The landing that it belongs to, where it has one. */
  landing: string | null;
}

/** The mailing called `name`, or null where the catalog has none of that name. */
export function findMailing(catalog: Catalog, name: string): Mailing | null {
  const [folder, first = "", step = ""] = name.split("/");
  return folder === "campaigns" ? campaignNamed(catalog, first) : stepNamed(catalog, first, step);
}

/** All mailings of the catalog. */
export function listMailings(catalog: Catalog): Mailing[] {
  return [
    ...Object.keys(catalog.campaigns).flatMap((name) => campaignNamed(catalog, name) ?? []),
    ...Object.entries(catalog.sequences).flatMap(([sequence, { steps }]) =>
      steps.flatMap((step) => stepNamed(catalog, sequence, step.name) ?? []),
    ),
  ];
}

function campaignNamed({ campaigns }: Catalog, name: string): Mailing | null {
  const campaign = Object.hasOwn(campaigns, name) ? campaigns[name] : undefined;
  if (campaign === undefined) return null;
  const { label, subjects, links, landing = null } = campaign;
  return { name: `campaigns/${name}`, medium: "campaign", label, subjects, links, landing };
}

function stepNamed({ sequences }: Catalog, name: string, stepName: string): Mailing | null {
  const sequence = Object.hasOwn(sequences, name) ? sequences[name] : undefined;
  const step = sequence?.steps.find((one) => one.name === stepName);
  if (sequence === undefined || step === undefined) return null;
  return {
    name: `sequences/${name}/${stepName}`,
    medium: "sequence",
    label: name,
    subjects: [step.subject],
    links: step.links,
    landing: sequence.landings[0] ?? null,
  };
}

/** What the addresses of our pages tell of the mail `variant` of `mailing` that led there. */
export function sourceOf({ name, medium, label }: Mailing, variant: number | null) {
  const [, first = "", step = ""] = name.split("/");
  const letter = letterOf(variant);
  // Campaigns may share a label: their figures are told apart all the same.
  const content = medium === "sequence" ? step : first === label ? letter : `${first}-${letter}`;
  return {
    utm_source: "email",
    utm_medium: medium,
    utm_campaign: label,
    utm_content: content,
  } satisfies Source;
}

/** The mailing, and its variant, that `source` tells of; null where it tells of none that the catalog has. */
export function mailingIn(catalog: Catalog, source: Source): { mailing: string; variant: number } | null {
  const { utm_source, utm_medium, utm_campaign: label = "", utm_content: content = "" } = source;
  if (utm_source !== "email") return null;
  if (utm_medium === "sequence") {
    const found = stepNamed(catalog, label, content);
    return found === null ? null : { mailing: found.name, variant: 0 };
  }
  const [, name = label, letter = ""] = /^(?:(.+)-)?([a-d])$/.exec(content) ?? [];
  const found = utm_medium === "campaign" && letter !== "" ? campaignNamed(catalog, name) : null;
  return found === null || found.label !== label
    ? null
    : { mailing: found.name, variant: "abcd".indexOf(letter) };
}
