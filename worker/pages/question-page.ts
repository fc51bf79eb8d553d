import type { Context } from "hono";
import { fill, textsIn } from "../../content/schema/locales/worker.ts";
import { sayDay } from "../calendar.ts";
import type { AppEnv } from "../env.ts";
import { personIn } from "../identity.ts";
import { findLanding, type LandingHere } from "../landing.ts";
import { type Confirmation, findConfirmation, wordingsIn } from "../store/confirmations.ts";
import { withRetries } from "../store/retry.ts";
import { hashOfToken, looksLikeToken } from "../tokens.ts";
import { type GrantView, showGrant } from "./grant-page.ts";

/** A submission that a valid token asks about. */
export interface Asked extends Confirmation {
  token: string;
  hash: string;
  here: LandingHere;
}

/** What the token in the address asks about; null for every token that asks nothing, whatever the reason. */
export async function openQuestion(c: Context<AppEnv>): Promise<Asked | null> {
  const { catalog, db, now } = c.var.deps;
  const token = c.req.param("token") ?? "";
  if (!looksLikeToken(token)) return null;
  const hash = await hashOfToken(token);
  const found = await withRetries(() => findConfirmation(db, hash, now()));
  const here = found && findLanding(catalog, found.landing);
  return found === null || here === null ? null : { ...found, token, hash, here };
}

/** The question on the landing's private page, or that it was answered, or that it is on its way by mail. */
export function showAsked(c: Context<AppEnv>, asked: Asked): Promise<Response> {
  return showGrant(c, asked.here.landing, viewOf(c, asked));
}

function viewOf(c: Context<AppEnv>, asked: Asked): GrantView {
  const { landing, form, gifts } = asked.here;
  const state =
    asked.purpose === "grant-page" ? "mailed" : asked.confirmedAt === null ? "confirm" : "confirmed";
  if (state !== "confirm") return { state, slots: {}, actions: {} };
  const title =
    asked.status === "quarantined" && gifts[0] !== undefined ? gifts[0].magnet.title : landing.title;
  return {
    state,
    slots: {
      name: personIn(form.fields, JSON.parse(asked.answers))?.givenName ?? null,
      asked: fill(textsIn(landing.locale).confirm.page.text, {
        date: sayDay(asked.at, landing.locale, c.var.deps.catalog.site.timeZone),
        title,
      }),
    },
    actions: { confirm: `/g/${asked.token}` },
    agreed: wordingsIn(asked.agreed),
  };
}
