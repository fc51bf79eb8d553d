import { type Context, Hono } from "hono";
import { textsIn } from "../../content/schema/locales/worker.ts";
import type { AppEnv } from "../env.ts";
import { readBody } from "../guards/body.ts";
import { type Entries, readEntries, textsOf } from "../guards/entries.ts";
import { comesFromUs } from "../guards/origin.ts";
import { inboxOf } from "../inbox.ts";
import { sealReceipts } from "../ledger/seal.ts";
import { sendTheseMessages } from "../mail/send.ts";
import { answerProblem } from "../pages/problem.tsx";
import { applyChange } from "../preferences/changes.ts";
import { copyCsv, copyJson, readCopy } from "../preferences/copy.ts";
import { answerPage, type Wording } from "../preferences/frame.tsx";
import { type Holder, holderIn, maskedEmail } from "../preferences/holder.ts";
import { type Done, doneActs, PreferencesPage } from "../preferences/page.tsx";
import { RenewalPage } from "../preferences/renewal-page.tsx";
import { CopyPage, ErasurePage } from "../preferences/request-pages.tsx";
import { requestByMail } from "../preferences/requests.ts";
import { readStandings } from "../preferences/standing.ts";
import { stay } from "../preferences/stay.ts";
import { noteAsked } from "../requests/own.ts";
import { eraseHolder } from "../retention/erase-holder.ts";
import { withRetries } from "../store/retry.ts";
import { tokenFor } from "../tokens.ts";

const limit = 8 * 1024;

/** A person's own page about consents and data: GET shows and never acts, POST acts. */
export const preferences = new Hono<AppEnv>()
  .get("/:token", async (c) => {
    const holder = await holderIn(c);
    return holder === null ? answerProblem(c, "unknown_link") : show(c, holder);
  })
  .post("/:token", async (c) => {
    const bytes = await readBody(c.req.raw, limit);
    if (typeof bytes === "string") return answerProblem(c, bytes);
    const entries = await readEntries(c.req.header("Content-Type") ?? "", bytes);
    if (typeof entries === "string") return answerProblem(c, entries);
    const oneClick = entries.get("List-Unsubscribe") === "One-Click";
    // A program that reads mail is no page of ours: the secret address alone lets it unsubscribe (RFC 8058).
    if (!oneClick && !comesFromUs(c, "accepted")) return answerProblem(c, "forbidden");
    const holder = await holderIn(c);
    if (holder === null) return answerProblem(c, "unknown_link");
    if (!oneClick) return act(c, holder, entries);
    return holder.purpose === "preferences" ? unsubscribe(c, holder) : answerProblem(c, "unknown_link");
  })
  .all("/:token", (c) => {
    c.header("Allow", "GET, HEAD, POST");
    return answerProblem(c, "method_not_allowed");
  })
  .get("/:token/:file{copy\\.(?:json|csv)}", async (c) => {
    const holder = await holderIn(c);
    if (holder?.purpose !== "copy" || holder.leadId === null) return answerProblem(c, "unknown_link");
    return handOut(c, holder, holder.leadId);
  })
  .all("/:token/:file{copy\\.(?:json|csv)}", (c) => {
    c.header("Allow", "GET, HEAD");
    return answerProblem(c, "method_not_allowed");
  });

async function show(c: Context<AppEnv>, holder: Holder): Promise<Response> {
  const { deps } = c.var;
  const by = wordingFor(c, holder);
  switch (holder.purpose) {
    case "copy":
      return answerPage(c, by.locale, by.words.copy.title, <CopyPage by={by} ends={holder.expiresAt} />);
    case "erasure": {
      const { erase } = by.words;
      return answerPage(
        c,
        by.locale,
        holder.erasedAt === null ? erase.title : erase.doneTitle,
        <ErasurePage by={by} erasedAt={holder.erasedAt} back={await preferencesBeside(c, holder)} />,
      );
    }
    case "renewal": {
      const words = textsIn(by.locale).renewal;
      const inbox = await inboxFor(c, holder);
      const { silent } = await withRetries(() => readStandings(deps.db, deps.catalog, holder.leadId, inbox));
      const isDone = c.req.query("done") === "stay";
      const preferences = await preferencesBeside(c, holder);
      return answerPage(
        c,
        by.locale,
        isDone ? words.done : words.title,
        <RenewalPage by={by} words={words} isGone={silent} isDone={isDone} preferences={preferences} />,
      );
    }
    default: {
      const inbox = await inboxFor(c, holder);
      const standings = await withRetries(() => readStandings(deps.db, deps.catalog, holder.leadId, inbox));
      const done = doneActs.find((name) => name === c.req.query("done")) ?? null;
      return answerPage(
        c,
        by.locale,
        by.words.title,
        <PreferencesPage by={by} standings={standings} isKnown={holder.leadId !== null} done={done} />,
      );
    }
  }
}

