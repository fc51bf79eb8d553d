import { parseArgs } from "node:util";
import { localeSchema, nameSchema, pathSchema } from "../../content/schema/primitives.ts";

/** What `npm run new` can begin. */
export const kinds = ["landing", "form", "magnet", "article", "sequence", "campaign", "template"] as const;
export type Kind = (typeof kinds)[number];

const flags = {
  template: { type: "string" },
  locale: { type: "string" },
  title: { type: "string" },
  intro: { type: "string" },
  form: { type: "string" },
  magnet: { type: "string" },
  landing: { type: "string" },
  segment: { type: "string" },
  kind: { type: "string" },
  file: { type: "string" },
} as const;

/** What a flag says, by its name. */
type Flags = { [name in keyof typeof flags]?: string | undefined };

/** The words after `npm run new --`; what is missing is asked for, or takes its default. */
export interface NewOptions {
  kind: Kind | undefined;
  name: string | undefined;
  flags: Flags;
}

type Parsed = { ok: true; options: NewOptions } | { ok: false; problem: string };

/** What `args` ask for, or what is wrong with them. */
export function parseNewOptions(args: string[]): Parsed {
  try {
    const { values, positionals } = parseArgs({ args, options: flags, allowPositionals: true });
    const [kind, name, ...more] = positionals;
    if (more.length > 0) return { ok: false, problem: `"${more.join(" ")}" is one word too many.` };
    const known = kinds.find((one) => one === kind);
    if (kind !== undefined && known === undefined) {
      return { ok: false, problem: `There is no "${kind}" to begin: it is one of ${kinds.join(", ")}.` };
    }
    if (values.locale !== undefined && !localeSchema.safeParse(values.locale).success) {
      return { ok: false, problem: `--locale takes ${localeSchema.options.join(" or ")}.` };
    }
    const problem = name === undefined || known === undefined ? undefined : wrongName(known, name);
    return problem === undefined
      ? { ok: true, options: { kind: known, name, flags: { ...values } } }
      : { ok: false, problem };
  } catch (error) {
    return { ok: false, problem: error instanceof Error ? error.message : String(error) };
  }
}

/** Why `name` cannot be the name of a new `kind`, if it cannot. */
export function wrongName(kind: Kind, name: string): string | undefined {
  const isFlat = kind === "template" || kind === "sequence" || kind === "campaign";
  const schema = isFlat ? nameSchema : pathSchema;
  if (schema.safeParse(name).success) return undefined;
  return `"${name}" cannot become an address: use small letters, figures and single hyphens, as in guida-2027.`;
}
