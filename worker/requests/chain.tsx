import { Hono } from "hono";
import type { FC } from "hono/jsx";
import { fill } from "../../content/schema/locales/worker.ts";
import { Field } from "../desk/form-parts.tsx";
import { Page } from "../desk/frame.tsx";
import { type View, viewOf } from "../desk/view.ts";
import { sayNumber } from "../desk/when.ts";
import type { AppEnv } from "../env.ts";
import { withRetries } from "../store/retry.ts";
import { findLink, type Step, verifyStep } from "./verify.ts";

const here = "/admin/privacy/chain";

/** The chain over the receipts, reckoned anew step by step; nothing is changed. */
export const chain = new Hono<AppEnv>().get("/privacy/chain", async (c) => {
  const { db } = c.var.deps;
  const view = viewOf(c);
  const after = /^\d{1,12}$/.test(c.req.query("after") ?? "") ? Number(c.req.query("after")) : 0;
  const noted = (c.req.query("noted") ?? "").trim().slice(0, 100);
  const [step, link] = await withRetries(() =>
    Promise.all([verifyStep(db, after), noted === "" ? null : findLink(db, noted)]),
  );
  const isRunning = c.req.query("run") === "1" && step.broken === null && step.left > 0;
  // A header that any browser follows: the whole chain without a script, a page at a time.
  if (isRunning) c.header("Refresh", `0; url=${view.link(here, { after: String(step.to), run: "1" })}`);
  return c.html(<ChainPage view={view} step={step} noted={noted} link={link} isRunning={isRunning} />);
});

interface Props {
  view: View;
  step: Step;
  /** A link that was noted elsewhere, and the receipt it is of. */
  noted: string;
  link: number | null;
  isRunning: boolean;
}

const ChainPage: FC<Props> = ({ view, step, noted, link, isRunning }) => {
  const words = view.texts.receipts.chain;
  const say = (n: number) => sayNumber(n, view.reading.locale);
  const next = { after: String(step.to) };
  return (
    <Page view={view} title={words.title} current="privacy">
      <h1>{words.title}</h1>
      <p class="soft prose">{words.text}</p>
      <section role="status">
        {step.to + step.waiting === 0 && step.broken === null ? <p>{words.empty}</p> : null}
        {step.to < step.from ? null : <p>{fill(words.sound, { from: say(step.from), to: say(step.to) })}</p>}
        {step.broken === null && step.left === 0 && step.to > 0 ? <p class="name">{words.whole}</p> : null}
        {step.waiting === 0 ? null : <p class="soft">{fill(words.waiting, { n: say(step.waiting) })}</p>}
        {step.broken === null ? null : (
          <div class="errors">
            <h2>
              <a href={view.link(`/admin/receipts/${step.broken.id}`)}>
                {fill(words.broken, { id: say(step.broken.id) })}
              </a>
            </h2>
            <p>{words.faults[step.broken.kind]}</p>
            <p class="soft">{words.whatNow}</p>
          </div>
        )}
      </section>
      <p class="more wrap">
        {isRunning ? <span class="soft">{words.running}</span> : null}
        {isRunning || step.broken !== null || step.left === 0 ? null : (
          <>
            <a href={view.link(here, next)}>{fill(words.goOn, { n: say(step.left) })}</a>
            <a href={view.link(here, { ...next, run: "1" })}>{words.startAll}</a>
          </>
        )}
        <a href={view.link("/admin/privacy")}>{words.back}</a>
      </p>
      <form class="take" method="get" action={here}>
        <Field view={view} name="noted" label={words.noted} value={noted} more={{ maxlength: 43 }} asked />
        {noted === "" ? null : (
          <p role="status" class={link === null ? "error" : undefined}>
            {link === null ? words.notedMissing : fill(words.notedFound, { id: say(link) })}
          </p>
        )}
        <button class="button" type="submit">
          {words.notedButton}
        </button>
      </form>
    </Page>
  );
};
