/** `given`, where it is one of the addresses in `listed` to the letter; null for all else. */
export function allowedReturn(listed: readonly string[], given: string | null): string | null {
  return given !== null && listed.includes(given) ? given : null;
}
