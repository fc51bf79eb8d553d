import * as z from "zod";
import { longestAway, mostSettled, type QueuedRedemption, type Settled } from "../../content/schema/till.ts";
import type { Deps } from "../env.ts";
import { withRetries } from "../store/retry.ts";
import { type Device, touchDevice } from "../store/till-entry.ts";
import type { CallDraft } from "../store/webhook-calls.ts";
import { noteWrong } from "./guesses.ts";
import { kitFor } from "./kit.ts";
import { take } from "./redeem.ts";

const queuedSchema = z.strictObject({
  id: z.string().regex(/^[\w-]{22}$/),
  code: z.string().max(40),
  payload: z.string().max(200).nullable(),
  at: z.number().int(),
  amount: z.number().int().min(0).max(100_000_000).nullable(),
});

/** What a till hands over. */
export const settlementSchema = z.strictObject({
  queue: z.array(queuedSchema).max(mostSettled),
  rest: z.number().int().min(0),
});

// What is on its way while a contact is noted was done just before it.
const underWay = 60_000;

/**
 * Settles what `device` did without reception, one after the other.
 *
 * The till says when it did each; that moment counts if it lies between the till's last contact and now, by the
 * server's clock, and no further back than a till may be away. Else the clock of the phone is wrong, or somebody turned
 * it: then the coupon is judged by the moment of the settlement, so that an expired one stays expired; one that is still
 * open is used up, for something was given for it; and either way it is a conflict that the desk is told of.
 *
 * Everything handed over has a name: a till that did not hear the answer asks again and is told the same.
 */
export async function settle(
  deps: Deps,
  device: Device,
  { queue, rest }: z.output<typeof settlementSchema>,
): Promise<{ settled: Settled; calls: CallDraft[] }> {
  const results: Settled["results"] = [];
  const calls: CallDraft[] = [];
  for (const entry of queue) {
    const taken = await settleOne(deps, device, entry);
    results.push({ id: entry.id, answer: taken.answer });
    calls.push(...taken.calls);
  }
  // With some left, what they were done after is still the contact before.
  if (rest === 0) await withRetries(() => touchDevice(deps.db, device.id, deps.now()));
  return { settled: { results, kit: await kitFor(deps, device) }, calls };
}

async function settleOne(deps: Deps, device: Device, entry: QueuedRedemption) {
  const now = deps.now();
  const { id, code: text, payload, amount } = entry;
  const earliest = Math.max(device.seenAt - underWay, now - longestAway);
  const isFair = entry.at >= earliest && entry.at <= now + underWay;
  const asked = {
    ...{ id, text, payload, amount },
    at: isFair ? Math.min(entry.at, now) : now,
    offline: isFair ? ("fair" as const) : ("clock" as const),
  };
  const taken = await take(deps, { till: device.id, shop: device.shop }, asked);
  await noteWrong(deps, { till: device.id, network: null }, taken.answer, { id, offline: true });
  return taken;
}
