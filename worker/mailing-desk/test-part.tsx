import type { FC } from "hono/jsx";
import { type Problem, Select } from "../desk/form-parts.tsx";
import type { View } from "../desk/view.ts";
import { mayDo } from "../people/roles.ts";

/** What a test is made of. */
export interface Test {
  subjects: readonly string[];
  variant: number;
  /** Whose answers it tells; null: of nobody. */
  leadId: string | null;
}

/** The way to get a letter into one's own inbox before anybody else does; `test` is null where there is no letter. */
export const TestPart: FC<{
  view: View;
  test: Test | null;
  path: string;
  testers: readonly string[];
  problems: readonly Problem[];
}> = ({ view, test, path, testers, problems }) => {
  const words = view.texts.campaigns.test;
  if (view.member === null || !mayDo(view.member.role, "POST", path)) return null;
  return (
    <section id="test">
      <h2>{words.title}</h2>
      <p class="soft prose">{words.text}</p>
      {test === null || testers.length === 0 ? (
        <p class="soft">{test === null ? words.notYet : words.none}</p>
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
          {test.subjects.length === 1 ? null : (
            <Select
              view={view}
              name="variant"
              label={words.variant}
              required
              value={String(test.variant)}
              options={test.subjects.map((subject, place) => [String(place), subject] as const)}
            />
          )}
          {test.leadId === null ? null : <input type="hidden" name="lead" value={test.leadId} />}
          <button class="plain" type="submit">
            {words.button}
          </button>
        </form>
      )}
    </section>
  );
};
