import * as z from "zod";
import { conditionSchema } from "./condition.ts";
import { delaySchema, hoursSchema } from "./delay.ts";
import { catalogGoalSchema, goalSchema, goalSteps } from "./goal.ts";
import { letterShape } from "./mail.ts";
import { lineSchema, localeSchema, nameSchema, pathSchema } from "./primitives.ts";

/** What ends a sequence for a person besides unsubscribing, a bounce or a complaint, which always do. */
export const stopRules = ["bought", "redeemed", "replied"] as const;
export type StopRule = (typeof stopRules)[number];

const startSchema = z.union([
  z.strictObject({
    /** It starts when a person takes this step on a landing that names the sequence: submit, confirm, download or redeem. */
    step: z.enum(goalSteps),
  }),
  z.strictObject({
    /** It starts for whoever comes into this segment. */
    segment: nameSchema,
  }),
  z.strictObject({
    /** It starts when a person asks for something on a landing of this stage. */
    stage: z.enum(["awareness", "consideration", "decision"]),
  }),
]);

const rulesShape = {
  /** The consent without which nobody gets a mail of it; only one that was confirmed counts. */
  purpose: nameSchema.default("marketing"),
  /** What ends it for a person: bought, redeemed, replied. Unsubscribing, a bounce and a complaint always end it. */
  stop: z.array(z.enum(stopRules)).default(["bought", "replied"]),
};

/** `content/sequences/<name>/sequence.yaml`: what holds for all mails of a sequence; without the file the defaults hold. */
export const sequenceSchema = z.strictObject({
  /** What the desk calls it. Default: the folder's name. */
  title: lineSchema.max(80).optional(),
  /** What starts it. Default: the download, on the landings that name it. */
  start: startSchema.default({ step: "download" }),
  ...rulesShape,
  /** What it is for; whoever gets there needs no more of its mails. */
  goal: goalSchema.optional(),
  /** The hours between which its mails may leave, in the site's time zone: `9–18`. */
  hours: hoursSchema.prefault("9–19"),
});
export type Sequence = z.output<typeof sequenceSchema>;

const branchShape = {
  /** For those alone who answered so: `{ luce: "Poca" }`. */
  answers: conditionSchema.optional(),
  /** For those alone who have, or have not, opened what was given away: `true`, `false`, or the name of one magnet. */
  downloaded: z.union([z.boolean(), nameSchema]).optional(),
  /** For those alone who have, or have not, used a coupon: `true`, `false`, or the name of one magnet. */
  redeemed: z.union([z.boolean(), nameSchema]).optional(),
  /** For those alone who pressed a link in an earlier mail: the name of its step; told of those who agreed to tracking. */
  clicked: nameSchema.optional(),
};

const branchSchema = z.strictObject({
  ...branchShape,
  /** Whether it is for all others instead. */
  not: z.boolean().default(false),
});
/** For whom a mail of a sequence is; all that is said must hold. */
export type Branch = z.output<typeof branchSchema>;

/** `content/sequences/<name>/NN-<step>.mdx`: one mail of a nurture sequence. */
export const sequenceStepSchema = z.strictObject({
  ...letterShape,
  /** The name that stands before the sender's address. Default: the site's sender. */
  from: lineSchema.max(60).optional(),
  /** How long after the mail before it, and when it may leave: `3 days, not at weekends, 9–18 local time`. */
  delay: delaySchema,
  /** For whom it is; whoever it is not for goes on to the next. */
  when: branchSchema.optional(),
});
export type SequenceStep = z.output<typeof sequenceStepSchema>;

const minutes = z.number().int().min(0).max(1440);
const hours = z.strictObject({
  /** The first minute of the day. */
  from: minutes,
  /** The first minute that is too late. */
  until: minutes,
});

/** A sequence in the catalog. */
export const catalogSequenceSchema = z.strictObject({
  /** What the desk calls it. */
  title: z.string(),
  /** What starts it. */
  start: startSchema,
  /** The consent without which nobody gets a mail of it. */
  purpose: z.string(),
  /** What ends it for a person, besides what always does. */
  stop: z.array(z.enum(stopRules)),
  /** What it is for. */
  goal: catalogGoalSchema.optional(),
  /** When its mails may leave, in the site's time zone. */
  hours,
  /** The landings that name it. */
  landings: z.array(pathSchema),
  /** Its mails in their order. What a person has had is known by the names of the steps: they may be moved and renumbered. */
  steps: z
    .array(
      z.strictObject({
        /** The name of its file without the number. */
        name: nameSchema,
        /** Its language. */
        locale: localeSchema,
        /** The subject, as somebody reads it of whom nothing is known; the desk calls the mail so. */
        subject: z.string(),
        /** The name that stands before the sender's address. */
        from: z.string().optional(),
        /** How long after the mail before it, and when it may leave. */
        delay: z.strictObject({
          /** Whole days by the calendar. */
          days: z.number().int().min(0),
          /** What is left over. */
          seconds: z.number().int().min(0),
          /** 1 is Monday, 7 Sunday. */
          weekdays: z.array(z.number().int().min(1).max(7)).min(1),
          /** Null: those of the sequence. */
          hours: hours.nullable(),
        }),
        /** For whom it is. */
        when: branchSchema.optional(),
        /** Where its words lie (JSON). */
        asset: z.string().startsWith("/_private/mails/"),
        /** Where its links lead, in the order in which the words number them. */
        links: z.array(z.string()),
      }),
    )
    .min(1),
});
export type CatalogSequence = z.output<typeof catalogSequenceSchema>;
export type CatalogSequenceStep = CatalogSequence["steps"][number];
