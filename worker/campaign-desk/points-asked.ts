import { fill } from "../../content/schema/locales/worker.ts";
import type { View } from "../desk/view.ts";
import type { DomainFinding } from "./domain.ts";
import type { LinkFinding } from "./links.ts";
import type { Point } from "./point.ts";
import { fileOf } from "./points.ts";

/** What the network said when it was asked. */
export interface Asked {
  links: LinkFinding[];
  domain: DomainFinding[];
}

/** The points that only the network can tell: whether links answer, and what the DNS says of the sender's domain. */
export function askedPoints(
  view: View,
  { name, links, asked }: { name: string; links: readonly string[]; asked: Asked | null },
): Point[] {
  const { points } = view.texts.campaigns.checks;
  return [
    linksPoint(view, name, links, asked?.links ?? null),
    ...(asked === null
      ? (["spf", "dkim", "dmarc"] as const).map((proof) => ({
          name: proof,
          mark: "unasked" as const,
          text: points.domainUnasked,
        }))
      : asked.domain.map((finding) => domainPoint(view, finding))),
  ];
}

function linksPoint(
  view: View,
  name: string,
  links: readonly string[],
  found: readonly LinkFinding[] | null,
): Point {
  const { points } = view.texts.campaigns.checks;
  const point = { name: "links" } as const;
  const n = new Set(links).size;
  if (n === 0)
    return {
      ...point,
      mark: "know",
      text: points.linksNone,
      cure: fill(points.linksNoneCure, { file: fileOf(name) }),
    };
  if (found === null) return { ...point, mark: "unasked", text: fill(points.linksUnasked, { n }) };
  const listed = (...kinds: LinkFinding["is"][]) =>
    found
      .filter(({ is }) => kinds.includes(is))
      .map(({ link, answer }) => (answer === "" ? link : `${link} (${answer})`))
      .join(", ");
  const dead = listed("dead", "private");
  if (dead !== "")
    return {
      ...point,
      mark: "mend",
      text: fill(points.linksDead, { list: dead }),
      cure: fill(points.linksDeadCure, { file: fileOf(name) }),
    };
  const unsure = listed("unsure");
  if (unsure !== "") return { ...point, mark: "know", text: fill(points.linksUnsure, { list: unsure }) };
  const left = listed("unasked");
  if (left !== "") return { ...point, mark: "know", text: fill(points.linksLeft, { list: left }) };
  return { ...point, mark: "passed", text: fill(points.links, { n }) };
}

function domainPoint(view: View, { proof, is, name, value }: DomainFinding): Point {
  const { points } = view.texts.campaigns.checks;
  const write = fill(points.record, { name, value });
  const silent = { text: fill(points.domainSilent, { name }), cure: points.domainSilentCure };
  const told: Record<
    DomainFinding["proof"],
    Partial<Record<DomainFinding["is"], Omit<Point, "name" | "mark">>>
  > = {
    spf: {
      there: { text: fill(points.spf, { name }) },
      missing: { text: fill(points.spfMissing, { name }), cure: write },
      several: { text: fill(points.spfSeveral, { name }) },
      open: { text: fill(points.spfOpen, { name }), cure: write },
      over: { text: fill(points.spfOver, { name }), cure: points.spfOverCure },
    },
    dkim: {
      there: { text: fill(points.dkim, { name }) },
      missing: { text: fill(points.dkimMissing, { name }), cure: points.dkimMissingCure },
      unnamed: { text: points.dkimUnnamed, cure: points.dkimUnnamedCure },
    },
    dmarc: {
      there: { text: fill(points.dmarc, { name }) },
      missing: { text: fill(points.dmarcMissing, { name }), cure: write },
      several: { text: fill(points.dmarcSeveral, { name }) },
    },
  };
  const mark = is === "there" ? "passed" : is === "silent" || is === "unnamed" ? "know" : "mend";
  return { name: proof, mark, ...(told[proof][is] ?? silent) };
}
