/**
 * What every wrangler and Astro process runs with: nothing that calls home, for where packets are
 * dropped instead of refused each such call hangs for half a minute.
 */
export const quiet = {
  ASTRO_TELEMETRY_DISABLED: "1",
  WRANGLER_SEND_METRICS: "false",
  WRANGLER_SEND_ERROR_REPORTS: "false",
  WRANGLER_HIDE_BANNER: "true",
  CLOUDFLARE_CF_FETCH_ENABLED: "false",
} as const;
