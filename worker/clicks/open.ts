import type { Context } from "hono";
import { dayIn } from "../calendar.ts";
import type { AppEnv, Deps } from "../env.ts";
import { hashOfToken, tokenFor } from "../tokens.ts";
import { pictureLink } from "./link-name.ts";
import { findMailing } from "./mailing.ts";
import { partiesOf } from "./parties.ts";
import { findOpened, insertPress } from "./store-presses.ts";

/**
 * Counts one more fetch of the picture of `mailing`, where site.yaml has `opens`.
 *
 * It is no person's opening: Apple's and Gmail's servers fetch pictures for their readers, some before anybody reads.
 */
export async function countOpening({ db, catalog, now }: Deps, mailing: string): Promise<void> {
  if (catalog.site.opens === false || findMailing(catalog, mailing) === null) return;
  await db
    .prepare(
      `INSERT INTO open_count (mailing, day, n) VALUES (?1, ?2, 1)
       ON CONFLICT (mailing, day) DO UPDATE SET n = n + 1`,
    )
    .bind(mailing, dayIn(now(), catalog.site.timeZone))
    .run();
}

/**
 * Writes down that a mail was opened whose own picture has `token`, where its reader agrees to that; it waits among the
 * presses, so that the clock can judge by them whether a scanner of mail fetched it.
 */
export async function noteOpening(c: Context<AppEnv>, mailing: string, token: string): Promise<void> {
  const { db, catalog, tokenSecret, now } = c.var.deps;
  if (catalog.site.opens !== "person") return;
  const at = now();
  const message = await findOpened(db, { hash: await hashOfToken(token), mailing, at });
  if (message === null) return;
  const day = dayIn(at, catalog.site.timeZone);
  const own = await tokenFor(tokenSecret, "press", message);
  await insertPress(db, {
    ...(await partiesOf(c, day, own)),
    ...{ mailing, at, day, variant: 0, link: pictureLink, telling: false },
    token: await hashOfToken(own),
  });
}
