import { dislikedIn, falseAnswer } from "../../content/schema/disliked.ts";
import { fill } from "../../content/schema/locales/worker.ts";
import { mailClip } from "../../content/schema/mail-body.ts";
import type { View } from "../desk/view.ts";
import type { SeenLetter } from "../mailing-desk/sample.ts";
import type { Point } from "./point.ts";
import { fileOf } from "./points.ts";

/** The points that are read off the letter as it leaves: weight, words, unsubscribing and pictures. */
export function letterPoints(view: View, name: string, letter: SeenLetter | null): Point[] {
  const { points } = view.texts.campaigns.checks;
  if (letter === null) return [{ name: "words", mark: "know", text: points.unread }];
  return [
    weightPoint(view, name, letter),
    spamPoint(view, letter),
    unsubscribePoint(view, letter),
    picturesPoint(view, name, letter),
  ];
}

function weightPoint(view: View, name: string, { html }: SeenLetter): Point {
  const { points } = view.texts.campaigns.checks;
  const bytes = new TextEncoder().encode(html).length;
  const n = Math.ceil(bytes / 1000);
  if (bytes <= mailClip) return { name: "weight", mark: "passed", text: fill(points.weight, { n }) };
  const cure = fill(points.weightOverCure, { file: fileOf(name) });
  return { name: "weight", mark: "mend", text: fill(points.weightOver, { n }), cure };
}

function spamPoint(view: View, { subject, text }: SeenLetter): Point {
  const { points } = view.texts.campaigns.checks;
  const found = [
    ...(falseAnswer.test(subject) ? [subject] : []),
    ...[subject, ...text.split("\n")].flatMap((line) => dislikedIn(line)?.words ?? []),
  ];
  if (found.length === 0) return { name: "spam", mark: "passed", text: points.spam };
  const words = [...new Set(found)].map((word) => `«${word}»`).join(", ");
  return { name: "spam", mark: "know", text: fill(points.spamSome, { words }), cure: points.spamSomeCure };
}

function unsubscribePoint(view: View, { headers }: SeenLetter): Point {
  const { points } = view.texts.campaigns.checks;
  const has =
    /^<https?:\/\/[^>]+>/.test(headers["List-Unsubscribe"] ?? "") &&
    headers["List-Unsubscribe-Post"] === "List-Unsubscribe=One-Click";
  if (has) return { name: "unsubscribe", mark: "passed", text: points.unsubscribe };
  return {
    name: "unsubscribe",
    mark: "mend",
    text: points.unsubscribeNone,
    cure: points.unsubscribeNoneCure,
  };
}

function picturesPoint(view: View, name: string, { html }: SeenLetter): Point {
  const { points } = view.texts.campaigns.checks;
  const pictures = html.match(/<img\b[^>]*>/g) ?? [];
  // An empty alt says that the picture adds nothing to the words around it.
  const mute = pictures.filter((picture) => !/\salt="/.test(picture)).length;
  if (mute > 0)
    return {
      name: "pictures",
      mark: "mend",
      text: fill(points.picturesMute, { n: mute }),
      cure: fill(points.picturesMuteCure, { file: fileOf(name) }),
    };
  const text = pictures.length === 0 ? points.picturesNone : points.pictures;
  return { name: "pictures", mark: "passed", text };
}
