import type { FC } from "hono/jsx";
import { fill } from "../../content/schema/locales/worker.ts";
import { Said } from "../desk/form-parts.tsx";
import { Page, When } from "../desk/frame.tsx";
import { Email, nameOf, Phone } from "../desk/person.tsx";
import type { View } from "../desk/view.ts";
import { sayWhen } from "../desk/when.ts";
import type { Pair, TwinLead } from "./store-duplicates.ts";

/** Leads that may be the same person, two by two. */
export const DuplicatesPage: FC<{ view: View; pairs: Pair[]; next: string | null; first: boolean }> = (
  props,
) => {
  const { view, pairs, next, first } = props;
  const words = view.texts.lead.duplicates;
  const path = "/admin/leads/duplicates";
  return (
    <Page view={view} title={words.title} current="duplicates">
      <h1>{words.title}</h1>
      <p class="soft prose">{pairs.length === 0 && first ? words.none : words.text}</p>
      <Said view={view} words={view.texts.lead.said} />
      <ul class="held">
        {pairs.map((pair) => (
          <Twins view={view} pair={pair} />
        ))}
      </ul>
      <p class="more">
        {next === null ? null : (
          <a href={view.link(path, { after: next })} rel="next">
            {words.next}
          </a>
        )}
        {first ? null : <a href={view.link(path)}>{view.texts.lead.newest}</a>}
      </p>
    </Page>
  );
};

const Twins: FC<{ view: View; pair: Pair }> = ({ view, pair: { stays, other, shared } }) => {
  const words = view.texts.lead.duplicates;
  const kinds = [...new Set(shared.map((key) => key.split(":")[0] as keyof typeof words.shared))];
  const path = "/admin/leads/duplicates";
  return (
    <li>
      <div>
        <p class="soft">{kinds.map((kind) => words.shared[kind]).join(" · ")}</p>
        <div class="twins">
          <Twin view={view} lead={stays} note={words.stays} />
          <Twin view={view} lead={other} />
        </div>
      </div>
      <form class="acts" method="post">
        <input type="hidden" name="one" value={stays.id} />
        <input type="hidden" name="other" value={other.id} />
        <button class="plain" type="submit" formaction={view.link(`${path}/merge`)}>
          {words.merge}
        </button>
        <button class="plain quiet-act" type="submit" formaction={view.link(`${path}/apart`)}>
          {words.apart}
        </button>
      </form>
    </li>
  );
};

const Twin: FC<{ view: View; lead: TwinLead; note?: string }> = ({ view, lead, note }) => {
  const words = view.texts.lead;
  const { submissions, email, phone, confirmed_at, created_at } = lead;
  return (
    <div>
      <a class="name" href={view.link(`/admin/leads/${lead.id}`)}>
        {nameOf(lead, view)}
      </a>
      {note === undefined ? null : <span class="soft"> {note}</span>}
      {email === null ? null : (
        <div>
          <Email address={email} />
        </div>
      )}
      {phone === null ? null : (
        <div>
          <Phone number={phone} />
        </div>
      )}
      <small>
        {fill(words.duplicates.since, { when: sayWhen(created_at, view.reading) })} ·{" "}
        {submissions === 1 ? words.duplicates.one : fill(words.duplicates.many, { n: submissions })}
        {confirmed_at === null ? null : (
          <>
            {" "}
            · {words.reasons.confirmed}, <When at={confirmed_at} view={view} />
          </>
        )}
      </small>
    </div>
  );
};
