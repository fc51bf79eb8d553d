import type { FC } from "hono/jsx";
import { fill } from "../../content/schema/locales/worker.ts";
import { daySchema } from "../../content/schema/primitives.ts";
import { dayIn, sayDay } from "../calendar.ts";
import { Field, type Problem } from "../desk/form-parts.tsx";
import type { View } from "../desk/view.ts";
import type { LeadFile } from "./store-lead.ts";

/** The most characters of what was bought. */
const saleLength = 200;

/** A sale as its form says it. */
export interface SaleTyped {
  day: string;
  what: string;
  /** Whether the address was given in the sale. */
  given: boolean;
}

interface SalesProps {
  view: View;
  file: LeadFile;
  typed?: SaleTyped | undefined;
  problems: readonly Problem[];
}

/** What the lead bought, and the form that notes it where the owner has declared soft opt-in. */
export const Sales: FC<SalesProps> = (props) => {
  const { view, file } = props;
  const words = view.texts.lead.sales;
  const { softOptIn } = view.catalog.site;
  if (!softOptIn && file.sales.length === 0) return null;
  return (
    <section>
      <h2>{words.title}</h2>
      <Noted view={view} file={file} />
      {softOptIn ? <SaleForm {...props} /> : null}
    </section>
  );
};

/** What is wrong with a sale that was typed, `today` in the site's time zone. */
export function problemsOf({ day, what }: SaleTyped, today: string, view: View): Problem[] {
  const { wrong } = view.texts.lead;
  const isDay = daySchema.safeParse(day).success && day <= today;
  const text = what === "" ? wrong.what : what.length > saleLength ? wrong.whatLong : null;
  return [
    ...(isDay ? [] : [{ field: "day", text: wrong.day }]),
    ...(text === null ? [] : [{ field: "what", text: fill(text, { n: saleLength }) }]),
  ];
}

const SaleForm: FC<SalesProps> = ({ view, file: { lead }, typed, problems }) => {
  const words = view.texts.lead.sales;
  const { now, timeZone } = view.reading;
  const today = dayIn(now, timeZone);
  const common = { view, problems, required: true };
  return (
    <form class="take wide" method="post" action={view.link(`/admin/leads/${lead.id}/sales`)}>
      <p class="soft">{words.text}</p>
      <Field
        {...common}
        name="day"
        type="date"
        label={words.day}
        value={typed?.day ?? today}
        more={{ max: today }}
      />
      <Field
        {...common}
        name="what"
        label={words.what}
        hint={words.whatHint}
        value={typed?.what}
        more={{ maxlength: saleLength, autocomplete: "off" }}
      />
      {lead.email === null ? null : (
        <label class="tick">
          <input type="checkbox" name="given" value="yes" checked={typed?.given ?? false} />
          {words.given}
        </label>
      )}
      <button class="plain fit" type="submit">
        {words.add}
      </button>
    </form>
  );
};

const Noted: FC<{ view: View; file: LeadFile }> = ({ view, file: { lead, sales } }) => {
  const words = view.texts.lead.sales;
  const { locale, timeZone } = view.reading;
  return (
    <ul class="held">
      {sales.map(({ id, at, what, given }) => {
        const date = sayDay(at, locale, timeZone);
        return (
          <li>
            <div>
              {what}
              <small>
                {date} · {given === 1 ? words.withAddress : words.withoutAddress}
              </small>
            </div>
            <form method="post" action={view.link(`/admin/leads/${lead.id}/sales/${id}/delete`)}>
              <button
                class="plain fit quiet-act"
                type="submit"
                aria-label={fill(words.takeBackOf, { date, what })}
              >
                {words.takeBack}
              </button>
            </form>
          </li>
        );
      })}
    </ul>
  );
};
