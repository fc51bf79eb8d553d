import type { APIRoute } from "astro";
import { textsIn } from "../../content/schema/locales/index.ts";
import { paletteOf } from "../../templates/theme/palette.ts";
import { shownSite } from "../landing/views.ts";
import { iconSizes } from "../till/icon.ts";

/** Makes an app of the till's page: its addresses begin where this file lies. */
export const GET: APIRoute = async () => {
  const { name, locale, theme } = await shownSite();
  const { light } = paletteOf(theme);
  const words = textsIn(locale).tillPage;
  return Response.json({
    id: "k/",
    name: `${words.name} – ${name}`,
    short_name: words.name,
    lang: locale,
    start_url: "k/",
    scope: "k/",
    display: "standalone",
    background_color: light.paper,
    theme_color: light.paper,
    icons: iconSizes.map((size) => ({
      src: `till-${size}.png`,
      sizes: `${size}x${size}`,
      type: "image/png",
      purpose: "any maskable",
    })),
  });
};
