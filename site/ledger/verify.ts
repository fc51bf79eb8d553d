import type { DatabaseSync } from "node:sqlite";
import type { ConsentLock } from "../../content/schema/consent-lock.ts";
import { brokenFile } from "./broken-file.ts";
import { followChain } from "./chain.ts";
import { wrongPages } from "./pages.ts";

/** Something that is not as it was written. */
export interface Fault {
  kind: "file" | "guard" | "gap" | "link" | "order" | "wording" | "version" | "head" | "unreadable" | "page";
  /** What is wrong, and where. */
  message: string;
}

/** What a look at the whole register found. */
export interface Verdict {
  /** Receipts there are, and how many of them are in the chain. */
  count: number;
  sealed: number;
  /** The last link, or null before the first. */
  head: string | null;
  /** The id of the receipt whose link was asked for, where it is in the chain. */
  noted: number | null;
  /** When the oldest receipt was written that is not in the chain yet. */
  waitingSince: number | null;
  /** Copies of pages that were looked at. */
  pages: number;
  faults: Fault[];
}

/** What a register is held against. */
export interface Against {
  /** Every wording that people were ever asked to agree to. */
  lock: ConsentLock;
  /** A link that was noted earlier. */
  head: string | undefined;
}

/** Reads the whole register and reckons every hash in it anew. */
export function verifyLedger(db: DatabaseSync, against: Against): Verdict {
  const { faults, ...rest } = verifyRows(db, against);
  return { ...rest, faults: [...brokenFile(db), ...faults] };
}

/** What the rows by themselves tell, whatever SQLite says of their file. */
export function verifyRows(db: DatabaseSync, against: Against): Verdict {
  const faults: Fault[] = [];
  const chain = readable(faults, () => followChain(db, against, faults));
  const pages = readable(faults, () => wrongPages(db, faults));
  if (against.head !== undefined && chain?.noted == null) {
    const message =
      "The link noted earlier is not in the chain: receipts were taken away at its end, or all of it was made anew.";
    faults.push({ kind: "head", message });
  }
  const none = { count: 0, sealed: 0, head: null, noted: null, waitingSince: null };
  return { ...none, ...chain, pages: pages ?? 0, faults };
}

/** The result of `read`; what the database itself refuses to read is a fault like any other. */
function readable<T>(faults: Fault[], read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    faults.push({ kind: "unreadable", message: `Rows cannot be read: ${reason}.` });
    return null;
  }
}
