import type { Adapter, Payload } from 'oidc-provider';

/** Logins, codes and tokens of one provider. More than so many are not kept: the oldest go first. */
const entryLimit = 1_000;

interface Entry {
  readonly payload: Payload;
  /** In milliseconds since 1970. */
  readonly until: number;
}

/** What the provider has to remember, in memory only. */
export class BoundedStore {
  private readonly entries = new Map<string, Entry>();

  /** What it remembers of one kind. */
  adapter(model: string): Adapter {
    const keyOf = (id: string) => `${model}:${id}`;
    const find = (isRight: (payload: Payload) => boolean) => this.search(`${model}:`, isRight);
    return {
      upsert: async (id, payload, expiresIn) => this.put(keyOf(id), payload, expiresIn),
      find: async (id) => this.get(keyOf(id)),
      findByUid: async (uid) => find((payload) => payload.uid === uid),
      findByUserCode: async (userCode) => find((payload) => payload.userCode === userCode),
      consume: async (id) => {
        const payload = this.get(keyOf(id));
        if (payload) payload.consumed = Math.floor(Date.now() / 1000);
      },
      destroy: async (id) => {
        this.entries.delete(keyOf(id));
      },
      revokeByGrantId: async (grantId) => this.revoke(`${model}:`, grantId),
    };
  }

  private put(key: string, payload: Payload, expiresIn: number | undefined): void {
    // Put anew at the end: what is oldest comes first.
    this.entries.delete(key);
    const until = expiresIn === undefined ? Number.POSITIVE_INFINITY : Date.now() + expiresIn * 1000;
    this.entries.set(key, { payload, until });
    const [oldest] = this.entries.keys();
    if (this.entries.size > entryLimit && oldest !== undefined) this.entries.delete(oldest);
  }

  private get(key: string): Payload | undefined {
    const entry = this.entries.get(key);
    if (entry === undefined || entry.until > Date.now()) return entry?.payload;
    this.entries.delete(key);
    return undefined;
  }

  private search(prefix: string, isRight: (payload: Payload) => boolean): Payload | undefined {
    for (const [key, { payload }] of this.entries) if (key.startsWith(prefix) && isRight(payload)) return this.get(key);
    return undefined;
  }

  private revoke(prefix: string, grantId: string): void {
    for (const [key, { payload }] of this.entries)
      if (key.startsWith(prefix) && payload.grantId === grantId) this.entries.delete(key);
  }
}
