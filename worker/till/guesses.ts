import type { TillAnswer } from "../../content/schema/till.ts";
import type { Deps } from "../env.ts";
import { withRetries } from "../store/retry.ts";
import { type Cap, isCapped, noteTry, type Trier, type Try } from "../store/scans.ts";
import { newRowId } from "../tokens.ts";

const span = 15 * 60_000;

/** How many wrong codes a signed-in till has, and how many a network that is none. */
const caps: Record<"till" | "network", Cap> = { till: { limit: 30, span }, network: { limit: 10, span } };

/** After how many seconds whoever had too many wrong codes may come back. */
export const comeBack = String(span / 1000);

/** Whether whoever tries has had too many wrong codes to be told of any other. */
export function hadTooMany(deps: Deps, trier: Trier): Promise<boolean> {
  return withRetries(() => isCapped(deps.db, trier, deps.now(), capOf(trier)));
}

/**
 * Notes what was refused; whether it was within the cap of wrong codes.
 *
 * What has the wrong check character is no guess, for it can be no code; and redemptions note themselves.
 */
export async function noteWrong(
  deps: Deps,
  trier: Trier,
  answer: Pick<TillAnswer, "outcome" | "code">,
  { id, offline = false }: { id?: string; offline?: boolean } = {},
): Promise<boolean> {
  const { outcome } = answer;
  if (!isWrong(outcome)) return true;
  const at = deps.now();
  const tried = { ...trier, id: id ?? newRowId(deps.random, at), at, code: answer.code, outcome, offline };
  return withRetries(() => noteTry(deps.db, tried, capOf(trier)));
}

const wrong: readonly Try["outcome"][] = [
  "used",
  "expired",
  "early",
  "hours",
  "shop",
  "void",
  "unknown",
  "forged",
];

function isWrong(outcome: string): outcome is Try["outcome"] {
  return wrong.some((each) => each === outcome);
}

function capOf({ till }: Trier): Cap {
  return till === null ? caps.network : caps.till;
}
