import * as z from "zod";
import { besideSchema, hrefSchema, lineSchema, proseSchema } from "./primitives.ts";

const numberSchema = z
  .string()
  .regex(
    /^\+[1-9](?:[ .-]?[0-9]){6,14}$/,
    'Write the number with its country, in quotes: "+39 051 555 0142".',
  );

/** What a button may do; each names one thing, and only a visit needs words of its own. */
export const deeds = ["href", "call", "whatsapp", "download", "book"] as const;
export type Deed = (typeof deeds)[number];

/** A button at the end of a form: a page to visit, a number to call, a chat, a file, or a calendar to book in. */
export const endingButtonSchema = z
  .strictObject({
    /** The words on the button: say what happens when it is pressed. Default: by what it does, in the page's language. */
    label: lineSchema.max(60).optional(),
    /** The page it leads to. */
    href: hrefSchema.optional(),
    /** The telephone number it calls. */
    call: numberSchema.optional(),
    /** The number it opens a WhatsApp chat with. */
    whatsapp: numberSchema.optional(),
    /** The first words of the WhatsApp chat, which the visitor may still change. */
    message: lineSchema.optional(),
    /** A file beside the landing, which anyone may download. */
    download: besideSchema
      .refine((file) => !/\.(?:html?|mdx?)$/i.test(file), "A page is no download.")
      .optional(),
    /** The address of the calendar in which people book a time. */
    book: z
      .string()
      .regex(/^https:\/\/[^\s\\]+$/, "Write the whole address, from https://.")
      .optional(),
  })
  .superRefine((button, context) => {
    const named = deeds.filter((deed) => button[deed] !== undefined);
    const wrong = (path: string[], message: string) => context.addIssue({ code: "custom", path, message });
    if (named.length !== 1) wrong([], `A button does one thing: give it one of ${deeds.join(", ")}.`);
    if (button.href !== undefined && button.label === undefined) {
      wrong(["label"], "A button that leads to a page needs words of its own.");
    }
    if (button.message !== undefined && button.whatsapp === undefined) {
      wrong(["message"], "Only a WhatsApp chat has first words.");
    }
  });
export type EndingButton = z.output<typeof endingButtonSchema>;

/** The keys of a page that ends a form. */
export const endingShape = {
  /** The heading. */
  title: lineSchema.optional(),
  /** What happens next. */
  text: proseSchema.optional(),
  /** Where to go from here, each a button of its own. */
  buttons: z.array(endingButtonSchema).min(1).max(4).optional(),
};

/** What a visitor reads after sending. */
export const thanksSchema = z
  .strictObject({
    ...endingShape,
    /** Where to go from here; the short form of one of the `buttons`. */
    button: endingButtonSchema.optional(),
  })
  .refine((thanks) => thanks.button === undefined || thanks.buttons === undefined, {
    path: ["button"],
    error: 'Write either "button" or "buttons"; put this one among the others.',
  });
export type Thanks = z.output<typeof thanksSchema>;

/** All buttons of an ending, in whichever form they were written. */
export function buttonsOf(ending: {
  button?: EndingButton | undefined;
  buttons?: EndingButton[] | undefined;
}) {
  return ending.buttons ?? (ending.button === undefined ? [] : [ending.button]);
}
