import * as z from "zod";
import { Halt, haltWith } from "./halt.ts";
import type { Wrangler } from "./wrangler.ts";

const whoamiSchema = z.object({
  loggedIn: z.literal(true),
  accounts: z.array(z.object({ name: z.string() })),
});

/** The names of the accounts that wrangler may deploy to; halts when there is no log-in. */
export async function accounts(wrangler: Wrangler): Promise<string[]> {
  const { ok, stdout, text } = await wrangler(["whoami", "--json"]);
  if (ok) return whoamiSchema.parse(JSON.parse(stdout)).accounts.map(({ name }) => name);
  if (/"loggedIn":\s*false/.test(text) || text.trim() === "") throw notLoggedIn();
  throw haltWith("Cloudflare refused the log-in of this machine. It said:", `${text}\n\n${logIn}`);
}

const logIn = `Log in, which opens a browser:    npx wrangler login
Without a browser, as in CI:      set CLOUDFLARE_API_TOKEN (template "Edit Cloudflare Workers", plus D1: Edit)
Then again:                       npm run deploy`;

function notLoggedIn(): Halt {
  return new Halt("This machine is not logged in to Cloudflare.", logIn);
}
