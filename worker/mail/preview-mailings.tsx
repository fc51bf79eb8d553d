import type { Catalog } from "../../content/schema/catalog.ts";
import type { Branch, CatalogSequence, CatalogSequenceStep } from "../../content/schema/sequence.ts";

interface Props {
  catalog: Catalog;
  /** What is looked at. */
  chosen?: { path: string; variant: number };
}

/** Every sequence in its order, with what each mail waits for and whom it is for, and every campaign with its subjects. */
export function Mailings({ catalog: { sequences, campaigns }, chosen }: Props) {
  const link = (path: string, variant: number, words: string) => (
    <a
      href={`?${new URLSearchParams({ mailing: path, variant: String(variant) })}`}
      aria-current={chosen?.path === path && chosen.variant === variant ? "page" : undefined}
    >
      {words}
    </a>
  );
  return (
    <nav aria-label="Sequences and campaigns">
      {Object.entries(sequences).map(([name, sequence]) => (
        <section>
          <h2>{sequence.title}</h2>
          <p>{startOf(sequence)}</p>
          <ol>
            {sequence.steps.map((step) => (
              <li>
                {link(`sequences/${name}/${step.name}`, 0, step.subject)}
                <br />
                <small>{[sayDelay(step, sequence), ...sayBranch(step.when)].join("; ")}</small>
              </li>
            ))}
          </ol>
        </section>
      ))}
      {Object.entries(campaigns).map(([name, { subjects, segment, send, label }]) => (
        <section>
          <h2>{label}</h2>
          <p>
            To the segment {segment}, {send ?? "once it is approved"}.
          </p>
          <ul>
            {subjects.map((subject, variant) => (
              <li>{link(`campaigns/${name}`, variant, subject)}</li>
            ))}
          </ul>
        </section>
      ))}
    </nav>
  );
}

const steps = {
  submit: "asked",
  confirm: "confirmed",
  download: "opened what was given",
  redeem: "used a coupon",
};

function startOf({ start, landings, goal, stop }: CatalogSequence): string {
  const begins =
    "step" in start
      ? `whoever ${steps[start.step]} at ${landings.join(", ")}`
      : "segment" in start
        ? `whoever comes into the segment ${start.segment}`
        : `whoever asks at a landing of the stage ${start.stage}`;
  const ends = [...stop, "unsubscribed", "bounced", ...(goal ? ["reached its goal"] : [])];
  return `For ${begins}; until they have ${ends.join(", ")}.`;
}

const days = ["Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Saturdays", "Sundays"];

/** How long a mail waits, and when it may leave. */
function sayDelay({ delay }: CatalogSequenceStep, { hours }: CatalogSequence): string {
  const rest = delay.seconds === 0 ? [] : [`${Math.round(delay.seconds / 360) / 10} hours`];
  const wait = [...(delay.days === 0 ? [] : [`${delay.days} days`]), ...rest].join(" ") || "at once";
  const on = delay.weekdays.length === 7 ? [] : [sayDays(delay.weekdays)];
  const { from, until } = delay.hours ?? hours;
  return [`after ${wait}`.replace("after at", "at"), ...on, `${sayMinutes(from)}–${sayMinutes(until)}`].join(
    ", ",
  );
}

function sayDays(weekdays: readonly number[]): string {
  if (weekdays.join("") === "12345") return "not at weekends";
  return `on ${weekdays.map((day) => days[day - 1]).join(" and ")}`;
}

function sayMinutes(minutes: number): string {
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}`;
}

/** Whom a mail is for. */
function sayBranch(when: Branch | undefined): string[] {
  if (when === undefined) return [];
  const { answers = {}, downloaded, redeemed, clicked, not } = when;
  const what = (which: string | boolean) => (typeof which === "string" ? ` ${which}` : "");
  const parts = [
    ...Object.entries(answers).map(([field, wanted]) => `answered ${field}: ${[wanted].flat().join(" or ")}`),
    ...(downloaded === undefined
      ? []
      : [`${downloaded === false ? "opened nothing" : `opened${what(downloaded) || " what was given"}`}`]),
    ...(redeemed === undefined
      ? []
      : [`${redeemed === false ? "used no coupon" : `used the coupon${what(redeemed)}`}`]),
    ...(clicked === undefined ? [] : [`pressed a link in ${clicked}`]),
  ];
  return [`${not ? "for all but those who" : "for those who"} ${parts.join(" and ")}`];
}
