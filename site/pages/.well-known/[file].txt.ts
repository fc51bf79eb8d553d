import type { APIRoute, GetStaticPaths } from "astro";
import { shownSite } from "../../landing/views.ts";
import { securityText } from "../../search/security.ts";

/** `security.txt`, where the site declares whom to tell; else nothing. */
export const getStaticPaths: GetStaticPaths = async () => {
  const { security } = await shownSite();
  return security === undefined ? [] : [{ params: { file: "security" } }];
};

/** Whom to tell of a hole in the site's safety. */
export const GET: APIRoute = async () => new Response(securityText(await shownSite(), Date.now()));
