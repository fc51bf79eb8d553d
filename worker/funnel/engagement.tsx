import type { FC } from "hono/jsx";
import { networkNames, networks, readBands, timeBands } from "../../content/schema/engagement.ts";
import { fill } from "../../content/schema/locales/worker.ts";
import { Table } from "../desk/table.tsx";
import type { View } from "../desk/view.ts";
import { sayNumber } from "../desk/when.ts";
import { sayShare } from "./rates.ts";
import type { Band } from "./store-engagement.ts";

/** Of fewer visits nothing can be told. */
const fewest = 30;
/** Bands of visits that ended before anything could be read: under eight seconds. */
const hasty: readonly string[] = timeBands.slice(0, 2);

/** How long visitors stay, how far they read, and where to they share: shares of all that told, of nobody in particular. */
export const Engagement: FC<{ view: View; bands: readonly Band[] }> = ({ view, bands }) => {
  const words = view.texts.funnel.engagement;
  const { locale } = view.reading;
  const visits = sumOf(bands, "time");
  const shared = networks.filter((network) => countOf(bands, "share", network) > 0);
  if (visits === 0 && shared.length === 0) return null;
  const hurried = hasty.reduce((sum, band) => sum + countOf(bands, "time", band), 0);
  const presses = shared.map(
    (each) => `${networkNames[each]} ${sayNumber(countOf(bands, "share", each), locale)}`,
  );
  return (
    <section>
      <h2>{words.title}</h2>
      {visits === 0 ? null : (
        <>
          <p class="soft prose">{fill(words.visits, { n: sayNumber(visits, locale) })}</p>
          {visits < fewest ? <p class="prose">{words.few}</p> : null}
          {visits >= fewest && hurried * 2 > visits ? <p class="prose">{words.hurried}</p> : null}
          <div class="halves">
            <Bands
              view={view}
              caption={words.time}
              names={words.times}
              order={timeBands}
              all={bands}
              kind="time"
            />
            <Bands
              view={view}
              caption={words.read}
              names={words.reads}
              order={readBands}
              all={bands}
              kind="read"
            />
          </div>
        </>
      )}
      {presses.length === 0 ? null : (
        <p class="prose">
          {words.shared} {presses.join(", ")}.
        </p>
      )}
      <p class="soft prose note">{words.note}</p>
    </section>
  );
};

const Bands: FC<{
  view: View;
  caption: string;
  names: Readonly<Record<string, string>>;
  order: readonly string[];
  all: readonly Band[];
  kind: Band["kind"];
}> = ({ view, caption, names, order, all, kind }) => {
  const whole = sumOf(all, kind);
  const n = (band: string) => countOf(all, kind, band);
  return (
    <Table
      class="bands"
      caption={caption}
      rows={[...order]}
      columns={[
        { head: caption, cell: (band) => names[band] ?? band },
        {
          head: view.texts.funnel.engagement.share,
          class: "n",
          cell: (band) => (
            <>
              <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
                <rect width={whole === 0 ? 0 : Math.round((n(band) / whole) * 1000) / 10} height="10" />
              </svg>
              {sayShare(n(band), whole, view.reading.locale)}
            </>
          ),
        },
      ]}
    />
  );
};

function sumOf(bands: readonly Band[], kind: Band["kind"]): number {
  return bands.reduce((sum, band) => sum + (band.kind === kind ? band.n : 0), 0);
}

function countOf(bands: readonly Band[], kind: Band["kind"], name: string): number {
  return bands.find((band) => band.kind === kind && band.band === name)?.n ?? 0;
}
