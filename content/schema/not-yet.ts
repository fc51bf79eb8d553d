import type { Form } from "./form.ts";
import type { Landing } from "./landing.ts";
import type { Magnet } from "./magnet.ts";

/** Something the contract knows and this version does not do: where it stands, and what it is. */
export interface NotYet {
  path: (string | number)[];
  feature: string;
}

/** What `form` asks for that this version does not do; never ignored, always refused. */
export function formNotYet(form: Form): NotYet[] {
  const found: NotYet[] = [];
  form.fields.forEach((field, place) => {
    if (field.type === "choice" && field.score !== undefined) {
      found.push({ path: ["fields", place, "score"], feature: "a score" });
    }
  });
  return found;
}

/** What `landing` asks for that this version does not do. */
export function landingNotYet(landing: Landing): NotYet[] {
  const found: NotYet[] = [];
  if (landing.sequence !== undefined) found.push({ path: ["sequence"], feature: "a sequence of mails" });
  if (landing.magnet.length > 1) found.push({ path: ["magnet"], feature: "several magnets on one landing" });
  if (typeof landing.form !== "string") {
    found.push(
      ...formNotYet(landing.form).map(({ path, feature }) => ({ path: ["form", ...path], feature })),
    );
  }
  return found;
}

/** What `magnet` asks for that this version does not do. */
export function magnetNotYet(magnet: Magnet): NotYet[] {
  switch (magnet.kind) {
    case "coupon":
      return [
        ...(magnet.weekdays === undefined
          ? []
          : [{ path: ["weekdays"], feature: "a coupon for certain weekdays" }]),
        ...(magnet.hours === undefined ? [] : [{ path: ["hours"], feature: "a coupon for certain hours" }]),
      ];
    case "ebook":
      return magnet.pdf === undefined && magnet.epub === undefined
        ? [{ path: ["pdf"], feature: "a book made from chapters" }]
        : (["size", "design", "colophon"] as const)
            .filter((key) => magnet[key] !== undefined)
            .map((key) => ({ path: [key], feature: "a book made from chapters" }));
    case "file":
      return [];
    case "video":
      return [{ path: ["kind"], feature: "a video as a magnet" }];
    case "link":
      return [{ path: ["kind"], feature: "a link as a magnet" }];
  }
}
