import * as z from "zod";

/** A name made of small letters, figures and hyphens: the last part of a path, and so of an address. */
export const nameSchema = z
  .string()
  .regex(
    /^[a-z0-9]+(?:-[a-z0-9]+)*$/,
    "Use small letters, figures and single hyphens only, as in guida-2027.",
  )
  .max(64);

/** A path of names below its folder, such as `guida` or `en/guide`. */
export const pathSchema = z
  .string()
  .regex(
    /^[a-z0-9]+(?:-[a-z0-9]+)*(?:\/[a-z0-9]+(?:-[a-z0-9]+)*)*$/,
    "Use a path such as guida or en/guide.",
  );

/** One line of text for people, without a line break at either end or inside. */
export const lineSchema = z
  .string()
  .trim()
  .min(1, "Write something here, or delete the key.")
  .max(300)
  .regex(/^[^\r\n]*$/, "Keep this on one line.");

/** Text for people that may run over several lines. */
export const proseSchema = z.string().trim().min(1, "Write something here, or delete the key.").max(5000);

/** A calendar day, `2027-03-01`; YAML readers that make a Date of it are understood. */
export const daySchema = z
  .union([z.date().transform((date) => date.toISOString().slice(0, 10)), z.string()])
  .pipe(z.iso.date("Write a day as year-month-day, for example 2027-03-01."));

/** A colour as six hexadecimal digits. */
export const colourSchema = z
  .string()
  .regex(/^#[0-9a-fA-F]{6}$/, 'Write a colour as "#" and six hexadecimal digits, in quotes: "#0b6e4f".')
  .transform((colour) => colour.toLowerCase());

/** An address a button may lead to: a page of the site (`/guida/`), https, mailto or tel. */
export const hrefSchema = z
  .string()
  .regex(
    /^(?:\/(?!\/)|https:\/\/|mailto:|tel:)[^\s\\]*$/,
    "Use a page of the site (/guida/), or an address that starts with https://, mailto: or tel:.",
  );

/** A file beside the content file that names it, such as `./copertina.jpg`. */
export const besideSchema = z
  .string()
  .regex(/^\.\/[^\\:*?"<>|]+$/, "Name a file beside this one, starting with ./ as in ./copertina.jpg.")
  .refine(
    (path) => !path.split("/").includes(".."),
    "The file must lie beside this one; ../ is not allowed.",
  );

/** The nine parts of a picture, by their edges. */
export const focusSchema = z.enum(
  ["top left", "top", "top right", "left", "center", "right", "bottom left", "bottom", "bottom right"],
  { error: 'Name the part by its edges: "top", "bottom left", "right" …' },
);
export type Focus = z.output<typeof focusSchema>;

/** A picture and the words for those who cannot see it. */
export const pictureSchema = z.strictObject({
  /** The picture's file, beside the content file. */
  src: besideSchema,
  /** What the picture shows, for people who cannot see it. */
  alt: lineSchema,
  /** The part that stays in sight when the picture is cropped: `top left`, `right`, `bottom` … Default: the middle. */
  focus: focusSchema.optional(),
});
export type Picture = z.output<typeof pictureSchema>;

/** A button that leads somewhere. */
export const buttonSchema = z.strictObject({
  /** The words on the button: say what happens when it is pressed. */
  label: lineSchema.max(60),
  /** Where it leads. */
  href: hrefSchema,
});
export type Button = z.output<typeof buttonSchema>;

const units = {
  minute: 60,
  hour: 3600,
  day: 86_400,
  week: 604_800,
  month: 2_629_800,
  year: 31_557_600,
} as const;

/** A length of time, `7 days` or `24 months` (a bare number means days); the output is in seconds. */
export const durationSchema = z
  .union([
    z
      .number()
      .positive()
      .max(36_500)
      .transform((days) => `${days} days`),
    z.string(),
  ])
  .pipe(
    z
      .string()
      .regex(
        /^\d+(?:\.\d+)? (?:minute|hour|day|week|month|year)s?$/,
        'Write a length of time such as "7 days" or "24 months".',
      ),
  )
  .transform((text) => {
    const [count = "", unit = ""] = text.split(" ");
    return Math.round(Number(count) * units[unit.replace(/s$/, "") as keyof typeof units]);
  });

/** The languages Imbuto speaks; each is one file in `locales/`, with its topics beside it. */
export const localeSchema = z.enum(["it", "en"]);
export type Locale = z.output<typeof localeSchema>;
