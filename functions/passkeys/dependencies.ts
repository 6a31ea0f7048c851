import type { Clock } from '../shared/core/clock.ts';
import type { Bus } from '../shared/ledger/messaging/bus.ts';
import type { DeviceStore } from '../shared/ledger/passkeys/device-store.ts';
import type { Nonces } from '../shared/ledger/passkeys/nonces.ts';
import type { PasskeyGround } from '../shared/ledger/passkeys/passkey-settings.ts';
import type { RegistryReader } from '../shared/ledger/passkeys/read-registry.ts';
import type { WordTaker } from '../shared/ledger/passkeys/take-word.ts';
import type { Table } from '../shared/ledger/store/table.ts';

/** What the function of devices works with. */
export interface PasskeyDependencies {
  readonly ground: PasskeyGround;
  readonly devices: DeviceStore;
  /** The table of heads, for what is about all of it. */
  readonly headTable: Pick<Table, 'get' | 'identity' | 'update'>;
  readonly registry: RegistryReader;
  readonly nonces: Nonces;
  readonly words: WordTaker;
  readonly bus: Bus;
  readonly clock: Clock;
  /** 32 bytes of chance as base64url. */
  readonly newNonce: () => string;
  /** Tells of an event that the bus did not take, or an item that is corrupt. */
  readonly report: (what: string, detail: Readonly<Record<string, unknown>>) => void;
}
