import type { FC } from "hono/jsx";
import { fill } from "../../content/schema/locales/worker.ts";
import { mayDo } from "../people/roles.ts";
import type { MailStop } from "../store/complaints.ts";
import { ErrorSummary, Field, type Problem } from "./form-parts.tsx";
import type { View } from "./view.ts";
import { sayWhen } from "./when.ts";

const goOn = "/admin/mail/go-on";

/** How it stands with the mails that complaints stop. */
export interface HeldMails {
  /** The stop that is on, or the last that there was. */
  last: MailStop | null;
  isOn: boolean;
  /** How many mails are put aside. */
  aside: number;
}

/** That mails are held, why, and the owner's way to let them go on. */
export const Held: FC<{ view: View; held: HeldMails; problems: readonly Problem[] }> = ({
  view,
  held: { last, isOn, aside },
  problems,
}) => {
  const words = view.texts.mailHealth.held;
  if (last === null || !isOn) return null;
  const { complained, arrived } = last;
  const may = view.member !== null && mayDo(view.member.role, "POST", goOn);
  return (
    <section class="stop">
      <h2>{words.title}</h2>
      <p class="prose">
        {fill(words.text, { since: sayWhen(last.since, view.reading), complained, arrived })}
      </p>
      <p class="prose">
        {aside === 0 ? null : aside === 1 ? words.waitOne : fill(words.waitMany, { n: aside })} {words.before}
      </p>
      {may ? (
        <>
          <ErrorSummary view={view} problems={problems} />
          <form class="take" method="post" action={view.link(goOn)}>
            <Field
              view={view}
              name="reason"
              label={words.reason}
              hint={words.reasonHint}
              problems={problems}
              type="textarea"
              required
              more={{ minlength: 10, maxlength: 500, rows: 3 }}
            />
            <button class="button" type="submit">
              {words.goOn}
            </button>
          </form>
        </>
      ) : (
        <p class="soft">{words.ownerOnly}</p>
      )}
    </section>
  );
};

/** The last stop, and why it was ended. */
export const LastStop: FC<{ view: View; held: HeldMails }> = ({ view, held: { last } }) => {
  const words = view.texts.mailHealth.held;
  if (last === null || last.endedAt === null) return null;
  const { complained, arrived, reason, member, since, endedAt } = last;
  const when = (at: number) => sayWhen(at, view.reading);
  return (
    <p class="soft prose">
      {fill(words.ended, {
        since: when(since),
        until: when(endedAt),
        complained,
        arrived,
        who: member ?? words.owner,
        reason: reason ?? "",
      })}
    </p>
  );
};
