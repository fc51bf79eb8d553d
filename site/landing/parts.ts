/** The privacy page, for the route that lies too deep to reach the templates. */
export { default as Privacy } from "../../templates/parts/Privacy.astro";
