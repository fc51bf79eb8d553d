import type { APIRoute, GetStaticPaths } from "astro";
import { workerEn } from "../../content/schema/locales/en-worker.ts";
import { workerIt } from "../../content/schema/locales/it-worker.ts";
import { deskTextsPath } from "../../content/schema/locales/worker.ts";

const texts = { it: workerIt, en: workerEn };
const addresses = { it: deskTextsPath("it"), en: deskTextsPath("en") };

/** What the desk says, which the Worker fetches when somebody opens it. */
export const getStaticPaths = (() =>
  (["it", "en"] as const).map((locale) => ({
    params: { words: addresses[locale].slice(1, -".json".length) },
    props: { locale },
  }))) satisfies GetStaticPaths;

export const GET: APIRoute<{ locale: "it" | "en" }> = ({ props }) => Response.json(texts[props.locale]);
