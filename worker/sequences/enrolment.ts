/** Why somebody's way through a sequence has ended before its last mail. */
export type StopReason =
  | "bought"
  | "redeemed"
  | "replied"
  | "goal"
  | "unsubscribed"
  | "bounced"
  | "complained"
  | "merged"
  | "withdrawn"
  | "no-permission"
  | "owner"
  | "gone";

export type EnrolmentStatus = "active" | "done" | "stopped";

/** How far a lead has come in a sequence. */
export interface Way {
  startedAt: number;
  /** What the person did before it ends nothing. */
  judgedFrom: number;
  /** The names of the steps that were sent or left out, in that order. */
  passed: readonly string[];
  /** The place that the last of them had among all, counted from one. */
  place: number;
}

/** A mail of the sequence that was written for the person. */
export interface Had {
  step: string;
  /** When it was due or, where it was late by more than an hour, when it left. */
  at: number;
  /** Whether it no longer waits in the outbox. */
  out: boolean;
}

/** Something that the person did. */
export interface Deed {
  step: "submit" | "confirm" | "download" | "redeem";
  at: number;
  landing: string;
  /** What it was about; of a submission, all that it gave away. */
  magnets: readonly string[];
}

/** What is known of a person when a sequence is decided on. */
export interface Facts {
  /** `later`: it may still be given; `over`: it was taken back since the start. */
  permission: "given" | "later" | "over";
  /** What ends every sequence, where it has happened. */
  lost: "unsubscribed" | "bounced" | "complained" | "merged" | null;
  bought: boolean;
  /** When the person wrote back, as the owner marked it. */
  repliedAt: number | null;
  deeds: readonly Deed[];
  /** The newest answer to each question. */
  answers: Readonly<Record<string, string | string[]>>;
  /** Steps in whose mails a link was pressed, of people who agreed that this be told. */
  clicked: readonly string[];
  /** The mails of this sequence. */
  had: readonly Had[];
  /** When what started it was asked for; null: a segment did. */
  askedAt: number | null;
  /** When mails of content to the same inbox left, or are to leave, as far as a cap may count them. */
  mailsAt: readonly number[];
}
