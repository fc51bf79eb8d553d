import type { AskDns } from "./dns.ts";
import { advice, type Finding, missing, record, right } from "./finding.ts";
import type { ProviderRecords } from "./providers.ts";

/** Whether the domain says what to do with mails that only pretend to come from it, and to whom to report them. */
export async function checkDmarc(
  ask: AskDns,
  domain: string,
  sender: string,
  { spf }: ProviderRecords,
): Promise<Finding[]> {
  const { name, records } = await policyOf(ask, domain);
  const [only, second] = records;
  const fresh = `v=DMARC1; p=none; rua=mailto:${sender}`;
  if (only === undefined)
    return [
      missing(
        `DMARC: ${domain} has no policy. Gmail and Yahoo ask for one.`,
        record(`_dmarc.${domain}`, "TXT", fresh),
      ),
    ];
  if (second !== undefined)
    return [missing(`DMARC: ${name} has ${records.length} policies, which count as none.`, "Leave one.")];
  const tags = tagsOf(only);
  const policy = tags.get("p");
  if (policy === undefined || !/^(none|quarantine|reject)$/.test(policy))
    return [
      missing(
        `DMARC: the policy at ${name} has no p= that means something.`,
        `Change it to:  ${name}  TXT  "${fresh}"`,
      ),
    ];
  return [policyFinding(name, policy, only), ...details(name, tags, only, sender, spf?.prefix ?? null)];
}

function policyFinding(name: string, policy: string, only: string): Finding {
  if (policy !== "none") return right(`DMARC: ${name} says p=${policy}.`);
  const next = only.replace(/p\s*=\s*none/i, "p=quarantine");
  return advice(
    `DMARC: ${name} says p=none: others can still send in your name.`,
    `When its reports have shown only your own mails for two weeks, change it to:\n${name}  TXT  "${next}"`,
  );
}

function details(
  name: string,
  tags: Map<string, string>,
  only: string,
  sender: string,
  bounces: string | null,
): Finding[] {
  const found: Finding[] = [];
  if (!tags.get("rua")?.includes("mailto:"))
    found.push(
      advice(
        `DMARC: ${name} names nobody to report to.`,
        `Change it to:  ${name}  TXT  "${only.replace(/;?\s*$/, "")}; rua=mailto:${sender}"`,
      ),
    );
  if (tags.get("aspf") === "s" && bounces !== "")
    found.push(
      advice(
        `DMARC: aspf=s at ${name} wants bounces at the very domain of the sender, and your provider's are elsewhere.`,
        "Take out aspf=s; until then DKIM alone carries your mails.",
      ),
    );
  return found;
}

/** The policy of the domain, or else of the nearest one above it. */
async function policyOf(ask: AskDns, domain: string): Promise<{ name: string; records: string[] }> {
  const labels = domain.split(".");
  for (let cut = 0; cut <= labels.length - 2; cut += 1) {
    const name = `_dmarc.${labels.slice(cut).join(".")}`;
    const records = (await ask(name, "TXT")).filter((text) => /^v\s*=\s*DMARC1\s*(;|$)/i.test(text));
    if (records.length > 0) return { name, records };
  }
  return { name: `_dmarc.${domain}`, records: [] };
}

function tagsOf(text: string): Map<string, string> {
  return new Map(
    text.split(";").map((tag) => {
      const [key = "", ...value] = tag.split("=");
      return [key.trim().toLowerCase(), value.join("=").trim().toLowerCase()];
    }),
  );
}
