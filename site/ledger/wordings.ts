import type { ConsentLock } from "../../content/schema/consent-lock.ts";
import type { ReceiptRow } from "../../content/schema/ledger.ts";
import { hex } from "./hash.ts";
import type { Fault } from "./verify.ts";

/** What is wrong with the words of a receipt, or null. */
export type WrongWording = (receipt: ReceiptRow) => Fault | null;

/** Judges receipts by their own hashes and by the words that `lock` holds. */
export function wordingsAgainst(lock: ConsentLock): WrongWording {
  const hashes = new Map<string, string>();
  const known = new Set(
    Object.values(lock).flatMap((purposes) =>
      Object.values(purposes).flatMap((wordings) => wordings.map(({ sha256 }) => sha256)),
    ),
  );
  return ({ id, purpose, form, version, wording, wording_hash, channel }) => {
    const hash = hashes.get(wording) ?? hex(wording);
    hashes.set(wording, hash);
    if (hash !== wording_hash)
      return { kind: "wording", message: `The words of receipt ${id} are not those of its hash.` };
    // Who comes from elsewhere agreed to words of elsewhere.
    if (channel === "import" || channel === "hook") return null;
    if (!known.has(hash))
      return { kind: "version", message: `The words of receipt ${id} are in no version of ${lockName}.` };
    if (version === null) return null;
    const locked = wordingIn(lock, form, purpose, version);
    if (locked === wording_hash) return null;
    return {
      kind: "version",
      message: `Receipt ${id} says version ${version} of ${form}, ${purpose}, and ${lockName} has other words there.`,
    };
  };
}

const lockName = "content/consents.lock.yaml";

/** The hash of the words that were version `version`, where the lock has it. */
function wordingIn(lock: ConsentLock, form: string, purpose: string, version: number): string | undefined {
  const purposes = Object.hasOwn(lock, form) ? lock[form] : undefined;
  const wordings = purposes !== undefined && Object.hasOwn(purposes, purpose) ? purposes[purpose] : undefined;
  return wordings?.[version - 1]?.sha256;
}
