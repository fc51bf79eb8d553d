import { describe, it } from "vitest";
import { formStates } from "../../site/gallery/form-states.ts";
import { sampleForm } from "../../site/gallery/sample-forms.ts";
import { inScheme } from "../../site/gallery/scheme.ts";
import { membersOf } from "../../site/reference/json-schema.ts";
import { readSchema } from "../../site/reference/read-schema.ts";

describe("the gallery", () => {
  it("shows a page by night as a device at night does, and by day as one by day", ({ expect }) => {
    const page =
      '<meta name="color-scheme" content="light dark"><style>@media (prefers-color-scheme: dark){a{b:c}}' +
      "@media (prefers-color-scheme:light){d{e:f}}:root{color-scheme:light dark}</style>";
    expect(inScheme(page, "dark")).toBe(
      '<meta name="color-scheme" content="dark"><style>@media (min-width:0){a{b:c}}' +
        "@media (max-width:0){d{e:f}}:root{color-scheme:dark}</style>",
    );
    expect(inScheme(page, "light")).toContain("@media (max-width:0){a{b:c}}@media (min-width:0){d{e:f}}");
  });

  it("has a form for each of its states, and every type of field among them", async ({ expect }) => {
    const fields = (await readSchema("form")).properties?.["fields"]?.items ?? {};
    const asked = membersOf(fields).flatMap(
      ({ properties = {} }) => properties["type"]?.enum ?? properties["type"]?.const,
    );
    expect(asked.length).toBeGreaterThan(20);
    const states = Object.keys(formStates) as (keyof typeof formStates)[];
    const types = states.flatMap((state) => sampleForm(state).fields.map(({ type }) => type));
    expect(new Set<unknown>(types)).toEqual(new Set(asked));
  });
});
