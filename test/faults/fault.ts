import type { Catalog } from "../../content/schema/catalog.ts";
import type { RuntimeOptions } from "../support/runtime.ts";

/** One way in which the world fails us, made to happen. */
export interface Fault {
  /** As in the list of faults: F1 … F18. */
  name: string;
  title: string;
  run(stage: Stage): Promise<Outcome>;
}

/** What was done and counted. */
export interface Outcome {
  did: string;
  counts: Record<string, number | string>;
  /** What must not have happened, and how often it did. */
  zeros: Record<string, number>;
}

/** Why a fault cannot be made here; that is no failure, but no proof either. */
export class NotHere extends Error {
  override name = "NotHere";
}

/** What a fault runs with. */
export interface Stage {
  /** A new, empty folder of its own. */
  folder: string;
  /** Numbers between 0 and 1, the same for the same seed. */
  random: () => number;
  /** Seconds instead of minutes: the same acts, fewer of them. */
  quick: boolean;
  say: (line: string) => void;
  catalog: Catalog;
  /** The Worker as it is deployed. */
  worker: RuntimeOptions;
  /** The same Worker, whose surroundings break when told so. */
  rig: RuntimeOptions;
}

/** Whether nothing happened that must not. */
export function isSound({ zeros }: Outcome): boolean {
  return Object.values(zeros).every((count) => count === 0);
}

/** A whole number from `from` to `to`, both included. */
export function between(random: () => number, from: number, to: number): number {
  return from + Math.floor(random() * (to - from + 1));
}
