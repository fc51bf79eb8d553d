import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { readScanned } from "../../content/schema/coupon-typed.ts";
import { textsIn } from "../../content/schema/locales/worker.ts";
import { afterwards } from "../afterwards.ts";
import { isSameOrigin } from "../desk/same-origin.ts";
import type { AppEnv } from "../env.ts";
import { sendCalls } from "../outgoing.ts";
import { answerProblem } from "../pages/problem.tsx";
import { withRetries } from "../store/retry.ts";
import type { Device } from "../store/till-entry.ts";
import { revokeTill } from "../store/tills.ts";
import { deviceHere, dropSecret, keepSecret } from "../till/device.ts";
import { enterWithInvite, enterWithPin, showInvite } from "../till/enter.ts";
import { showTill } from "../till/page.ts";
import { settle, settlementSchema } from "../till/settle.ts";

/** The page of a till, the way in and out, and what its script asks for. */
export const tills = new Hono<AppEnv>()
  .get("/k", (c) => c.redirect("/k/", 308))
  .get("/k/", async (c) => {
    const device = await deviceHere(c);
    if (device === null || device === "revoked")
      return showOut(c, device === "revoked" ? "revoked" : undefined);
    const typed = c.req.query("code");
    return typed === undefined ? showTill(c, { screen: "scan", device }) : lead(c, device, typed);
  })
  .get("/k/enter/:token", showInvite)
  .use("/k/*", async (c, next) => {
    // The device's cookie opens it: pages that may post to forms may not come along.
    return c.req.method === "POST" && !isSameOrigin(c) ? answerProblem(c, "forbidden") : next();
  })
  .post("/k/enter", bodyLimit({ maxSize: 4096 }), enterWithPin)
  .post("/k/enter/:token", bodyLimit({ maxSize: 4096 }), enterWithInvite)
  .post("/k/leave", async (c) => {
    const { db, now } = c.var.deps;
    const device = await deviceHere(c);
    if (device !== null && device !== "revoked") await withRetries(() => revokeTill(db, device.id, now()));
    dropSecret(c);
    return c.redirect("/k/?left", 303);
  })
  .post("/k/settle", bodyLimit({ maxSize: 32_768 }), async (c) => {
    const device = await deviceHere(c);
    if (device === null || device === "revoked") return answerProblem(c, "signed_out");
    const read = settlementSchema.safeParse(await c.req.json().catch(() => null));
    if (!read.success) return answerProblem(c, "bad_request");
    const { settled, calls } = await settle(c.var.deps, device, read.data);
    if (calls.length > 0) afterwards(c, sendCalls(c.var.deps, calls));
    keepSecret(c);
    return c.json(settled);
  });

/** Leads from what was typed to its answer; what is no code at all is said here. */
function lead(c: Context<AppEnv>, device: Device, typed: string): Response | Promise<Response> {
  const { said } = textsIn(c.var.deps.catalog.site.locale).till;
  const read = readScanned(typed);
  if (read === null) return showTill(c, { screen: "scan", device, notice: said.empty, status: 422 });
  const payload = read.payload === null ? "" : `/${encodeURIComponent(read.payload)}`;
  return c.redirect(`/k/${encodeURIComponent(read.code ?? read.text)}${payload}`, 303);
}

/** The way in, to whoever was put out, or went. */
function showOut(c: Context<AppEnv>, why: "revoked" | undefined): Promise<Response> {
  const { said: words } = textsIn(c.var.deps.catalog.site.locale).till;
  if (why === "revoked") dropSecret(c);
  const said = why ?? (c.req.query("left") === undefined ? undefined : "left");
  return showTill(c, { screen: "enter", notice: said && words[said] });
}
