import type { Article } from "../../content/schema/article.ts";
import type { Campaign } from "../../content/schema/campaign.ts";
import type { CatalogForm, Dynamic } from "../../content/schema/catalog.ts";
import type { ConsentLock } from "../../content/schema/consent-lock.ts";
import type { Given } from "../../content/schema/landing.ts";
import type { Magnet } from "../../content/schema/magnet.ts";
import type { MailKind } from "../../content/schema/mail.ts";
import type { MailBody } from "../../content/schema/mail-body.ts";
import type { Locale, Picture } from "../../content/schema/primitives.ts";
import type { Segments } from "../../content/schema/segment.ts";
import type { Sequence, SequenceStep } from "../../content/schema/sequence.ts";
import type { Site } from "../../content/schema/site.ts";
import type { TemplateLanding } from "../../templates/index.ts";
import type { TextParts } from "../../templates/text-parts.ts";
import type { BookFiles } from "../book/make.ts";
import type { Book } from "../book/tree.ts";
import type { OpenedFile } from "../catalog/opened.ts";
import type { PublicFile } from "../catalog/public-files.ts";
import type { MailPictureFile } from "../mails/pictures.ts";
import type { LandingPages } from "./addresses.ts";

/** All of `content/`, read, understood and found without a mistake. */
export interface Content {
  /** The project's folder. */
  root: string;
  site: Site;
  /** Forms by name; a form inline in a landing is called `landing:<path>`. */
  forms: ReadonlyMap<string, CatalogForm>;
  /** Magnets by name. */
  magnets: ReadonlyMap<string, Magnet>;
  /** Books made from chapters, by the magnet's name. */
  books: ReadonlyMap<string, BookEntry>;
  /** What everyone may read of them. */
  samples: readonly SampleEntry[];
  /** What was found in the files that lie ready to be given away, by their paths from the project's root. */
  opened: ReadonlyMap<string, OpenedFile>;
  /** Landings, by path. */
  landings: readonly LandingEntry[];
  /** Articles, by path. */
  articles: readonly ArticleEntry[];
  /** Questions about leads, by name. */
  segments: ReadonlyMap<string, Segments[string]>;
  /** Mails of the service in the author's own words. */
  mails: readonly MailEntry[];
  /** Nurture mails, by name. */
  sequences: readonly SequenceEntry[];
  /** Direct e-mails, by name. */
  campaigns: readonly CampaignEntry[];
  /** Those of them that were sent and are published as articles. */
  archive: readonly ArticleEntry[];
  /** The wordings of consents that were noted before this reading. */
  lock: ConsentLock;
  /** Every file of content but the lock, from the project's root. */
  files: readonly string[];
}

/** A mail as its author wrote it, set for mail programs. */
export interface LetterEntry {
  file: string;
  locale: Locale;
  body: MailBody;
  /** Where `body` lies among the assets, for the Worker alone. */
  asset: string;
  pictures: readonly MailPictureFile[];
  /** The MDX under its front matter. */
  written: string;
  /** The line of the file on which it begins. */
  bodyLine: number;
}

/** A mail of the service. */
export interface MailEntry extends LetterEntry {
  /** Its path below content/mails, without the ending. */
  path: string;
  kind: MailKind;
  /** The landing that it belongs to alone. */
  landing: string | undefined;
}

/** A sequence of mails, in their order. */
export interface SequenceEntry {
  /** The name of its folder. */
  name: string;
  sequence: Sequence;
  /** The paths of the landings that name it. */
  landings: readonly string[];
  steps: readonly StepEntry[];
}

/** One mail of a sequence. */
export interface StepEntry extends LetterEntry {
  /** Its name, without its number. */
  name: string;
  step: SequenceStep;
}

/** A direct e-mail. */
export interface CampaignEntry extends LetterEntry {
  /** The name of its file. */
  name: string;
  campaign: Campaign;
}

/** Every mail of `content`, whatever sends it. */
export function allLetters({
  mails,
  sequences,
  campaigns,
}: Pick<Content, "mails" | "sequences" | "campaigns">): LetterEntry[] {
  return [...mails, ...sequences.flatMap(({ steps }) => steps), ...campaigns];
}

/** A book that stood in chapters, and the files that were made of it. */
export interface BookEntry {
  book: Book;
  files: BookFiles;
}

/** The first pages of a book, for everyone to read. */
export interface SampleEntry {
  /** The magnet's name. */
  name: string;
  /** The path of the landing that it leads to, below `content/landings`. */
  landing: string;
  /** How many pages of the book. */
  pages: number;
  pdf: PublicFile;
  /** The same as a page of the site. */
  article: ArticleEntry | null;
}

/** One landing with all that it refers to. */
export interface LandingEntry {
  /** Its path below `content/landings`. */
  path: string;
  /** Its file, from the project's root. */
  file: string;
  /** As its author wrote it, with the usual words in place of its params. */
  landing: TemplateLanding;
  locale: Locale;
  /** The form's key in the catalog. */
  formName: string;
  form: CatalogForm;
  /** What the page is about: the first of `gifts`. */
  magnet: { name: string; magnet: Magnet } | null;
  /** All that it gives away, and to whom. */
  gifts: readonly (Given & { magnet: Magnet })[];
  /** The first pages of what it gives away, where everyone may read them. */
  sample: { href: string; pages: number } | undefined;
  /** What the mail is called that brings it, and has on its button, where its author wrote them. */
  mail: { subject: string; button?: string } | undefined;
  pages: LandingPages;
  alternates: { locale: Locale; href: string }[];
  /** What its text holds: blocks, questions. */
  text: TextParts;
  /** What the Worker fills into its page, where it does. */
  dynamic: Dynamic | undefined;
  /** The MDX under its front matter. */
  body: string;
  /** The line of the file on which the body begins. */
  bodyLine: number;
}

/** One article. */
export interface ArticleEntry {
  /** Its path below `content/articles`; that of a book's first pages is the magnet's name. */
  path: string;
  /** The folder that its pictures lie in, from `content/`. */
  folder: string;
  /** Its file, from the project's root. */
  file: string;
  article: Article;
  /** The cover of the book whose first pages it is. */
  cover: Picture | undefined;
  locale: Locale;
  /** Its address. */
  page: string;
  alternates: { locale: Locale; href: string }[];
  /** How long it takes to read. */
  minutes: number;
  /** What its text holds: blocks, questions. */
  text: TextParts;
  /** The MDX under its front matter. */
  body: string;
  /** The line of the file on which the body begins. */
  bodyLine: number;
}

/** The articles that authors wrote, the first pages of books, and campaigns that were sent. */
export function allArticles({
  articles,
  samples,
  archive,
}: Pick<Content, "articles" | "samples" | "archive">): ArticleEntry[] {
  return [...articles, ...samples.flatMap(({ article }) => article ?? []), ...archive];
}
