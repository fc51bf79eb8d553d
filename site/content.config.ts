import { defineCollection } from "astro:content";
import * as z from "zod";
import {
  articlesLoader,
  landingsLoader,
  type StoredArticle,
  type StoredLanding,
  type StoredSite,
  siteLoader,
} from "./content/loader.ts";

// The loaders hand over what content/schema has accepted already; these schemas only carry the types.
export const collections = {
  landings: defineCollection({ loader: landingsLoader(), schema: z.custom<StoredLanding>() }),
  articles: defineCollection({ loader: articlesLoader(), schema: z.custom<StoredArticle>() }),
  site: defineCollection({ loader: siteLoader(), schema: z.custom<StoredSite>() }),
};
