import { createHash } from "node:crypto";
import { posix } from "node:path";
import type { Focus } from "../../content/schema/primitives.ts";
import type { Seo } from "../../content/schema/seo.ts";
import { type Theme, themeOf } from "../../content/schema/theme.ts";
import type { FontName } from "../../templates/theme/fonts.ts";
import { paletteOf } from "../../templates/theme/palette.ts";
import type { SharedPicture } from "../../templates/view.ts";
import { digestOf } from "../catalog/digest.ts";
import { type ArticleEntry, allArticles, type Content, type LandingEntry } from "../content/content.ts";

/** Everything that a drawn picture shows; two plans alike are one picture. */
export interface SharePlan {
  title: string;
  brand: string;
  host: string;
  font: FontName;
  ground: string;
  words: string;
  /** Files from the project's root: the logo, and the page's own picture. */
  logo: string | undefined;
  picture: { file: string; focus: Focus | undefined } | undefined;
}

/** The size that networks ask for. */
export const shareSize = { width: 1200, height: 630 } as const;

/** Counts up when the drawing itself changes, so that no picture of an older hand is taken over. */
const hand = 1;

/** Templates whose own voice is a serif. */
const serifs: readonly string[] = ["ebook", "letter", "event"];

/** What the picture of the landing `entry` shows; none where its author chose a picture for shared links. */
export function planOfLanding(
  content: Pick<Content, "site" | "books">,
  entry: LandingEntry,
): SharePlan | undefined {
  const { landing, file } = entry;
  if (isChosen(landing.seo)) return undefined;
  const theme = themeOf(content.site.theme, landing.theme);
  return {
    ...planOf(content, landing.title, theme, serifs.includes(landing.template)),
    picture: pictureOf(landing.image, posix.dirname(file)) ?? coverOf(content, entry.magnet?.name),
  };
}

/** The cover of the book `name`, where one was made. */
function coverOf({ books }: Pick<Content, "books">, name: string | undefined): SharePlan["picture"] {
  const made = name === undefined ? undefined : books.get(name);
  return made && { file: made.files.cover.file, focus: undefined };
}

/** What the picture of an article shows. */
export function planOfArticle(
  content: Pick<Content, "site" | "books">,
  entry: ArticleEntry,
): SharePlan | undefined {
  const { article, file } = entry;
  if (isChosen(article.seo)) return undefined;
  const plan = planOf(content, article.title, content.site.theme, true);
  // The first pages of a book show its cover.
  const book = entry.folder.startsWith("magnets/") ? entry.path : undefined;
  return { ...plan, picture: pictureOf(article.image, posix.dirname(file)) ?? coverOf(content, book) };
}

/** What the picture of the site's own pages shows. */
export function planOfSite(content: Pick<Content, "site">): SharePlan {
  const { site } = content;
  return planOf(content, site.tagline ?? site.name, site.theme, true);
}

/** What a picture with `title` in the brand's look shows. */
function planOf({ site }: Pick<Content, "site">, title: string, theme: Theme, isSerif: boolean): SharePlan {
  const { primary, onPrimary } = paletteOf(theme).light;
  return {
    title,
    brand: site.name,
    host: new URL(site.url).host,
    font: fontOf(theme, isSerif),
    ground: primary,
    words: onPrimary,
    logo: site.logo && posix.join("content", site.logo),
    picture: undefined,
  };
}

/** Whether the author chose a picture that networks can read; a drawing in SVG they cannot. */
function isChosen({ image }: Seo): boolean {
  return image !== undefined && !/\.svg$/i.test(image);
}

function fontOf({ font, type }: Theme, isSerif: boolean): FontName {
  if (font !== "system") return font;
  return (type === "template" ? isSerif : type === "serif") ? "newsreader" : "instrument-sans";
}

/** The page's picture, where the drawing can take it in. */
function pictureOf(
  image: { src: string; focus?: Focus | undefined } | undefined,
  folder: string,
): SharePlan["picture"] {
  if (image === undefined || !/\.(?:png|jpe?g|webp)$/i.test(image.src)) return undefined;
  return { file: posix.join(folder, image.src), focus: image.focus };
}

/** The name of the picture that `plan` comes to: it changes with all that is seen, the files' bytes included. */
export async function shareName(root: string, plan: SharePlan): Promise<string> {
  const files = [plan.logo, plan.picture?.file].filter((file) => file !== undefined);
  const bytes = await Promise.all(files.map((file) => digestOf(root, file)));
  const all = JSON.stringify([hand, plan, bytes.map(({ sha256 }) => sha256)]);
  const hash = createHash("sha256").update(all).digest("base64url").slice(0, 12);
  // A photograph is a tenth of the size as JPEG; flat colour is half as JPEG, and quicker, as PNG.
  return `${hash}.${plan.picture === undefined ? "png" : "jpg"}`;
}

/** Where drawn pictures lie on the site: among the files that browsers keep for good. */
export const shareFolder = "/_astro/share/";

/** The picture that the page of `plan` names, at its whole address. */
export function sharedPicture(origin: string, name: string, plan: SharePlan): SharedPicture {
  return { href: `${origin}${shareFolder}${name}`, ...shareSize, alt: plan.title };
}

/** Every picture that the site needs, by name. */
export async function sharePlans(content: Content): Promise<Map<string, SharePlan>> {
  const plans = [
    planOfSite(content),
    ...content.landings.map((entry) => planOfLanding(content, entry)),
    ...allArticles(content).map((entry) => planOfArticle(content, entry)),
  ];
  const named = plans
    .filter((plan) => plan !== undefined)
    .map(async (plan) => [await shareName(content.root, plan), plan] as const);
  return new Map(await Promise.all(named));
}
