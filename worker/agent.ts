// In this order: a browser names those before it whose pages it wants to get.
const browsers: readonly (readonly [RegExp, string])[] = [
  [/FBAN|FBAV/, "Facebook"],
  [/Instagram/, "Instagram"],
  [/SamsungBrowser/, "Samsung Internet"],
  [/\bEdg(?:e|A|iOS)?\//, "Edge"],
  [/\bOPR\//, "Opera"],
  [/Firefox|FxiOS/, "Firefox"],
  [/Chrome|CriOS/, "Chrome"],
  [/Safari/, "Safari"],
];
const systems: readonly (readonly [RegExp, string])[] = [
  [/iPhone|iPad|iPod/, "iOS"],
  [/Android/, "Android"],
  [/Windows/, "Windows"],
  [/Mac OS X|Macintosh/, "macOS"],
  [/Linux|CrOS/, "Linux"],
];

/** The family of browser and system that `userAgent` names, as in "Safari, iOS": too coarse to know a person by. */
export function agentFamily(userAgent: string | undefined): string | null {
  if (userAgent === undefined) return null;
  const named = [browsers, systems].flatMap(
    (families) => families.find(([pattern]) => pattern.test(userAgent))?.[1] ?? [],
  );
  return named.length === 0 ? null : named.join(", ");
}
