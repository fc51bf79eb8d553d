import { themeOf } from "../../content/schema/theme.ts";
import type { LandingView } from "../view.ts";

/** Whether the ground and the button have the same colour, so that the figure must stand out in another way. */
export function isMono({ site, landing }: LandingView): boolean {
  const { primary, accent = primary } = themeOf(site.theme, landing.theme);
  return accent === primary;
}
