import type { Article } from "../../content/schema/article.ts";
import type { Picture } from "../../content/schema/primitives.ts";
import type { TextParts } from "../text-parts.ts";
import type { LandingView, PageView } from "../view.ts";

/** One line of a list of articles. */
export interface ArticleLink {
  href: string;
  /** The article's path below `content/articles`. */
  path: string;
  /** The folder that its pictures lie in, from `content/`. */
  folder: string;
  article: Article;
  /** The cover of the book whose first pages it is. */
  cover: Picture | undefined;
  minutes: number;
}

/** The landing that an article leads to. */
export interface NextLanding {
  /** Its path below `content/landings`. */
  path: string;
  href: string;
  title: string;
  intro: string | undefined;
  image: Picture | undefined;
  /** The words on the button that leads there. */
  label: string;
}

/** Where lists and feeds of articles lie, in the page's language. */
export interface ArticlePlaces {
  list: string;
  feed: string;
}

/** All that the page of an article is told. */
export interface ArticleView extends PageView {
  path: string;
  /** The folder that its pictures lie in, from `content/`. */
  folder: string;
  article: Article;
  minutes: number;
  text: TextParts;
  canonical: string;
  alternates: LandingView["alternates"];
  places: ArticlePlaces;
  next: NextLanding | undefined;
}

/** All that a list of articles is told. */
export interface ArticleListView extends PageView {
  articles: ArticleLink[];
  canonical: string;
  alternates: LandingView["alternates"];
  places: ArticlePlaces;
}
