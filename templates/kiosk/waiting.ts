import type { Sealed } from "./seal.ts";

/** A submission that has not reached the Worker: nothing in it can be read but where and when it was made. */
export interface Waiting {
  /** Its idempotency key: however often it is sent, it is kept once. */
  key: string;
  /** The landing's path. */
  landing: string;
  /** When the visitor sent it, in milliseconds. */
  at: number;
  sealed: Sealed;
  /** Why the Worker will not have it: it is not sent again, and the owner decides. */
  refused?: { status: number; title: string };
}

const stores = { waiting: "waiting", keys: "keys" } as const;
let opened: Promise<IDBDatabase> | undefined;

/** All submissions that wait, the oldest first. */
export async function allWaiting(): Promise<Waiting[]> {
  const found = await ask<Waiting[]>(stores.waiting, "readonly", (store) => store.getAll());
  return found.toSorted((one, other) => one.at - other.at);
}

/** Keeps `entry`, over what was kept under its key; once this resolves, it outlives a crash. */
export async function keepWaiting(entry: Waiting): Promise<void> {
  await ask(stores.waiting, "readwrite", (store) => store.put(entry));
}

/** Deletes what is kept under `key`. */
export async function dropWaiting(key: string): Promise<void> {
  await ask(stores.waiting, "readwrite", (store) => store.delete(key));
}

/** The key called `name`, or nothing. */
export function storedKey(name: "device" | "owner"): Promise<CryptoKey | undefined> {
  return ask(stores.keys, "readonly", (store) => store.get(name));
}

/** Keeps `key` under `name`; one that must not leave the device cannot be read out of there, either. */
export async function storeKey(name: "device" | "owner", key: CryptoKey): Promise<void> {
  await ask(stores.keys, "readwrite", (store) => store.put(key, name));
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
    const request = indexedDB.open("imbuto-kiosk", 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore(stores.waiting, { keyPath: "key" });
      request.result.createObjectStore(stores.keys);
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
