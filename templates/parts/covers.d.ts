/** The covers of books that were made from chapters, by the paths that pictures of an author's own would have. */
declare module "virtual:imbuto/covers" {
  export const covers: Record<string, () => Promise<{ default: import("astro").ImageMetadata }>>;
}
