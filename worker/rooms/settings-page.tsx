import type { Child, FC } from "hono/jsx";
import { fill } from "../../content/schema/locales/worker.ts";
import { Page, When } from "../desk/frame.tsx";
import { sayMoney } from "../desk/money.ts";
import { Email, Phone } from "../desk/person.tsx";
import type { View } from "../desk/view.ts";
import type { Deps } from "../env.ts";
import { type Health, needsBucket } from "../health.ts";
import { sayBytes } from "../say-bytes.ts";
import { secretVariable } from "../webhooks/signature.ts";
import { Facts } from "./facts.tsx";
import { Kept, Limits, Score } from "./reckoned.tsx";

interface Props {
  view: View;
  deps: Deps;
  health: Health;
  store: { migration: string | null; ran: ReadonlyMap<string, number>; bytes: number };
}

/** How it is, of which parts it is made, and what the content says of the business. */
export const SettingsPage: FC<Props> = (props) => {
  const { view } = props;
  const words = view.texts.rooms.settings;
  return (
    <Page view={view} title={words.title} current="settings">
      <h1>{words.title}</h1>
      <p class="soft prose">{words.text}</p>
      <Problems {...props} />
      <div class="pair">
        <Facts title={words.parts} rows={partsOf(props)} />
        <Facts title={words.clock} text={words.clockText} rows={clockOf(props)} />
        <Facts title={words.business} rows={businessOf(view)} />
        <Facts title={words.site} rows={siteOf(view)} />
        <Kept view={view} />
        <Limits view={view} />
        <Score view={view} />
        <Facts title={words.shops} rows={shopsOf(view)} />
        <Facts title={words.campaigns} rows={costsOf(view)} />
      </div>
    </Page>
  );
};

/** What is wrong; alarms have their sentences on Today already, and are named by them. */
const Problems: FC<Props> = ({ view, health: { problems } }) => {
  const words = view.texts.rooms.settings;
  const known = new Map<string, string>(Object.entries(words.problems));
  const alarms = new Map<string, { title: string }>(Object.entries(view.outbox.alarms));
  if (problems.length === 0) return <p class="said">{words.well}</p>;
  return (
    <div class="alarms">
      <h2>{words.ill}</h2>
      <ul>
        {problems.map((problem) => {
          const [kind = "", of = ""] = problem.split(/:(.*)/s);
          const title = alarms.get(kind)?.title;
          const secret = /^webhook_secret_(.*)$/.exec(problem)?.[1];
          return (
            <li>
              {secret !== undefined
                ? fill(view.outbox.webhooks.noSecret, { name: secretVariable(secret) })
                : (known.get(problem) ?? (title === undefined ? problem : fill(title, { of })))}
            </li>
          );
        })}
      </ul>
    </div>
  );
};

type Rows = (readonly [name: string, value: Child])[];

function partsOf({ view, deps, store }: Props): Rows {
  const words = view.texts.rooms.settings;
  const { catalog } = view;
  const is = (there: boolean) => (there ? words.there : words.missing);
  const challenge = catalog.site.challenge;
  return [
    [words.version, <span class="hash">{fill(words.built, { build: catalog.build.slice(0, 12) })}</span>],
    [
      words.database,
      fill(words.size, {
        size: sayBytes(store.bytes, view.reading.locale),
        migration: store.migration ?? words.missing,
      }),
    ],
    [words.mailer, deps.mailer?.name ?? words.missing],
    [words.alarmMailer, deps.alarmMailer?.name ?? words.missing],
    [words.queue, is(deps.queue !== null)],
    [words.bucket, deps.bucket !== null || needsBucket(catalog) ? is(deps.bucket !== null) : words.unneeded],
    [words.apple, is(deps.wallets.apple !== null)],
    [words.google, is(deps.wallets.google !== null)],
    [
      words.challenge,
      challenge === "turnstile"
        ? `Turnstile, ${is(deps.turnstile !== null)}`
        : (challenge ?? words.noChallenge),
    ],
    ...catalog.site.webhooks.map(
      ({ name }) => [fill(words.secret, { name }), is(deps.webhookSecrets(name).length > 0)] as const,
    ),
  ];
}

function clockOf({ view, store: { ran } }: Props): Rows {
  const words = view.texts.rooms.settings;
  return Object.entries(words.pieces).map(([piece, name]) => {
    const at = ran.get(`tick:${piece}`);
    return [name, at === undefined ? words.never : <When at={at} view={view} />] as const;
  });
}

function businessOf(view: View): Rows {
  const words = view.texts.rooms.settings;
  const { owner, sender, notify, alarm } = view.catalog.site;
  const { street, postalCode, city, province } = owner.address;
  const mails = (addresses: readonly string[]) => addresses.map((address) => <Mail address={address} />);
  return [
    [words.name, owner.name],
    ...given(words.vat, owner.vat),
    [words.address, `${street}, ${postalCode} ${city}${province === undefined ? "" : ` (${province})`}`],
    [words.email, <Email address={owner.email} />],
    ...given(words.pec, owner.pec),
    ...given(words.dpo, owner.dpo),
    [words.sender, `${sender.name} <${sender.email}>`],
    ...given(words.replyTo, sender.replyTo),
    [words.alarm, <Email address={alarm ?? owner.email} />],
    ...(notify.length === 0 ? [] : [[words.notify, mails(notify.map(({ to }) => to))] as const]),
  ];
}

const Mail: FC<{ address: string }> = ({ address }) => (
  <div>
    <Email address={address} />
  </div>
);

function siteOf(view: View): Rows {
  const words = view.texts.rooms.settings;
  const { url, locale, timeZone, origins, webhooks } = view.catalog.site;
  return [
    [words.url, <a href={url}>{url}</a>],
    [words.locale, words.locales[locale]],
    [words.timeZone, timeZone],
    ...(origins.length === 0 ? [] : [[words.origins, origins.join(", ")] as const]),
    [
      words.webhooks,
      webhooks.length === 0
        ? words.none
        : webhooks.map(({ name, url: to, events }) => (
            <div>
              {name}: {new URL(to).host}{" "}
              <small>{events.map((event) => view.outbox.webhooks.events[event]).join(", ")}</small>
            </div>
          )),
    ],
  ];
}

function shopsOf(view: View): Rows {
  return view.catalog.site.shops.map(({ title, address, phone, hours }) => [
    title,
    <>
      {address.street}, {address.city}
      {phone === undefined ? null : (
        <div>
          <Phone number={phone} />
        </div>
      )}
      {hours === undefined ? null : <div class="soft">{hours}</div>}
    </>,
  ]);
}

function costsOf(view: View): Rows {
  const { locale } = view.reading;
  return Object.entries(view.catalog.site.campaigns).map(([name, { cost }]) => [
    name,
    sayMoney(Math.round(cost.amount * 100), cost.currency, locale),
  ]);
}

function given(name: string, value: string | undefined): Rows {
  return value === undefined ? [] : [[name, value]];
}
