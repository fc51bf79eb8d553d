import { Halt, haltWith } from "./halt.ts";
import { type Secrets, withSecretsFile } from "./secrets.ts";
import type { Wrangler } from "./wrangler.ts";

/** Uploads pages and Worker, with new `secrets` in the same move; returns the addresses. */
export async function upload(wrangler: Wrangler, secrets: Secrets): Promise<string[]> {
  const args = ["deploy", "--autoconfig=false"];
  const fresh = Object.keys(secrets).length > 0;
  const outcome = fresh
    ? await withSecretsFile(secrets, (path) => wrangler([...args, "--secrets-file", path], 900))
    : await wrangler(args, 900);
  if (!outcome.ok) throw uploadFailure(outcome.text);
  const targets = outcome.entries.flatMap((entry) => (entry.type === "deploy" ? (entry.targets ?? []) : []));
  return targets
    .filter((target) => target.startsWith("https://") || /^[\w.-]+\.\w+/.test(target))
    .map(addressOf);
}

function uploadFailure(text: string): Halt {
  if (/workers\.dev subdomain/i.test(text)) {
    return new Halt(
      "This account has no workers.dev address yet.",
      "Choose one, once, in the dashboard: Workers & Pages. Then: npm run deploy",
    );
  }
  return haltWith("The upload failed; what was online before still is. Cloudflare said:", text);
}

function addressOf(target: string): string {
  const bare = target.replace(/ \(.*\)$/, "").replace(/\/\*$/, "");
  return bare.startsWith("https://") ? bare : `https://${bare}`;
}
