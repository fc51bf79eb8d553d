import { Hono } from "hono";
import { campaigns } from "../campaign-desk/acts.tsx";
import { figuresRoom } from "../clicks/room.tsx";
import { costs } from "../costs/acts.tsx";
import type { AppEnv } from "../env.ts";
import { exportRoom } from "../export/acts.tsx";
import { tokens } from "../export/api/tokens.tsx";
import { funnelRoom } from "../funnel/acts.tsx";
import { importsRoom } from "../import/imports-room.tsx";
import { lead } from "../leads/room.tsx";
import { listsRoom } from "../lists/room.tsx";
import { auditRoom } from "../people/audit-page.tsx";
import { clientsRoom } from "../people/clients.tsx";
import { counter } from "../people/counter.tsx";
import { joining } from "../people/join.tsx";
import { people } from "../people/people-acts.tsx";
import { sessions } from "../people/sessions.tsx";
import { chain } from "../requests/chain.tsx";
import { privacy } from "../requests/privacy.tsx";
import { receipts } from "../requests/receipts.tsx";
import { requests } from "../requests/request-acts.tsx";
import { contentRoom } from "../rooms/content.tsx";
import { settingsRoom } from "../rooms/settings.tsx";
import { leadList } from "../segments/acts.tsx";
import { segments } from "../segments/saved-acts.tsx";
import { sequences } from "../sequence-desk/acts.tsx";
import { showToday, today } from "../today/room.tsx";
import { batches } from "./batch-acts.tsx";
import { couponDesk } from "./coupon-acts.tsx";
import { couponsRoom } from "./coupons-room.tsx";
import { entrance } from "./entrance.tsx";
import { membersOnly, sameOriginOnly } from "./gate.tsx";
import { deskHeaders } from "./headers.ts";
import { kioskKeys } from "./kiosk.tsx";
import { mail } from "./mail-acts.tsx";
import { MissingPage } from "./missing.tsx";
import { quarantine } from "./quarantine-acts.tsx";
import { deskTexts } from "./texts.ts";
import { tills } from "./till-acts.tsx";
import { viewOf } from "./view.ts";
import { webhooks } from "./webhook-acts.tsx";

/** The owner's desk, to be mounted at /admin. */
export const desk = new Hono<AppEnv>()
  .use(deskHeaders)
  .use(deskTexts)
  .use(sameOriginOnly)
  .route("/", entrance)
  .route("/", joining)
  .use(membersOnly)
  .route("/", kioskKeys)
  .route("/", today)
  .route("/", leadList)
  .route("/", segments)
  .route("/", exportRoom)
  .route("/", tokens)
  .route("/leads", lead)
  .route("/", funnelRoom)
  .route("/", costs)
  .route("/", couponsRoom)
  // Before single coupons: "batches" is no code.
  .route("/", batches)
  .route("/", couponDesk)
  .route("/", tills)
  .route("/", quarantine)
  .route("/", importsRoom)
  .route("/", listsRoom)
  .route("/", campaigns)
  .route("/", sequences)
  .route("/", mail)
  .route("/", figuresRoom)
  .route("/", webhooks)
  .route("/", privacy)
  .route("/", people)
  .route("/", sessions)
  .route("/", auditRoom)
  .route("/", clientsRoom)
  .route("/", counter)
  .route("/", chain)
  .route("/", receipts)
  .route("/", requests)
  .route("/", contentRoom)
  .route("/", settingsRoom)
  // What is mounted at /admin answers to that alone; the address with a slash comes here.
  .all("*", (c) => (c.req.path === "/admin/" ? showToday(c) : c.html(<MissingPage view={viewOf(c)} />, 404)));
