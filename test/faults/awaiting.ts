import { setTimeout as wait } from "node:timers/promises";

/** Waits until `is` holds; false when it does not within `patience` milliseconds. */
export async function until(is: () => boolean | Promise<boolean>, patience = 15_000): Promise<boolean> {
  for (const end = Date.now() + patience; Date.now() < end; await wait(10)) if (await is()) return true;
  return false;
}
