import type { FC } from "hono/jsx";
import { fill } from "../../content/schema/locales/worker.ts";
import { Field, type Problem, Select } from "../desk/form-parts.tsx";
import type { View } from "../desk/view.ts";
import { marketOf } from "../lists/market.ts";
import { type LeadFile, statuses } from "./store-lead.ts";

/** What the form says where nobody looks after the lead. */
export const nobody = "nobody";

/** The most characters of a tag. */
export const tagLength = 40;

/** How far the business got with a lead, who looks after them, and what they are tagged with. */
export const Handling: FC<{ view: View; file: LeadFile; typed?: string; problems: readonly Problem[] }> = (
  props,
) => {
  const { view, file, typed, problems } = props;
  const { lead, tags } = file;
  const words = view.texts.lead;
  const to = (act: string) => view.link(`/admin/leads/${lead.id}/${act}`);
  return (
    <section class="handling">
      <form class="take wide" method="post" action={to("mark")}>
        <Select
          view={view}
          name="status"
          label={words.status}
          value={lead.status}
          required
          options={statuses.map((status) => [status, words.statuses[status]] as const)}
        />
        <Select
          view={view}
          name="assignee"
          label={words.assignee}
          value={lead.assignee ?? nobody}
          required
          options={colleaguesFor(file, view)}
        />
        <Select
          view={view}
          name="market"
          label={view.texts.segments.fields.market}
          value={lead.market_said ?? "unknown"}
          required
          options={marketsFor(file, view)}
        />
        <button class="plain fit" type="submit">
          {words.save}
        </button>
      </form>
      {tags.length === 0 ? null : (
        <form method="post" action={to("untag")}>
          <ul class="tags">
            {tags.map(({ tag }) => (
              <li>
                {tag}{" "}
                <button name="tag" value={tag} type="submit" aria-label={fill(words.removeTag, { tag })}>
                  ×
                </button>
              </li>
            ))}
          </ul>
        </form>
      )}
      <form class="take wide" method="post" action={to("tag")}>
        <Field
          view={view}
          name="tag"
          label={words.tag}
          value={typed ?? ""}
          problems={problems}
          required
          more={{ maxlength: tagLength, autocomplete: "off" }}
        />
        <button class="plain fit" type="submit">
          {words.addTag}
        </button>
      </form>
    </section>
  );
};

/** Whom the lead may buy for: what the clock made of what is known, or what the business says. */
function marketsFor({ facts }: LeadFile, view: View): [string, string][] {
  const { markets, bulk } = view.texts.segments;
  const told = marketOf(view.catalog, { ...facts, marketSaid: null }) ?? "unknown";
  return [
    ["unknown", `${bulk.asTold}: ${markets[told]}`],
    ["b2b", markets.b2b],
    ["b2c", markets.b2c],
  ];
}

/** Whom the lead can be given to, and whoever has it, gone or not. */
function colleaguesFor({ lead, colleagues }: LeadFile, view: View): [string, string][] {
  const words = view.texts.lead;
  return [
    [nobody, words.nobody],
    ...colleagues
      .filter(({ id, takes }) => takes === 1 || id === lead.assignee)
      .map(({ id, name, takes }): [string, string] => [id, takes === 1 ? name : fill(words.gone, { name })]),
  ];
}