/** The page of preferences of whoever holds another of these pages. */
async function preferencesBeside(c: Context<AppEnv>, { submissionId }: Holder): Promise<string> {
  const { tokenSecret, publicUrl } = c.var.deps;
  const token = await tokenFor(tokenSecret, "preferences", submissionId);
  return new URL(token, `${publicUrl}${c.req.path}`).pathname;
}

function wordingFor(c: Context<AppEnv>, { email, locale }: Holder): Wording {
  const { site } = c.var.deps.catalog;
  return {
    words: textsIn(locale).preferences,
    locale,
    timeZone: site.timeZone,
    brand: site.name,
    owner: site.owner.name,
    address: email === null ? "" : maskedEmail(email),
    keepsOpenings: site.opens === "person",
    here: c.req.path,
  };
}

async function inboxFor(c: Context<AppEnv>, { email }: Holder): Promise<string | null> {
  return email === null ? null : inboxOf(c.var.deps.tokenSecret, email);
}

/** Ends everything at once, for a program: no page, no redirect. */
async function unsubscribe(c: Context<AppEnv>, holder: Holder): Promise<Response> {
  const change = { channel: "one-click", withdraw: "all", grant: [], stop: true } as const;
  await applyChange(c.var.deps, holder, await inboxFor(c, holder), change);
  c.executionCtx.waitUntil(sealReceipts(c.var.deps));
  return c.text(textsIn(holder.locale).preferences.suppressed);
}

async function act(c: Context<AppEnv>, holder: Holder, entries: Entries): Promise<Response> {
  const { deps } = c.var;
  const action = doneActs.find((name) => name === entries.get("action"));
  const inbox = await inboxFor(c, holder);
  if (holder.purpose === "erasure" && action === "erase") {
    await eraseHolder(deps, holder, inbox);
    return c.redirect(c.req.path, 303);
  }
  const mayStay = holder.purpose === "renewal" || holder.purpose === "preferences";
  if (action === "stay" && mayStay) {
    await stay(deps, holder, inbox);
    return c.redirect(`${c.req.path}?done=stay`, 303);
  }
  if (holder.purpose !== "preferences" || action === undefined) return answerProblem(c, "bad_request");
  if (action === "save" || action === "none") {
    await applyChange(deps, holder, inbox, changeIn(action, entries));
    c.executionCtx.waitUntil(sealReceipts(deps));
  } else if (inbox !== null && holder.leadId !== null) {
    const { leadId } = holder;
    const message = await requestByMail(
      deps,
      action === "copy" ? "copy" : "erasure",
      holder,
      inbox,
      (mail, at) => [noteAsked(deps, action === "copy" ? "access" : "erasure", leadId, mail, at)],
    );
    c.executionCtx.waitUntil(sendTheseMessages(deps, [message]));
  }
  return c.redirect(`${c.req.path}?done=${action satisfies Done}`, 303);
}

/** Only what the page showed can change: what was on and no longer is ends, what was off and now is begins. */
function changeIn(action: "save" | "none", entries: Entries) {
  const channel = "preferences" as const;
  if (action === "none") return { channel, withdraw: "all" as const, grant: [], stop: true };
  const on = new Set(textsOf(entries, "on"));
  const was = new Set(textsOf(entries, "was"));
  const shown = textsOf(entries, "shown");
  return {
    channel,
    withdraw: shown.filter((purpose) => !on.has(purpose)),
    grant: shown.filter((purpose) => on.has(purpose) && !was.has(purpose)),
    stop: false,
  };
}

async function handOut(c: Context<AppEnv>, { locale }: Holder, lead: string): Promise<Response> {
  const { db, catalog } = c.var.deps;
  const copy = await withRetries(() => readCopy(db, lead));
  const isJson = c.req.path.endsWith(".json");
  c.header(
    "Content-Type",
    isJson ? "application/json; charset=utf-8" : "text/csv; charset=utf-8; header=present",
  );
  const { file } = textsIn(locale).preferences.copy;
  c.header("Content-Disposition", `attachment; filename="${file}.${isJson ? "json" : "csv"}"`);
  return c.body(isJson ? copyJson(catalog, locale, copy) : copyCsv(catalog, locale, copy));
}
