import type { APIRoute } from "astro";
import { shownSite } from "../landing/views.ts";
import { iconSizes, tillIcon } from "../till/icon.ts";

export const getStaticPaths = () => iconSizes.map((size) => ({ params: { size: String(size) } }));

export const GET: APIRoute = async ({ params }) => {
  const icon = await tillIcon((await shownSite()).theme, Number(params.size));
  return new Response(icon, { headers: { "Content-Type": "image/png" } });
};
