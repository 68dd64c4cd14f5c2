// Rules that are newer than the package's, how the last check for them went, and the last policy. They are in the
// extension's IndexedDB: content scripts can write `storage.local`, and cannot open this. Each record is written whole
// or not at all.

import type { Check, Part } from "./messages";

export interface StoredPart {
  version: number;
  text: string;
  date: string;
  keys: string[];
}

/** What was last accepted: the notes as the address sent them, and both parts. */
export interface Release extends Record<Part, StoredPart> {
  /** The keys and the head of the package that it was judged by. */
  keys: string;
  packaged: string;
  body: string;
  head: { size: number; time: string; note: string };
}

interface Records {
  release: Release;
  /** What a browser told last of its policy. */
  policy: object;
  check: Check;
}

export const readRecord = <Key extends keyof Records>(key: Key): Promise<Records[Key] | undefined> =>
  run("readonly", (records) => records.get(key));

export const writeRecord = <Key extends keyof Records>(key: Key, record: Records[Key]): Promise<unknown> =>
  run("readwrite", (records) => records.put(record, key));

/** The policy that was valid last time: a browser that has just started takes seconds to tell it. Never rejects. */
export const keptPolicy = (): Promise<object> => readRecord("policy").then((kept) => kept ?? {}).catch(() => ({}));

async function run<T>(mode: IDBTransactionMode, ask: (records: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const database = await open(mode === "readwrite");
  if (!database) return undefined as T;
  try {
    return await new Promise((done, fail) => {
      const transaction = database.transaction("records", mode);
      const request = ask(transaction.objectStore("records"));
      transaction.oncomplete = () => done(request.result);
      transaction.onabort = () => fail(transaction.error);
    });
  } finally {
    database.close();
  }
}

/** Null where nothing was ever written, and nothing is to be: who only reads leaves no database behind. */
const open = (isWriting: boolean): Promise<IDBDatabase | null> =>
  new Promise((done, fail) => {
    const request = indexedDB.open("rules", 1);
    let isNew = false;
    request.onupgradeneeded = () => {
      if (isWriting) return void request.result.createObjectStore("records");
      isNew = true;
      request.transaction!.abort();
    };
    request.onsuccess = () => done(request.result);
    request.onerror = () => (isNew ? done(null) : fail(request.error));
  });
