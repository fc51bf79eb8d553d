import { checkDkim } from "./dkim.ts";
import { checkDmarc } from "./dmarc.ts";
import type { AskDns } from "./dns.ts";
import { type Finding, missing, right } from "./finding.ts";
import { providerRecords } from "./providers.ts";
import type { Sender } from "./senders.ts";
import type { ProviderSettings } from "./settings.ts";
import { checkSpf } from "./spf.ts";

/** Domains of everybody's mailboxes: nobody can let a provider send for them. */
const shared =
  /^(gmail\.com|googlemail\.com|outlook\.\w+|hotmail\.\w+|live\.\w+|yahoo\.\w+(\.\w+)?|icloud\.com|libero\.it|virgilio\.it|alice\.it|tim\.it|tiscali\.it|aruba\.it|pec\.it)$/;

/** What in the sender's address keeps mails from arriving before anybody asks DNS; null when nothing. */
export function checkSender({ email, domain }: Sender): Finding | null {
  const cure = "Write an address of your own domain into content/site.yaml, under sender: email.";
  if (/(^|\.)(example|test|invalid|localhost|example\.(com|org|net))$/.test(domain))
    return missing(`${email} is an example's address: no mail can come from it.`, cure);
  return shared.test(domain)
    ? missing(`${domain} belongs to a mail service: mails that others send in its name are refused.`, cure)
    : null;
}

/** What the DNS of the sender's domain says. */
export async function examineDns(
  ask: AskDns,
  { email, domain }: Sender,
  mailer: ProviderSettings["mailer"],
  selector: string | undefined,
): Promise<Finding[]> {
  const provider = providerRecords[mailer ?? "smtp"];
  const found = [await checkMx(ask, domain)];
  found.push(...(await checkSpf(ask, domain, provider)));
  if (mailer !== null || selector !== undefined)
    found.push(...(await checkDkim(ask, domain, provider, selector)));
  found.push(...(await checkDmarc(ask, domain, email, provider)));
  return found;
}

async function checkMx(ask: AskDns, domain: string): Promise<Finding> {
  const servers = (await ask(domain, "MX")).filter((each) => !/^\d+\s+\.$/.test(each));
  return servers.length > 0
    ? right(`MX: replies to ${domain} arrive.`)
    : missing(
        `MX: ${domain} takes no mail, so replies and complaints come back, and some receivers refuse such senders.`,
        `Add the MX records of the host where you read your mail to ${domain}.`,
      );
}
