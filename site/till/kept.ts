import type { QueuedRedemption, TillAnswer, TillKit } from "../../content/schema/till.ts";

/** What the till took along at its last contact, and how its clock stands to the server's, in milliseconds. */
export interface KeptKit {
  kit: TillKit;
  skew: number;
  /** The server's clock at that contact. */
  contact: number;
  /** The latest moment that the till has seen: it never goes back behind it. */
  latest: number;
}

/** A code that this till has redeemed, and that it will not believe again. */
export interface OwnCode {
  code: string;
  at: number;
}

/** A redemption without reception that did not hold; it stays until somebody has seen it. */
export interface KeptConflict {
  id: string;
  at: number;
  answer: TillAnswer;
}

// Codes and amounts alone, nobody's name: what waits is not sealed, unlike the answers that wait on a kiosk.
const stores = { kit: undefined, queue: "id", own: "code", conflicts: "id" } as const;
type Store = keyof typeof stores;
let opened: Promise<IDBDatabase> | undefined;

/** What was taken along, or nothing. */
export const keptKit = (): Promise<KeptKit | undefined> =>
  ask("kit", "readonly", (store) => store.get("kit"));

/** Keeps what is taken along. */
export const keepKit = (kept: KeptKit) => ask("kit", "readwrite", (store) => store.put(kept, "kit"));

/** What waits, the oldest first. */
export async function queued(): Promise<QueuedRedemption[]> {
  const all = await ask<QueuedRedemption[]>("queue", "readonly", (store) => store.getAll());
  return all.toSorted((one, other) => one.at - other.at);
}

/** Lets a redemption wait; once this resolves, it outlives a crash. */
export const enqueue = (entry: QueuedRedemption) => ask("queue", "readwrite", (store) => store.put(entry));

/** Lets a redemption wait no longer. */
export const dequeue = (id: string) => ask("queue", "readwrite", (store) => store.delete(id));

/** When this till redeemed `code`, or nothing. */
export const ownCode = (code: string): Promise<OwnCode | undefined> =>
  ask("own", "readonly", (store) => store.get(code));

/** Remembers that this till redeemed a code. */
export const keepOwn = (own: OwnCode) => ask("own", "readwrite", (store) => store.put(own));

/** Forgets that this till redeemed `code`. */
export const dropOwn = (code: string) => ask("own", "readwrite", (store) => store.delete(code));

/** What did not hold and nobody has seen yet. */
export const conflicts = (): Promise<KeptConflict[]> =>
  ask("conflicts", "readonly", (store) => store.getAll());

/** Keeps what did not hold, until it was seen. */
export const keepConflict = (conflict: KeptConflict) =>
  ask("conflicts", "readwrite", (store) => store.put(conflict));

/** Somebody has seen all that did not hold. */
export const dropConflicts = () => ask("conflicts", "readwrite", (store) => store.clear());

/** Leaves nothing on the device. */
export async function forgetAll(): Promise<void> {
  for (const store of Object.keys(stores)) await ask(store, "readwrite", (each) => each.clear());
}

async function ask<T>(
  name: string,
  mode: IDBTransactionMode,
  question: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T> {
  opened ??= open();
  const transaction = (await opened).transaction(name, mode, { durability: "strict" });
  const request = question(transaction.objectStore(name));
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve(request.result);
    transaction.onabort = () => reject(transaction.error);
  });
}

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open("imbuto-till", 1);
    request.onupgradeneeded = () => {
      for (const [store, keyPath] of Object.entries(stores) as [Store, string | undefined][])
        request.result.createObjectStore(store, keyPath === undefined ? {} : { keyPath });
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
