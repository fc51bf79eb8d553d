import type { FC, PropsWithChildren } from "hono/jsx";
import { fill } from "../../content/schema/locales/worker.ts";
import { leadStatuses, markets } from "../../content/schema/segment-fields.ts";
import { ErrorSummary, type Problem } from "../desk/form-parts.tsx";
import type { View } from "../desk/view.ts";
import { sayNumber } from "../desk/when.ts";
import { encodeQuestion } from "./address.ts";
import { type ListAsk, paramsOf } from "./asked.ts";
import type { Count } from "./count.ts";
import { sayValue } from "./say.ts";

/** The id of the form that the ticks in the table belong to. */
export const bulkForm = "bulk";

/** What the form of many leads was sent with, and what was wrong with it. */
export interface Bulking {
  typed: Record<string, string>;
  ids: readonly string[];
  problem: Problem | null;
  colleagues: readonly { id: string; name: string }[];
}

interface BarProps {
  view: View;
  ask: ListAsk;
  count: Count | null;
  bulking: Bulking;
}

/** What is done with the ticked leads, or with all that were found. */
export const BulkBar: FC<BarProps> = ({ view, ask, count, bulking }) => {
  const words = view.texts.segments.bulk;
  const { typed, problem, colleagues } = bulking;
  const isAll = typed["who"] === "all";
  const kept = {
    ...paramsOf(ask),
    ...(ask.question === null ? {} : { where: encodeQuestion(ask.question) }),
  };
  return (
    <section class="bulk">
      <h2>{words.title}</h2>
      <ErrorSummary view={view} problems={problem === null ? [] : [problem]} />
      <form id={bulkForm} method="post" action={view.link("/admin/leads/mark")}>
        {Object.entries(kept).map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        <fieldset>
          <legend>{words.who}</legend>
          <Radio name="who" value="picked" checked={!isAll} id="f-who">
            {words.picked}
          </Radio>
          {count === null ? null : (
            <Radio name="who" value="all" checked={isAll}>
              {fill(count.isExact ? words.all : words.allMore, {
                n: sayNumber(count.n, view.reading.locale),
              })}
            </Radio>
          )}
        </fieldset>
        <fieldset>
          <legend>{words.what}</legend>
          {(["tag", "untag"] as const).map((act) => (
            <Radio
              name="act"
              value={act}
              checked={typed["act"] === act}
              id={act === "tag" ? "f-act" : undefined}
            >
              {words.acts[act]}
            </Radio>
          ))}
          <input
            class="field"
            id="f-tag"
            name="tag"
            maxlength={40}
            value={typed["tag"] ?? ""}
            aria-label={words.tag}
            placeholder={words.tag}
          />
        </fieldset>
        <fieldset>
          <legend>{words.status}</legend>
          <Radio name="act" value="status" checked={typed["act"] === "status"}>
            {words.acts.status}
          </Radio>
          <select class="field" id="f-status" name="status" aria-label={words.status}>
            {leadStatuses.map((status) => (
              <option value={status} selected={status === typed["status"]}>
                {sayValue("status", status, view)}
              </option>
            ))}
          </select>
        </fieldset>
        <fieldset>
          <legend>{words.market}</legend>
          <Radio name="act" value="market" checked={typed["act"] === "market"}>
            {words.acts.market}
          </Radio>
          <select class="field" id="f-market" name="market" aria-label={words.market}>
            {markets.map((market) => (
              <option value={market} selected={market === typed["market"]}>
                {market === "unknown" ? words.asTold : sayValue("market", market, view)}
              </option>
            ))}
          </select>
        </fieldset>
        <fieldset>
          <legend>{words.assignee}</legend>
          <Radio name="act" value="assign" checked={typed["act"] === "assign"}>
            {words.acts.assign}
          </Radio>
          <select class="field" id="f-member" name="member" aria-label={words.assignee}>
            <option value="">{words.nobody}</option>
            {colleagues.map(({ id, name }) => (
              <option value={id} selected={id === typed["member"]}>
                {name}
              </option>
            ))}
          </select>
        </fieldset>
        <button class="button" type="submit">
          {words.button}
        </button>
      </form>
    </section>
  );
};

const Radio: FC<
  PropsWithChildren<{ name: string; value: string; checked: boolean; id?: string | undefined }>
> = ({ children, ...input }) => (
  <label class="tick">
    <input type="radio" {...input} />
    <span>{children}</span>
  </label>
);
