import type { FC } from "hono/jsx";
import { fill } from "../../content/schema/locales/worker.ts";
import { shopTitle } from "../desk/coupon-parts.tsx";
import { Confirm, ErrorSummary, Field, type Problem, Said, Select } from "../desk/form-parts.tsx";
import { Page } from "../desk/frame.tsx";
import { Table } from "../desk/table.tsx";
import type { View } from "../desk/view.ts";
import { sayWhen } from "../desk/when.ts";
import { roles } from "./member.ts";
import type { MemberRow } from "./store-members.ts";
import { longestName, type Typed } from "./typed.ts";

/** A link that was made just now; it stands on this one page and nowhere else. */
export interface MadeInvitation {
  name: string;
  url: string;
  expires: number;
}

/** What the page of people tells. */
export interface PeopleHere {
  members: MemberRow[];
  typed: Typed;
  problems: readonly Problem[];
  made?: MadeInvitation;
}

/** Who opens the desk, and the form that invites another one. */
export const PeoplePage: FC<{ view: View; here: PeopleHere }> = ({ view, here }) => {
  const words = view.texts.people;
  const present = here.members.filter(({ revokedAt }) => revokedAt === null);
  const gone = here.members.filter(({ revokedAt }) => revokedAt !== null);
  return (
    <Page view={view} title={words.title} current="people">
      <h1>{words.title}</h1>
      <p class="soft prose">{words.text}</p>
      <Said view={view} words={words.said} />
      <ErrorSummary view={view} problems={here.problems} />
      {here.made === undefined ? null : <Made view={view} made={here.made} />}
      {present.length === 0 ? <p class="empty">{words.empty}</p> : <Present view={view} rows={present} />}
      <section>
        <h2>{words.invite}</h2>
        <form class="take" method="post" action={view.link("/admin/people")}>
          <MemberFields view={view} typed={here.typed} problems={here.problems} />
          <button class="button" type="submit">
            {words.inviteButton}
          </button>
        </form>
      </section>
      {gone.length === 0 ? null : <Gone view={view} rows={gone} />}
    </Page>
  );
};

/** One member: what they are called and may do, a new invitation, and the end of it. */
export const MemberPage: FC<{
  view: View;
  row: MemberRow;
  typed: Typed;
  problems: readonly Problem[];
  made?: MadeInvitation;
}> = ({ view, row, typed, problems, made }) => {
  const words = view.texts.people;
  const address = `/admin/people/${row.id}`;
  return (
    <Page view={view} title={row.name} current="people">
      <h1>{row.name}</h1>
      <p class="soft">{stateOf(view, row)}</p>
      <ErrorSummary view={view} problems={problems} />
      {made === undefined ? null : <Made view={view} made={made} />}
      {row.revokedAt !== null ? null : (
        <form class="take" method="post" action={view.link(address)}>
          <MemberFields view={view} typed={typed} problems={problems} />
          <button class="button" type="submit">
            {words.save}
          </button>
        </form>
      )}
      <section class="deeds">
        <details>
          <summary>{words.again}</summary>
          <form class="take" method="post" action={view.link(`${address}/invite`)}>
            <p class="soft">{words.againText}</p>
            <button class="plain" type="submit">
              {words.again}
            </button>
          </form>
        </details>
        {row.revokedAt !== null ? null : (
          <Confirm act={words.revoke}>
            <form class="take" method="post" action={view.link(`${address}/revoke`)}>
              <p class="soft">{words.revokeText}</p>
              <button class="plain" type="submit">
                {words.sureRevoke}
              </button>
            </form>
          </Confirm>
        )}
      </section>
    </Page>
  );
};

const MemberFields: FC<{ view: View; typed: Typed; problems: readonly Problem[] }> = (props) => {
  const { view, typed, problems } = props;
  const words = view.texts.people;
  const { shops } = view.catalog.site;
  const common = { view, problems };
  return (
    <>
      <Field
        {...common}
        name="name"
        label={words.name}
        value={typed.name}
        required
        more={{ maxlength: longestName, autocomplete: "off" }}
      />
      <Field
        {...common}
        name="email"
        label={words.email}
        hint={words.emailHint}
        type="email"
        value={typed.email}
        more={{ maxlength: 254, autocomplete: "off" }}
      />
      <Select
        {...common}
        name="role"
        label={words.role}
        value={typed.role}
        required
        hint={roles.map((role) => `${words.roles[role]}: ${words.roleTexts[role]}`).join("; ")}
        options={roles.map((role) => [role, words.roles[role]] as const)}
      />
      {shops.length === 0 ? null : (
        <Select
          {...common}
          name="shop"
          label={words.shop}
          hint={words.shopHint}
          value={typed.shop}
          options={[["", words.noShop], ...shops.map(({ name, title }) => [name, title] as const)]}
        />
      )}
    </>
  );
};

/** The link that lets one person in, to be copied. */
const Made: FC<{ view: View; made: MadeInvitation }> = ({ view, made: { name, url, expires } }) => {
  const words = view.texts.people;
  return (
    <section class="invite" role="status">
      <div>
        <h2>{fill(words.made, { name })}</h2>
        <p>{fill(words.madeText, { when: sayWhen(expires, view.reading) })}</p>
        <p class="hash">{url}</p>
      </div>
    </section>
  );
};

const Present: FC<{ view: View; rows: MemberRow[] }> = ({ view, rows }) => {
  const words = view.texts.people;
  return (
    <section>
      <Table
        caption={words.title}
        rows={rows}
        columns={[
          { head: words.name, cell: ({ id, name }) => <a href={view.link(`/admin/people/${id}`)}>{name}</a> },
          { head: words.email, labelled: false, cell: ({ email }) => email },
          {
            head: words.role,
            cell: ({ role, shop }) => words.roles[role] + (shop === null ? "" : `, ${shopTitle(view, shop)}`),
          },
          { head: words.state, labelled: false, cell: (row) => stateOf(view, row) },
        ]}
      />
    </section>
  );
};

const Gone: FC<{ view: View; rows: MemberRow[] }> = ({ view, rows }) => {
  const words = view.texts.people;
  return (
    <section>
      <h2>{words.gone}</h2>
      <ul class="soft">
        {rows.map(({ id, name, revokedAt }) => (
          <li>
            <a href={view.link(`/admin/people/${id}`)}>{name}</a>
            {", "}
            {fill(words.goneAt, { when: sayWhen(revokedAt ?? 0, view.reading) })}
          </li>
        ))}
      </ul>
    </section>
  );
};

/** Whether a member is in, invited or gone, and since when. */
function stateOf(view: View, { joinedAt, revokedAt, invitedUntil, seenAt }: MemberRow): string {
  const { states, goneAt } = view.texts.people;
  const { reading } = view;
  if (revokedAt !== null) return fill(goneAt, { when: sayWhen(revokedAt, reading) });
  if (invitedUntil !== null && invitedUntil > reading.now)
    return fill(states.invited, { when: sayWhen(invitedUntil, reading) });
  if (joinedAt === null) return states.lapsed;
  return seenAt === null ? states.active : fill(states.seen, { when: sayWhen(seenAt, reading) });
}
