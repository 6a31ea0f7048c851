import { canonicalDigest } from '../../../functions/shared/core/canonical-digest.ts';
import { isTreasuryError } from '../../../functions/shared/core/errors.ts';
import { type Link, nextLink } from '../../../functions/shared/core/history-chain.ts';
import {
  depositAddressKey,
  instructionKey,
  monthCloseKey,
  passkeyKey,
  pauseKey,
  registryHeadKey,
  whitelistEntryKey,
} from '../../../functions/shared/core/item-keys.ts';
import type { Instruction } from '../../../functions/shared/ledger/instruction/instruction.ts';
import { fromItem as deviceFromItem } from '../../../functions/shared/ledger/passkeys/device-item.ts';
import { type RecordedHead, recordedHeadOf } from '../../../functions/shared/ledger/passkeys/registry-heads.ts';
import type { PauseState } from '../../../functions/shared/ledger/pause/pause.ts';
import {
  depositAddressOf,
  type KnownDepositAddress,
} from '../../../functions/shared/ledger/store/deposit-addresses.ts';
import { readItem } from '../../../functions/shared/ledger/store/item.ts';
import { type MonthClose, monthCloseOf } from '../../../functions/shared/ledger/store/month-closes.ts';
import { pauseStateOf } from '../../../functions/shared/ledger/store/pauses.ts';
import type { Item } from '../../../functions/shared/ledger/store/table.ts';
import { fromItem } from '../../../functions/shared/ledger/store/whitelist-item.ts';
import type { WhitelistEntry } from '../../../functions/shared/ledger/whitelist/entry.ts';
import type { Device } from '../../../functions/shared/passkeys/device.ts';

/** What is wrong with one item. */
export interface Finding {
  readonly item: string;
  /** The version of the first history entry that does not follow from the one before it. */
  readonly version?: number;
  readonly problem: string;
}

/** The kinds of items that have a history, that which is written once, and those that are there for what was signed. */
export type Kind = 'instruction' | 'entry' | 'device' | 'registry-head' | 'month-close' | 'pause' | 'deposit-address';

const addressPrefix = depositAddressKey('', '').slice(0, -1);

/** What the keys of each kind begin with. */
const prefixes: readonly (readonly [prefix: string, kind: Kind])[] = [
  [instructionKey(''), 'instruction'],
  [whitelistEntryKey(''), 'entry'],
  [passkeyKey(''), 'device'],
  [registryHeadKey(''), 'registry-head'],
  [monthCloseKey(''), 'month-close'],
  [addressPrefix, 'deposit-address'],
];

export function kindOf(key: string): Kind | undefined {
  if (key === pauseKey) return 'pause';
  return prefixes.find(([prefix]) => key.startsWith(prefix))?.[1];
}

/** A history in short: a later one goes on from it where it has the same link after as many entries. */
export interface ChainDigest {
  readonly length: number;
  readonly link: string;
}

/** An item with a history, as it was read. */
export type Readable =
  | { readonly kind: 'instruction'; readonly instruction: Instruction }
  | { readonly kind: 'entry'; readonly entry: WhitelistEntry }
  | { readonly kind: 'device'; readonly device: Device }
  | { readonly kind: 'registry-head'; readonly head: RecordedHead }
  | { readonly kind: 'month-close'; readonly month: string; readonly close: MonthClose }
  | { readonly kind: 'pause'; readonly state: PauseState }
  | { readonly kind: 'deposit-address'; readonly of: CoinOnChain; readonly known: KnownDepositAddress };

/** A coin on one of its chains. */
export interface CoinOnChain {
  readonly coin: string;
  readonly chain: string;
}

export interface ItemVerdict {
  readonly finding?: Finding;
  /** Where it can be read. */
  readonly readable?: Readable;
  /** What the history has come to after so many entries. Absent where the item cannot be read, or has not so many. */
  digest(length?: number): ChainDigest | undefined;
}

/** Checks the content and the history of one item by themselves. */
export function verifyItem(key: string, kind: Kind, item: Item): ItemVerdict {
  try {
    switch (kind) {
      case 'device':
        return verifyDevice(key, item);
      case 'registry-head':
        return verifyHead(item);
      case 'entry':
        return verifyEntry(key, item);
      case 'instruction':
        return verifyInstruction(key, item);
      case 'month-close':
        return withoutHistory({ kind, month: key.slice(monthCloseKey('').length), close: monthCloseOf(item).state });
      case 'pause':
        return withoutHistory({ kind, state: pauseStateOf(item).state });
      case 'deposit-address':
        return withoutHistory({ kind, of: coinOnChain(key), known: depositAddressOf(item) });
    }
  } catch (error) {
    if (!isTreasuryError(error)) throw error;
    return { finding: { item: key, problem: error.message }, digest: () => undefined };
  }
}

/** An entry is told by its history alone, so one that can be read at all is whole. */
function verifyEntry(key: string, item: Item): ItemVerdict {
  const entry = fromItem(key.slice(whitelistEntryKey('').length), item);
  const { digest, history } = entry;
  return { readable: { kind: 'entry', entry }, digest: (length) => digestOf(digest, history, length) };
}

/** So is a device. */
function verifyDevice(key: string, item: Item): ItemVerdict {
  const { device } = deviceFromItem(key.slice(passkeyKey('').length), item);
  const { digest, history } = device;
  return { readable: { kind: 'device', device }, digest: (length) => digestOf(digest, history, length) };
}

/** It never changes, so it is like a history of one entry. */
function verifyHead(item: Item): ItemVerdict {
  const head = recordedHeadOf(item);
  const link = canonicalDigest(head);
  return { readable: { kind: 'registry-head', head }, digest: () => ({ length: 1, link }) };
}

/** What was signed in it is verified by itself: see signature-check.ts. */
function withoutHistory(readable: Readable): ItemVerdict {
  return { readable, digest: () => undefined };
}

function coinOnChain(key: string): CoinOnChain {
  const [coin = '', chain = ''] = key.slice(addressPrefix.length).split('#');
  return { coin, chain };
}

function verifyInstruction(key: string, item: Item): ItemVerdict {
  const { instruction, incoherence } = readItem(item);
  const { digest, history } = instruction;
  const readable = { kind: 'instruction', instruction } as const;
  const verdict: ItemVerdict = { readable, digest: (length) => digestOf(digest, history, length) };
  return incoherence === undefined ? verdict : { ...verdict, finding: { item: key, ...incoherence } };
}

function digestOf(digest: string, history: readonly Link[], length = history.length): ChainDigest | undefined {
  if (length > history.length) return undefined;
  return { length, link: nextLink(digest, history[length - 1]) };
}
