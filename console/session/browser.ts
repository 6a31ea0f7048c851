/** What the login uses of the browser. */
export interface Browser {
  readonly fetch: typeof fetch;
  /** Of this tab alone; it survives that the tab leaves and comes back. */
  readonly storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;
  /** In milliseconds since 1970. */
  now(): number;
  isOnline(): boolean;
  /** Where the page is now. */
  address(): URL;
  /** Shows another address of this page, without loading anything and without a way back to the one before. */
  replaceAddress(path: string): void;
  /** Leaves the page. The way back leads to what was before it. */
  leaveFor(address: string): void;
  /** Hears that the page is left, for whatever reason. */
  onLeaving(listener: () => void): void;
  /** Tells the other tabs of this page that somebody logged out, and hears it of them. */
  announceLogout(person: string): void;
  onLogoutElsewhere(listener: (person: string) => void): void;
}
