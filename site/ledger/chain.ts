import type { DatabaseSync } from "node:sqlite";
import * as z from "zod";
import {
  genesis,
  linkText,
  type ReceiptRow,
  receiptColumns,
  receiptSchema,
} from "../../content/schema/ledger.ts";
import { link } from "./hash.ts";
import type { Against, Fault, Verdict } from "./verify.ts";
import { type WrongWording, wordingsAgainst } from "./wordings.ts";

const rowSchema = receiptSchema.extend({
  /** Its link as it is stored; null while it is not in the chain. */
  link: z.string().nullable(),
});

type Followed = Pick<Verdict, "count" | "sealed" | "head" | "noted" | "waitingSince">;

/** Goes along all receipts in their order, adds what is wrong to `faults`, and says where the chain stands. */
export function followChain(db: DatabaseSync, { lock, head }: Against, faults: Fault[]): Followed {
  const walk = new Walk(faults, head, wordingsAgainst(lock));
  const rows = db
    .prepare(
      `SELECT ${receiptColumns.map((column) => `receipt.${column}`).join(", ")}, seal.hash AS link
         FROM receipt LEFT JOIN seal ON seal.receipt_id = receipt.id ORDER BY receipt.id`,
    )
    .iterate();
  for (const row of rows) walk.pass(row);
  const orphans = db
    .prepare("SELECT receipt_id AS id FROM seal WHERE receipt_id NOT IN (SELECT id FROM receipt)")
    .all();
  for (const { id } of orphans)
    faults.push({ kind: "gap", message: `Receipt ${id} is gone: its link is there, and it is not.` });
  return walk.state;
}

/** A mismatch at one receipt: the next link tells which of the two was changed. */
interface Suspect {
  id: number;
  /** What the chain would go on from if only the stored link was changed. */
  reckoned: string;
  fault: Fault;
}

class Walk {
  readonly state: Followed = { count: 0, sealed: 0, head: null, noted: null, waitingSince: null };
  readonly #faults: Fault[];
  readonly #noted: string | undefined;
  readonly #wrongWording: WrongWording;
  #lastId = 0;
  #lastLink = genesis;
  #suspect: Suspect | null = null;
  #isOutOfOrder = false;

  constructor(faults: Fault[], noted: string | undefined, wrongWording: WrongWording) {
    this.#faults = faults;
    this.#noted = noted;
    this.#wrongWording = wrongWording;
  }

  pass(row: unknown): void {
    this.state.count += 1;
    const parsed = rowSchema.safeParse(row);
    if (!parsed.success) {
      this.#tell("unreadable", `The receipt after ${this.#lastId} is none: ${problemIn(parsed.error)}.`);
      return;
    }
    const { link: stored, ...receipt } = parsed.data;
    this.#count(receipt);
    const wrong = this.#wrongWording(receipt);
    if (wrong !== null) this.#faults.push(wrong);
    if (stored === null) this.#wait(receipt);
    else this.#follow(receipt, stored);
  }

  #count({ id }: ReceiptRow): void {
    const missing = id - this.#lastId - 1;
    if (id < 1) this.#tell("gap", `There is a receipt ${id}, and receipts are counted from 1.`);
    else if (missing > 0) {
      const which = missing === 1 ? `Receipt ${id - 1} is` : `Receipts ${this.#lastId + 1} to ${id - 1} are`;
      this.#tell("gap", `${which} missing.`);
    }
    this.#lastId = Math.max(id, 0);
  }

  #wait({ at }: ReceiptRow): void {
    this.state.waitingSince = Math.min(at, this.state.waitingSince ?? at);
  }

  #follow(receipt: ReceiptRow, stored: string): void {
    if (this.state.waitingSince !== null && !this.#isOutOfOrder) {
      this.#isOutOfOrder = true;
      this.#tell(
        "order",
        `Before receipt ${receipt.id}, which is in the chain, stand receipts that are not.`,
      );
    }
    const reckoned = link(linkText(this.#lastLink, receipt));
    const suspect = this.#suspect;
    this.#suspect = null;
    if (reckoned === stored) {
      if (suspect !== null) suspect.fault.message = `Receipt ${suspect.id} was changed after it was sealed.`;
    } else if (suspect !== null && link(linkText(suspect.reckoned, receipt)) === stored) {
      suspect.fault.message = `The link of receipt ${suspect.id} was changed; the receipt is as it was sealed.`;
    } else {
      const message = `Receipt ${receipt.id} and its link do not agree: one of them was changed, or what stood before it.`;
      const fault: Fault = { kind: "link", message };
      this.#faults.push(fault);
      this.#suspect = { id: receipt.id, reckoned, fault };
    }
    this.state.sealed += 1;
    this.state.head = stored;
    this.#lastLink = stored;
    if (stored === this.#noted) this.state.noted = receipt.id;
  }

  #tell(kind: Fault["kind"], message: string): void {
    this.#faults.push({ kind, message });
  }
}

function problemIn({ issues }: z.ZodError): string {
  return issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("; ");
}
