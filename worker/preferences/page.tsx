import type { FC } from "hono/jsx";
import { tellsOfOpenings } from "../../content/schema/consent.ts";
import { fill, textsIn } from "../../content/schema/locales/worker.ts";
import { sayDay } from "../calendar.ts";
import type { Wording } from "./frame.tsx";
import { StartAgain } from "./renewal-page.tsx";
import type { Standing, Standings } from "./standing.ts";

/** What was just done, which the page says above all else. */
export const doneActs = ["save", "none", "copy", "erase", "stay"] as const;
export type Done = (typeof doneActs)[number];

interface Props {
  by: Wording;
  standings: Standings;
  /** Whether there is a lead: a post in quarantine has an inbox only. */
  isKnown: boolean;
  done: Done | null;
}

/** What a person agreed to, with the ways to change it, to stop it all, and to get or erase what is known. */
export const PreferencesPage: FC<Props> = ({ by, standings, isKnown, done }) => {
  const { words, brand, address } = by;
  return (
    <>
      {done === null ? null : (
        <p class="notice" role="status">
          {fill(words.done[done], { address })}
        </p>
      )}
      <h1>{words.title}</h1>
      <p class="lead">{fill(words.intro, { brand, address })}</p>
      {standings.suppressed && !standings.silent && done !== "none" ? (
        <p class="lead">{words.suppressed}</p>
      ) : null}
      {standings.silent ? <StartAgain by={by} words={textsIn(by.locale).renewal} /> : null}
      <section>
        <h2>{words.purposesTitle}</h2>
        {standings.list.length === 0 ? <p>{words.empty}</p> : <Purposes by={by} list={standings.list} />}
      </section>
      <section id="none">
        <h2>{words.none.title}</h2>
        <p>{words.none.text}</p>
        <Act by={by} acts={[{ action: "none", label: words.none.button }]} />
      </section>
      {isKnown ? (
        <section>
          <h2>{words.yours.title}</h2>
          <p>{fill(words.yours.text, { address })}</p>
          <Act
            by={by}
            acts={[
              { action: "copy", label: words.yours.copy },
              { action: "erase", label: words.yours.erase },
            ]}
          />
        </section>
      ) : null}
    </>
  );
};

const Act: FC<{ by: Wording; acts: { action: Done; label: string }[] }> = ({ by, acts }) => (
  <form class="acts" method="post" action={by.here}>
    {acts.map(({ action, label }) => (
      <button type="submit" name="action" value={action}>
        {label}
      </button>
    ))}
  </form>
);

/** The switches; what stood when the page was made goes along, so that an old page switches nothing on again. */
const Purposes: FC<{ by: Wording; list: readonly Standing[] }> = ({ by, list }) => (
  <form method="post" action={by.here}>
    <ul>
      {list.map((standing) => (
        <Purpose by={by} standing={standing} />
      ))}
    </ul>
    <div class="acts">
      <button class="first" type="submit" name="action" value="save">
        {by.words.save}
      </button>
    </div>
  </form>
);

const Purpose: FC<{ by: Wording; standing: Standing }> = ({ by, standing }) => {
  const { words, locale, timeZone, keepsOpenings } = by;
  const { purpose, state, at, wording } = standing;
  const isOn = state === "given" || state === "confirmed";
  const date = at === null ? "" : sayDay(at, locale, timeZone);
  // What somebody agreed to holds in the words of that day.
  const told = keepsOpenings && tellsOfOpenings(wording) ? "openings" : "links";
  return (
    <li class={purpose === "tracking" ? "purpose apart" : "purpose"}>
      <input type="hidden" name="shown" value={purpose} />
      {isOn ? <input type="hidden" name="was" value={purpose} /> : null}
      <label for={`on-${purpose}`}>
        {purposeName(purpose, words)}
        <input
          type="checkbox"
          id={`on-${purpose}`}
          name="on"
          value={purpose}
          checked={isOn}
          aria-describedby={`state-${purpose}`}
        />
      </label>
      {purpose === "tracking" ? <p class="what">{words.tracking[told]}</p> : null}
      <p id={`state-${purpose}`}>{fill(words.states[state], { date })}</p>
      <blockquote aria-label={words.wording}>{wording}</blockquote>
    </li>
  );
};

/** What people call `purpose`: our words for ours, and the site's own name for its own. */
export function purposeName(purpose: string, words: Wording["words"]): string {
  const known = new Map(Object.entries(words.purposes)).get(purpose);
  const plain = purpose.replaceAll("-", " ");
  return known ?? `${plain.charAt(0).toUpperCase()}${plain.slice(1)}`;
}
