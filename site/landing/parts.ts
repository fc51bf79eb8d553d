/** The privacy page, for the route that lies too deep to reach the templates. */

/** The page for addresses that lead nowhere. */
export { default as NotFound } from "../../templates/parts/NotFound.astro";
export { default as Privacy } from "../../templates/parts/Privacy.astro";
