import { newDeviceKey, readOwnerKey, seal, unseal } from "./seal.ts";
import { allWaiting, dropWaiting, keepWaiting, storedKey, storeKey, type Waiting } from "./waiting.ts";

/** What a visitor answered, by control name, as the form would post it. */
export type Entries = [name: string, value: string][];

/** What became of a post. */
export type Answer =
  | { result: "kept"; next: string }
  | { result: "refused"; status: number; title: string; errors: { field: string; message: string }[] }
  | { result: "later" };

/** What waits on this device, and whether the owner has to do something. */
export interface Tally {
  waiting: number;
  refused: number;
  /** Some can be opened only from the desk, where nobody is signed in. */
  locked: boolean;
}

const patience = 8000;

/** Posts `entries` under `key`; whatever may be different another time is `later`. */
export async function post(landing: string, key: string, entries: Entries): Promise<Answer> {
  if (!navigator.onLine) return { result: "later" };
  try {
    const answer = await fetch(`/f/${landing}`, {
      method: "POST",
      body: new URLSearchParams([...entries, ["_key", key]]),
      headers: { Accept: "application/json" },
      signal: AbortSignal.timeout(patience),
    });
    const told = await answer.json();
    if (answer.ok) return { result: "kept", next: String(told.next) };
    const isPassing = answer.status >= 500 || answer.status === 408 || answer.status === 429;
    if (isPassing) return { result: "later" };
    return { result: "refused", status: answer.status, title: String(told.title), errors: told.errors ?? [] };
  } catch {
    return { result: "later" };
  }
}

/** Keeps a submission on this device until it can be sent: sealed for the owner, else under this device's own key. */
export async function keep(landing: string, key: string, entries: Entries): Promise<void> {
  const lock = (await storedKey("owner")) ?? (await deviceKey());
  const sealed = await seal(lock, JSON.stringify(entries), labelOf(key, landing));
  await keepWaiting({ key, landing, at: Date.now(), sealed });
}

/** Takes the owner's public key from the desk where somebody is signed in; tells whether somebody is. */
export async function takeOwnerKey(): Promise<boolean> {
  const jwk = await fromDesk("/admin/kiosk/key");
  if (jwk !== null) await storeKey("owner", await readOwnerKey(jwk));
  return jwk !== null;
}

/** Sends what waits, one after the other, and tells what is left; while another tab does it, this one only counts. */
export async function sendWaiting(): Promise<Tally> {
  let locked = false;
  await navigator.locks.request("imbuto-kiosk", { ifAvailable: true }, async (lock) => {
    if (lock !== null) locked = await sendAll();
  });
  return { ...(await count()), locked };
}

/** How many wait and how many were refused. */
export async function count(): Promise<Omit<Tally, "locked">> {
  const all = await allWaiting();
  const refused = all.filter((entry) => entry.refused !== undefined).length;
  return { waiting: all.length - refused, refused };
}

/** Sends until the network gives way; tells whether something is left that only the desk's key opens. */
async function sendAll(): Promise<boolean> {
  if (!navigator.onLine) return false;
  const keys = keyRing();
  let locked = false;
  for (const entry of await allWaiting()) {
    if (entry.refused !== undefined) continue;
    const key = await keys(entry);
    if (key === null) {
      locked = true;
      continue;
    }
    const answer = await sendOne(entry, key);
    if (answer.result === "later") break;
  }
  return locked;
}

async function sendOne(entry: Waiting, key: CryptoKey): Promise<Answer> {
  const entries = await read(entry, key);
  const answer: Answer =
    entries === null
      ? { result: "refused", status: 0, title: "", errors: [] }
      : await post(entry.landing, entry.key, entries);
  if (answer.result === "kept") await dropWaiting(entry.key);
  if (answer.result === "refused") {
    const { status, title } = answer;
    await keepWaiting({ ...entry, refused: { status, title } });
  }
  return answer;
}

/** What the Worker refused, to be shown to whoever is signed in at the desk; null when nobody is. */
export async function readRefused(): Promise<{ entry: Waiting; entries: Entries | null }[] | null> {
  if ((await fromDesk("/admin/kiosk/key")) === null) return null;
  const keys = keyRing();
  const refused = (await allWaiting()).filter((entry) => entry.refused !== undefined);
  return Promise.all(
    refused.map(async (entry) => {
      const key = await keys(entry);
      return { entry, entries: key && (await read(entry, key)) };
    }),
  );
}

/** The answers in `entry`, or null where its key is not the one it was sealed with. */
async function read(entry: Waiting, key: CryptoKey): Promise<Entries | null> {
  try {
    return JSON.parse(await unseal(key, entry.sealed, labelOf(entry.key, entry.landing)));
  } catch {
    return null;
  }
}

/** Finds the key that opens an entry; the owner's is asked for once, and kept nowhere. */
function keyRing(): (entry: Waiting) => Promise<CryptoKey | null> {
  let owner: Promise<CryptoKey | null> | undefined;
  return ({ sealed }) => {
    if (sealed.from === undefined) return deviceKey();
    owner ??= fromDesk("/admin/kiosk/private-key").then((jwk) => jwk && readOwnerKey(jwk));
    return owner;
  };
}

async function deviceKey(): Promise<CryptoKey> {
  const known = await storedKey("device");
  if (known !== undefined) return known;
  const made = await newDeviceKey();
  await storeKey("device", made);
  return made;
}

/** What the desk answers to the session of this browser; null without one, and without a network. */
async function fromDesk(path: string): Promise<JsonWebKey | null> {
  try {
    const answer = await fetch(path, { signal: AbortSignal.timeout(patience) });
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  }
}

// An entry that was moved to another landing or another key does not open.
function labelOf(key: string, landing: string): string {
  return `${landing} ${key}`;
}
