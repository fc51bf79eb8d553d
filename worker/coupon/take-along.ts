import type { Context } from "hono";
import { textsIn } from "../../content/schema/locales/worker.ts";
import type { AppEnv } from "../env.ts";
import { findMagnet, landingFor } from "../landing.ts";
import { answerProblem } from "../pages/problem.tsx";
import type { Coupon } from "../store/coupons.ts";
import { applePass } from "../wallet/apple-pass.ts";
import { googleLink } from "../wallet/google-link.ts";
import { couponCalendar } from "./calendar.ts";
import { couponPdf } from "./pdf.ts";

/** The coupon in the form that the address names, for `name`; null where there is none such. */
export async function takeAlong(
  c: Context<AppEnv>,
  coupon: Coupon,
  name: string | null,
): Promise<Response | null> {
  const { deps } = c.var;
  const here = landingFor(deps.catalog, coupon.landing, coupon.magnet);
  const magnet = findMagnet(deps.catalog, coupon.magnet);
  if (here === null || magnet?.kind !== "coupon") return null;
  const { landing } = here;
  const file = `${textsIn(landing.locale).coupon.file}-${coupon.code}`;
  switch (c.req.param("form")) {
    case "calendar":
      return c.body(
        couponCalendar(deps, landing, magnet, coupon),
        200,
        headersOf("text/calendar; charset=utf-8", `${file}.ics`),
      );
    case "pdf": {
      if (magnet.sheet === undefined) return null;
      const pdf = await couponPdf(deps, coupon, { name });
      if (pdf === null) return answerProblem(c, "unavailable", landing);
      return c.body(pdf.bytes, 200, {
        ...headersOf("application/pdf", `${file}.pdf`),
        "Content-Length": String(pdf.size),
      });
    }
    case "apple": {
      if (deps.wallets.apple === null) return null;
      const pass = await applePass(deps, deps.wallets.apple, { landing, magnet, coupon });
      if (pass === null) return answerProblem(c, "unavailable", landing);
      return c.body(pass, 200, headersOf("application/vnd.apple.pkpass", `${file}.pkpass`));
    }
    case "google":
      if (deps.wallets.google === null) return null;
      return c.redirect(await googleLink(deps, deps.wallets.google, { landing, magnet, coupon }), 303);
    default:
      return null;
  }
}

function headersOf(type: string, file: string): Record<string, string> {
  return {
    "Content-Type": type,
    "Content-Disposition": `attachment; filename="${file}"`,
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "Cache-Control": "private, no-store",
  };
}
