import { type Draft, headingOf, Refusal } from "./draft.ts";
import { placeholder } from "./placeholder.ts";
import { registered, schemaOf } from "./register.ts";
import { outcomeSource, pageSource, themeSource } from "./template-sources.ts";

const list = "templates/index.ts";

/** A new template: a schema, a page, a page for what follows, a style and a picture, on the list of templates. */
export async function newTemplate(name: string): Promise<Draft> {
  if (!/^[a-z]/.test(name))
    throw new Refusal(`"${name}" cannot name a template.`, "Begin with a letter, as in guest-book.");
  const folder = `templates/${name}`;
  const schema = schemaOf(name);
  const landing = `${schema.charAt(0).toUpperCase()}${schema.slice(1).replace(/Schema$/, "Landing")}`;
  return {
    files: {
      [`${folder}/schema.ts`]: schemaSource(name, schema, landing),
      [`${folder}/Page.astro`]: pageSource(landing),
      [`${folder}/Outcome.astro`]: outcomeSource(landing),
      [`${folder}/theme.css`]: themeSource,
      [`${folder}/preview.webp`]: await placeholder(),
    },
    changes: { [list]: (text) => registered(text, name) },
    next: [
      `Use it:   npm run new -- landing prova --template ${name}`,
      "See it:   npm start",
      "Read on:  templates/README.md",
    ],
  };
}

function schemaSource(name: string, schema: string, landing: string): string {
  return `import * as z from "zod";
import { landingShape } from "../../content/schema/landing.ts";

/** A landing in the template ${headingOf(name)}. */
export const ${schema} = landingShape.extend({
  /** How the landing looks. */
  template: z.literal("${name}"),
});
export type ${landing} = z.output<typeof ${schema}>;
`;
}
