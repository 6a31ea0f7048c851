import * as v from 'valibot';
import { type Clock, iso, type Millis } from '../../core/clock.ts';
import { isTreasuryError } from '../../core/errors.ts';
import { registryHeadKey } from '../../core/item-keys.ts';
import { digestSchema, timeSchema } from '../../core/schemas.ts';
import { type ChainEnd, chainEndOf, type RegistryHead, registryHead } from '../../passkeys/registry-head.ts';
import { credentialIdSchema } from '../../passkeys/schemas.ts';
import { CorruptItemError } from '../store/errors.ts';
import type { Item, Table } from '../store/table.ts';
import { readDirectory } from './device-directory.ts';
import { readHead } from './device-heads.ts';

/*
 * What the registry came to at a time, in an item that is made once and never changed, so that each export has one. It
 * is read from the table of heads, which nobody but one function writes, and never from devices' items.
 */

/** A head with all that its digest is of. */
export interface RecordedHead extends RegistryHead {
  readonly chains: readonly ChainEnd[];
}

export interface RegistryHeads {
  /**
   * Reads the registry and keeps its head. Undefined where it cannot be read: that is reported, and stops nothing else.
   */
  record(): Promise<RegistryHead | undefined>;
}

export interface RegistryHeadPorts {
  readonly table: Pick<Table, 'putNew'>;
  /** The table of heads. */
  readonly headTable: Pick<Table, 'get'>;
  readonly clock: Clock;
  readonly report: (what: string, detail: Readonly<Record<string, unknown>>) => void;
}

const whole = v.pipe(v.number(), v.integer(), v.minValue(0));
const itemSchema = v.strictObject({
  pk: v.string(),
  at: timeSchema,
  devices: whole,
  digest: digestSchema,
  chains: v.array(
    v.strictObject({
      credentialId: credentialIdSchema,
      version: v.pipe(whole, v.minValue(1)),
      link: digestSchema,
      status: v.picklist(['proposed', 'confirmed', 'revoked']),
    }),
  ),
});

/** So many heads are asked for at once. */
const atOnce = 50;

export function openRegistryHeads({ table, headTable, clock, report }: RegistryHeadPorts): RegistryHeads {
  return {
    record: async () => {
      try {
        const at = clock.now();
        const chains = await readChainEnds(headTable);
        const head = registryHead(at, chains);
        // One that stands there of the same moment stays: whether it is right, whoever verifies it finds out.
        await table.putNew({ pk: registryHeadKey(iso(at)), ...head, chains });
        return head;
      } catch (error) {
        if (!isTreasuryError(error)) throw error;
        report('the head of the registry of devices could not be kept', { error });
        return undefined;
      }
    },
  };
}

/** The same head for all that one run writes. */
export function recordedOnce(heads: RegistryHeads): RegistryHeads {
  let recorded: Promise<RegistryHead | undefined> | undefined;
  return {
    record: () => {
      recorded ??= heads.record();
      return recorded;
    },
  };
}

/** The head of the registry as it stands. Throws CorruptItemError, StoreUnavailableError. */
export async function readRegistryHead(headTable: Pick<Table, 'get'>, at: Millis): Promise<RegistryHead> {
  return registryHead(at, await readChainEnds(headTable));
}

/** Of every device that has a history. The directory bounds how many. Throws CorruptItemError, StoreUnavailableError. */
export async function readChainEnds(headTable: Pick<Table, 'get'>): Promise<readonly ChainEnd[]> {
  const ids = (await readDirectory(headTable)).map(({ credentialId }) => credentialId);
  const chains: ChainEnd[] = [];
  for (let from = 0; from < ids.length; from += atOnce) {
    const read = await Promise.all(ids.slice(from, from + atOnce).map((id) => chainEnd(headTable, id)));
    chains.push(...read.flat());
  }
  return chains;
}

/** None of one whose proposal never came further than the directory. */
async function chainEnd(headTable: Pick<Table, 'get'>, id: string): Promise<ChainEnd[]> {
  const head = await readHead(headTable, id);
  return head === undefined ? [] : [chainEndOf(id, head.entry)];
}

/** Throws CorruptItemError for an item that is no head, or whose digest is not that of its chains. */
export function recordedHeadOf(item: Item): RecordedHead {
  const pk = String(item.pk);
  const parsed = v.safeParse(itemSchema, item);
  if (!parsed.success) throw new CorruptItemError(pk);
  const { pk: _key, ...recorded } = parsed.output;
  const again = registryHead(recorded.at, recorded.chains);
  const isWhole = again.digest === recorded.digest && again.devices === recorded.devices;
  if (!isWhole || pk !== registryHeadKey(iso(recorded.at))) throw new CorruptItemError(pk);
  return recorded;
}
