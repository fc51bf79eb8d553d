/** What a token may read. */
export const scopes = [
  "leads:read",
  "submissions:read",
  "steps:read",
  "consents:read",
  "segments:read",
] as const;
export type Scope = (typeof scopes)[number];
