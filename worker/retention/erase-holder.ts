import type { Deps } from "../env.ts";
import type { Holder } from "../preferences/holder.ts";
import { notingErased } from "../requests/own.ts";
import { withRetries } from "../store/retry.ts";
import { suppress } from "../store/suppressions.ts";
import { standing } from "./due.ts";
import { erasing } from "./erase.ts";

/** Erases the person who holds the link, with the request for it, and leaves a hash of the inbox, so that no import brings the person back. */
export async function eraseHolder(deps: Deps, { leadId, hash }: Holder, inbox: string | null): Promise<void> {
  if (leadId === null) return;
  const now = deps.now();
  await withRetries(() =>
    deps.db.batch([
      // Without an address it is done already, and the hash is there.
      ...(inbox === null ? [] : [suppress(deps.db, inbox, "erased", now)]),
      ...erasing(deps, { ids: [leadId], due: standing, now, keptToken: hash }),
      ...notingErased(deps, leadId, now),
    ]),
  );
}
