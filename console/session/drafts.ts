import { readJsonObject } from '../api/json-object.ts';

type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

const prefix = 'drafts of ';

/**
 * What one person typed and has not sent yet, by the name of its form. It outlives the page it was typed on. It is kept
 * in memory, and in the tab's storage only while the tab is elsewhere, such as at the login. Another person never sees
 * it.
 */
export class Drafts {
  readonly #storage: Store;
  readonly #key: string;
  readonly #forms: Map<string, unknown>;

  constructor(storage: Store, person: string) {
    this.#storage = storage;
    this.#key = prefix + person;
    this.#forms = takeForms(storage, this.#key);
  }

  read(name: string): unknown {
    return this.#forms.get(name);
  }

  write(name: string, form: unknown): void {
    this.#forms.set(name, form);
  }

  /** Once it was sent, or is not wanted any more. */
  drop(name: string): void {
    this.#forms.delete(name);
  }

  get isEmpty(): boolean {
    return this.#forms.size === 0;
  }

  /** Before the tab goes elsewhere. */
  keep(): void {
    if (!this.isEmpty) this.#storage.setItem(this.#key, JSON.stringify(Object.fromEntries(this.#forms)));
  }

  /** After a logout nothing is left. */
  forget(): void {
    this.#forms.clear();
    this.#storage.removeItem(this.#key);
  }
}

/** What this person left here. It is out of the storage from now on, and so is what anybody else left. */
function takeForms(storage: Store, own: string): Map<string, unknown> {
  const kept = readJsonObject(storage.getItem(own) ?? '') ?? {};
  const keys = Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? '');
  for (const key of keys) if (key.startsWith(prefix)) storage.removeItem(key);
  return new Map(Object.entries(kept));
}
