import * as z from "zod";
import { conditionSchema } from "./condition.ts";
import { metaSchema } from "./meta.ts";
import { nameSchema } from "./primitives.ts";
import { isPrivateHost } from "./private-address.ts";

const originSchema = z
  .url({ protocol: /^https$/, error: "Write an origin, starting with https://." })
  .refine((url) => new URL(url).origin === url, "Leave out the path and the last slash.");

/** What happens elsewhere when something happens here: one address that is told. */
export const webhookSchema = z.strictObject({
  /** Its short name; the secret that signs is the Worker's `WEBHOOK_SECRET_<NAME>`. */
  name: nameSchema,
  /** Where it is told, https only; never an address within a private network. */
  url: z
    .url({ protocol: /^https$/, error: "Write an address that starts with https://." })
    .refine(
      (url) => !isPrivateHost(new URL(url).hostname),
      "This address lies within a private network, which a webhook never reaches.",
    ),
  /** What it is told of. Default: submissions. */
  events: z
    .array(z.enum(["submission", "confirm", "redeem", "unsubscribe", "erase"]))
    .min(1)
    .default(["submission"]),
});
export type Webhook = z.output<typeof webhookSchema>;

/** Somebody of the business who gets a mail for each new contact. */
export const notifySchema = z.strictObject({
  /** The address. */
  to: z.email("Write a whole e-mail address, as in ciao@example.com."),
  /** Only for these answers. Default: for all. */
  when: conditionSchema.optional(),
});
export type Notify = z.output<typeof notifySchema>;

/** Keys of site.yaml about the form backend. */
export const backendShape = {
  /** Other origins whose pages may send this site's forms. */
  origins: z.array(originSchema).max(50).default([]),
  /** Addresses elsewhere to which a form may lead on after it was sent; each must match to the letter. */
  returns: z
    .array(z.url({ protocol: /^https$/, error: "Write the whole address, starting with https://." }))
    .max(100)
    .default([]),
  /** Addresses elsewhere that are told of new contacts, in the way of Standard Webhooks. */
  webhooks: z
    .array(webhookSchema)
    .max(10)
    .default([])
    .refine(
      (webhooks) => new Set(webhooks.map(({ name }) => name)).size === webhooks.length,
      "Two webhooks have the same name.",
    ),
  /** Who of the business gets a mail for each new contact, on all pages. */
  notify: z
    .array(notifySchema.omit({ when: true }))
    .max(20)
    .default([]),
  /** Who gets a mail when something needs a hand, such as mails that do not leave. Default: the owner's address. */
  alarm: z.email("Write a whole e-mail address, as in ciao@example.com.").optional(),
  /** A proof that a browser with patience sends the form: `work` (a sum that takes it a moment) or `turnstile` (Cloudflare's; it loads their script). Without it a post waits for the press of a button in a mail. Default: none. */
  challenge: z.enum(["work", "turnstile"]).optional(),
  /** The public site key of Turnstile; its secret is the Worker's `TURNSTILE_SECRET`. */
  turnstileKey: z
    .string()
    .regex(/^[\w.-]{10,100}$/, "Copy the site key from Turnstile's page.")
    .optional(),
  /** Counts how often mails of sequences and campaigns are opened. `true`: by one picture that all mails of a mailing share, a sum and nobody's opening. `person`: that, and besides with each person who confirmed a consent to `tracking` whose words tell of openings. Mail programs fetch pictures ahead of their readers, so it is no more than a hint. Default: false. */
  opens: z.union([z.boolean(), z.literal("person")]).default(false),
  /** Lead ads of Meta whose leads come in by themselves. */
  meta: metaSchema.prefault({}),
  /** The name of the D1 binding in wrangler.toml that keeps this site's leads; another year or client may have another. */
  database: z
    .string()
    .regex(/^[A-Z][A-Z0-9_]{0,40}$/, "Use capital letters, figures and _, as in DB or DB_2028.")
    .default("DB"),
};
