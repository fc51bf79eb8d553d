import type { FC } from "hono/jsx";
import { type CheckFile, mostFindings } from "../../content/schema/check-file.ts";
import { fill } from "../../content/schema/locales/worker.ts";
import type { View } from "../desk/view.ts";
import { sayNumber } from "../desk/when.ts";

/** What the check found when the site was built: how much of each kind, then file by file. */
export const Check: FC<{ view: View; check: CheckFile | null }> = ({ view, check }) => {
  const words = view.texts.rooms.content;
  return (
    <section class="check">
      <h2>{words.check}</h2>
      {check === null ? <p class="soft prose">{words.unchecked}</p> : <Found view={view} check={check} />}
    </section>
  );
};

const Found: FC<{ view: View; check: CheckFile }> = ({ view, check: { counts, findings } }) => {
  const words = view.texts.rooms.content;
  const say = (n: number) => sayNumber(n, view.reading.locale);
  const kinds = (["error", "warning", "note", "silenced"] as const).filter((kind) => counts[kind] > 0);
  if (kinds.length === 0) return <p>{words.clean}</p>;
  const files = Map.groupBy(findings, ({ file }) => file);
  return (
    <>
      <p>{kinds.map((kind) => `${say(counts[kind])} ${words.counts[kind]}`).join(", ")}</p>
      {findings.length === 0 ? null : (
        <div class="deeds">
          {[...files].map(([file, found]) => (
            <details>
              <summary>
                {file} <small>{found.length}</small>
              </summary>
              <ul class="findings" lang="en">
                {found.map(({ severity, line, message, cure, rule }) => (
                  <li>
                    <p>
                      <span class={severity === "note" ? "soft" : "late"} lang={view.reading.locale}>
                        {words.marks[severity]}
                      </span>{" "}
                      {message}
                    </p>
                    <small>
                      {cure}{" "}
                      <span class="nowrap">{`${rule}, ${file.slice(file.lastIndexOf("/") + 1)}:${line}`}</span>
                    </small>
                  </li>
                ))}
              </ul>
            </details>
          ))}
        </div>
      )}
      {findings.length < mostFindings ? null : (
        <p class="soft">{fill(words.more, { n: say(mostFindings) })}</p>
      )}
    </>
  );
};
