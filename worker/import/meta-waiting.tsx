import type { FC } from "hono/jsx";
import { fill } from "../../content/schema/locales/worker.ts";
import type { View } from "../desk/view.ts";
import { sayNumber } from "../desk/when.ts";
import { sayReason } from "./imports-page.tsx";

/** What Meta has told of, and what keeps it from coming in. */
export interface MetaState {
  due: number;
  /** Forms that site.yaml does not name, with how many leads wait for them. */
  unknown: { form: string; n: number }[];
  /** Why leads did not come in, and how many. */
  failed: { reason: string; n: number }[];
  /** The secrets that are not set. */
  missing: string[];
}

/** Meta's leads on their way, with the cure for each that does not arrive. */
export const MetaWaiting: FC<{ view: View; state: MetaState }> = ({ view, state }) => {
  const words = view.texts.imports.meta;
  const say = (n: number) => sayNumber(n, view.reading.locale);
  const lines = [
    ...state.missing.map((name) => fill(words.secrets, { name })),
    ...state.unknown.map(({ form, n }) => fill(words.unknown, { form, n: say(n) })),
    ...state.failed.map(({ reason, n }) =>
      fill(words.failed, { n: say(n), reason: sayReason(view, reason, null) }),
    ),
  ];
  return (
    <section>
      <h2>{words.title}</h2>
      <p class="soft prose">{words.text}</p>
      {lines.length === 0 ? null : (
        <ul class="alarms">
          {lines.map((line) => (
            <li>{line}</li>
          ))}
        </ul>
      )}
      <p>{state.due === 0 ? words.none : fill(words.waiting, { n: say(state.due) })}</p>
    </section>
  );
};
