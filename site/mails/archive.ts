import { articleSchema } from "../../content/schema/article.ts";
import { type Campaign, campaignSchema } from "../../content/schema/campaign.ts";
import type { Goal } from "../../content/schema/goal.ts";
import type { Site } from "../../content/schema/site.ts";
import { archivedAt } from "../content/addresses.ts";
import { minutesOf, type ReadArticle } from "../content/articles.ts";
import { readBlocks } from "../content/blocks.ts";
import type { ContentDocument } from "../content/document.ts";
import { mistakeAt } from "../content/judge.ts";
import type { ContentMistake } from "../content/mistake.ts";
import type { ReadLanding } from "../content/references.ts";
import { treeOf } from "../content/text-tree.ts";
import { archiveText } from "./archive-text.ts";
import { mailBlocksIn } from "./blocks.ts";
import { campaignFile } from "./campaigns.ts";
import { withOtherwise } from "./names.ts";

/** What archived campaigns are made from. */
interface Known {
  site: Site;
  documents: ReadonlyMap<string, ContentDocument>;
  landings: readonly ReadLanding[];
  /** The day it is. */
  today: string;
}

/** The campaigns among `names` that are published as articles, now that they have been sent. */
export async function readArchive(
  names: readonly string[],
  known: Known,
  mistakes: ContentMistake[],
): Promise<ReadArticle[]> {
  const found: ReadArticle[] = [];
  for (const name of names) {
    const document = known.documents.get(campaignFile(name));
    // What is wrong with it is told where it is read as a mail.
    const { data: campaign } = campaignSchema.safeParse(document?.value);
    if (document === undefined || campaign?.archive === undefined) continue;
    const published = campaign.archive.published ?? campaign.send?.slice(0, 10);
    if (published === undefined) {
      const cure =
        'Write "published", the day on which it was sent, or give the campaign a day under "send".';
      const message = "The archive tells the day of each letter, and this one has none.";
      mistakes.push(mistakeAt(document, ["archive"], message, cure));
    } else if (published <= known.today) {
      const article = await articleOf(name, document, { ...campaign, published }, known);
      if (article !== null) found.push(article);
    }
  }
  return found;
}

async function articleOf(
  name: string,
  document: ContentDocument,
  { archive, published, landing: path, goal, locale: written }: Campaign & { published: string },
  { site, landings }: Known,
): Promise<ReadArticle | null> {
  if (archive === undefined) return null;
  const aim: Goal | undefined = goal;
  const landing = landings.find(({ entry }) => entry.path === (path ?? aim?.landing))?.entry;
  const letter = await textOf(document, landing?.pages.landing);
  if (letter === null) return null;
  const { body, author } = letter;
  const { file } = document;
  const { parts } = await readBlocks({ file, body, bodyLine: 1 }, []);
  const locale = written ?? site.locale;
  const { title, description } = archive;
  const article = articleSchema.parse({
    ...{ locale, title, intro: description, published, stage: landing?.landing.stage },
    ...(author !== undefined && { author }),
    ...(landing && { landing: landing.path }),
    seo: { description, ...(title.length <= 60 && { title }) },
  });
  return {
    document,
    entry: {
      ...{ path: `campaigns/${name}`, folder: "campaigns", file, article, cover: undefined, locale },
      ...{ page: archivedAt(site, name, locale), alternates: [], body, bodyLine: 1, text: parts },
      minutes: minutesOf(body, locale),
    },
  };
}

/** The letter as an article's text, and who signed it; null where it cannot be read. */
async function textOf(
  { body }: ContentDocument,
  landing: string | undefined,
): Promise<{ body: string; author: string | undefined } | null> {
  try {
    const tree = await treeOf(withOtherwise(body));
    const blocks = mailBlocksIn(tree, () => undefined);
    const signed = [...blocks.values()].find((block) => block.name === "Signature");
    return {
      body: `${archiveText(tree.children, { blocks, landing })}\n`,
      author: signed?.name === "Signature" ? signed.props.name : undefined,
    };
  } catch {
    return null;
  }
}
