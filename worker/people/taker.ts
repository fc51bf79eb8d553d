import type { Context } from "hono";
import { readCouponCode } from "../../content/schema/coupon-code.ts";
import { memberIn } from "../desk/session.ts";
import type { AppEnv } from "../env.ts";
import type { Taker } from "../till/redeem.ts";
import { notingChange } from "./audit.ts";

/** Whoever of the desk asks about the coupon in the address, with the note that they did `act`; null: nobody of the desk. */
export async function takerAtDesk(c: Context<AppEnv>, act: string): Promise<Taker | null> {
  const member = await memberIn(c);
  if (member === null) return null;
  c.set("member", member);
  const subject = readCouponCode(c.req.param("code") ?? "") ?? "";
  return { till: null, shop: member.shop, noted: notingChange(c, { act, subject }) };
}
