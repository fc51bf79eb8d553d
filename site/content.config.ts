import { defineCollection } from "astro:content";
import * as z from "zod";
import { landingsLoader, type StoredLanding, type StoredSite, siteLoader } from "./content/loader.ts";

// The loaders hand over what content/schema has accepted already; these schemas only carry the types.
export const collections = {
  landings: defineCollection({ loader: landingsLoader(), schema: z.custom<StoredLanding>() }),
  site: defineCollection({ loader: siteLoader(), schema: z.custom<StoredSite>() }),
};
