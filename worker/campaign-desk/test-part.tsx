import type { FC } from "hono/jsx";
import { type Problem, Select } from "../desk/form-parts.tsx";
import type { View } from "../desk/view.ts";
import { mayDo } from "../people/roles.ts";
import type { CampaignFile } from "./campaign-file.ts";

/** The way to get the letter into one's own inbox before anybody else does. */
export const TestPart: FC<{ view: View; file: CampaignFile; problems: readonly Problem[] }> = ({
  view,
  file: { shown, standing, testers, preview },
  problems,
}) => {
  const words = view.texts.campaigns.test;
  const path = `/admin/mail/campaigns/${encodeURIComponent(standing.name)}/test`;
  if (view.member === null || !mayDo(view.member.role, "POST", path)) return null;
  return (
    <section id="test">
      <h2>{words.title}</h2>
      <p class="soft prose">{words.text}</p>
      {preview === null || testers.length === 0 ? (
        <p class="soft">{preview === null ? words.notYet : words.none}</p>
      ) : (
        <form class="take" method="post" action={view.link(path)}>
          <Select
            view={view}
            name="to"
            label={words.to}
            required
            problems={problems}
            options={testers.map((address) => [address, address] as const)}
          />
          {shown.subjects.length === 1 ? null : (
            <Select
              view={view}
              name="variant"
              label={words.variant}
              required
              value={String(preview.variant)}
              options={shown.subjects.map((subject, place) => [String(place), subject] as const)}
            />
          )}
          {preview.reader === null ? null : <input type="hidden" name="lead" value={preview.reader.id} />}
          <button class="plain" type="submit">
            {words.button}
          </button>
        </form>
      )}
    </section>
  );
};
