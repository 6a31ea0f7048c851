import type { Millis } from '../../../../../../functions/shared/core/clock.ts';
import { passkeyKey } from '../../../../../../functions/shared/core/item-keys.ts';
import type { OutgoingEvent } from '../../../../../../functions/shared/ledger/messaging/bus.ts';
import { openDeviceHeads } from '../../../../../../functions/shared/ledger/passkeys/device-heads.ts';
import { type DeviceStore, openDevices } from '../../../../../../functions/shared/ledger/passkeys/device-store.ts';
import { openNonces } from '../../../../../../functions/shared/ledger/passkeys/nonces.ts';
import { openRegistry, type RegistryReader } from '../../../../../../functions/shared/ledger/passkeys/read-registry.ts';
import { openWordTaker, type WordTaker } from '../../../../../../functions/shared/ledger/passkeys/take-word.ts';
import type { Item, Table } from '../../../../../../functions/shared/ledger/store/table.ts';
import { confirmDevice } from '../../../../../../functions/shared/passkeys/device-transitions.ts';
import { stampAt } from '../../../../../../functions/shared/passkeys/person.ts';
import { rootsById } from '../../../../../../functions/shared/passkeys/registry.ts';
import type { SignedWord } from '../../../../../../functions/shared/passkeys/signed-word.ts';
import type { Said } from '../../../../../../functions/shared/passkeys/statement.ts';
import { startLedger, type TestLedger } from '../../../../../support/ledger.ts';
import {
  confirmationOf,
  day,
  minute,
  type Owner,
  ownerNamed,
  place,
  type Saying,
  say,
  start,
} from '../../../passkeys/support/people.ts';

/* A stage with two roots, its table, and its table of heads. */

export interface PasskeyStage {
  readonly ledger: TestLedger;
  readonly heads: TestLedger;
  readonly roots: readonly [Owner, Owner];
  readonly devices: DeviceStore;
  readonly registry: RegistryReader;
  readonly words: WordTaker;
  /** What people were told. */
  readonly told: readonly OutgoingEvent[];
  /** Enrolls a device. It counts from a day later on. */
  confirmed(owner: Owner, by: Owner, at?: Millis): Promise<void>;
  /** Has something given to a person to be signed, and signs it. */
  signed(owner: Owner, said: Said, saying?: Saying): Promise<SignedWord>;
  close(): Promise<void>;
}

export async function startPasskeyStage(): Promise<PasskeyStage> {
  const [ledger, heads] = await Promise.all([startLedger(), startLedger()]);
  const roots: readonly [Owner, Owner] = [ownerNamed('rosa@example.com'), ownerNamed('rui@example.com')];
  const byId = rootsById(roots.map(({ enrolment }) => enrolment));
  const ground = { place, roots: byId, leastDelay: 0 };
  const settings = { floor: { level: 'off', over: {} }, ground } as const;
  const told: OutgoingEvent[] = [];
  const bus = {
    publish: async (events: readonly OutgoingEvent[]) => {
      told.push(...events);
    },
  };
  const devices = openDevices({ table: ledger.table, headTable: heads.table, roots: byId });
  const sources = { table: ledger.table, heads: openDeviceHeads(heads.table) };
  const nonces = openNonces(ledger.table);
  return {
    ledger,
    heads,
    roots,
    devices,
    registry: openRegistry(sources, ground),
    words: openWordTaker({ ...sources, settings, bus }),
    told,
    confirmed: async (owner, by, at = start) => {
      await devices.propose(owner.enrolment, stampAt(owner.person, at));
      const { word } = say(by.key, confirmationOf(owner.enrolment, by.person), { at });
      const confirmation = { stamp: stampAt(by.person, at), word, actsFrom: at + day };
      await devices.change(owner.enrolment.credentialId, (now) => confirmDevice(now, confirmation));
    },
    signed: async ({ key }, said, saying = {}) => {
      const given = say(key, said, saying);
      await nonces.giveForWord(given.word.nonce, said, (saying.at ?? start) + 5 * minute);
      return given.word;
    },
    close: async () => {
      await Promise.all([ledger.close(), heads.close()]);
    },
  };
}

/** What whoever may write a table can do to an item. */
export async function overwrite(table: Table, pk: string, change: (item: Item) => Item): Promise<void> {
  await table.put({ ...change((await table.get(pk)) ?? {}), pk });
}

export const itemKeyOf = ({ enrolment }: Owner): string => passkeyKey(enrolment.credentialId);
export const idOf = ({ enrolment }: Owner): string => enrolment.credentialId;
