import { sameAddress } from '../shared/address/check-address.ts';
import { isTreasuryError } from '../shared/core/errors.ts';
import { whitelistAddresses } from '../shared/exchange/endpoints/whitelist-addresses.ts';
import { publishEntryEvents } from '../shared/ledger/messaging/whitelist-events.ts';
import type { Policy } from '../shared/ledger/policy/policy.ts';
import { coolOffOf } from '../shared/ledger/whitelist/cool-off.ts';
import type { CryptoTarget, WhitelistEntry } from '../shared/ledger/whitelist/entry.ts';
import { activate, markListed } from '../shared/ledger/whitelist/steps.ts';
import type { WhitelistDependencies } from './dependencies.ts';
import { pageSize, readEntries } from './list-entries.ts';

export interface CheckDependencies extends WhitelistDependencies {
  /** Tells who runs this what could not be done. */
  readonly report: (what: string, detail: Readonly<Record<string, unknown>>) => void;
}

/** What one check did. */
export interface CheckResult {
  readonly entries: number;
  readonly listed: number;
  readonly activated: number;
}

/**
 * Lists of the exchange that are read in one check, at two a second. Where there are more, each check begins elsewhere.
 */
const listsMax = 10;

const by = 'whitelist';

/**
 * Moves on what waits for nobody: a confirmed address that the exchange lists begins its cool-off, a cool-off that is
 * over is written down, and events that were lost are published. It makes certain what calls make fast: also the first
 * step of an entry that a crash left in the directory only.
 */
export async function checkExchange(dependencies: CheckDependencies, policy: Policy): Promise<CheckResult> {
  const rows = await dependencies.whitelist.directory();
  const waiting: WhitelistEntry[] = [];
  let activated = 0;
  for (let start = 0; start < rows.length; start += pageSize) {
    const { entries, corrupt } = await readEntries(dependencies.whitelist, rows.slice(start, start + pageSize));
    for (const error of corrupt) dependencies.report('an item is corrupt', { error });
    for (const entry of entries) {
      const now = await isolateFailure(dependencies, entry, () => endCoolOffAndPublish(dependencies, entry));
      if (now.state.status === 'active' && entry.state.status !== 'active') activated += 1;
      if (now.state.status === 'confirmed') waiting.push(now);
    }
  }
  return { entries: rows.length, listed: await lookForListed(dependencies, policy, waiting), activated };
}

/** An entry with its cool-off ended where it is over, and with its events published. */
async function endCoolOffAndPublish(
  { whitelist, bus, clock }: CheckDependencies,
  entry: WhitelistEntry,
): Promise<WhitelistEntry> {
  const stamp = { by, at: clock.now() };
  const isDue = activate(entry, stamp) !== entry;
  const now = isDue ? await whitelist.change(entry.id, (standing) => activate(standing, stamp)) : entry;
  return publishEntryEvents(bus, whitelist, now);
}

async function lookForListed(
  dependencies: CheckDependencies,
  policy: Policy,
  waiting: readonly WhitelistEntry[],
): Promise<number> {
  let listed = 0;
  for (const { target, entries } of listsToRead(waiting, dependencies.clock.now())) {
    try {
      const { coin, chain } = target;
      const { records, unreadable } = await dependencies.exchange.read(whitelistAddresses, { coin, chain });
      if (unreadable > 0)
        dependencies.report("the exchange's list has rows that cannot be read", { coin, chain, unreadable });
      for (const entry of entries) {
        if (!records.some(({ address }) => isAt(entry, address))) continue;
        const now = await isolateFailure(dependencies, entry, () => beginCoolOff(dependencies, policy, entry));
        if (now !== entry) listed += 1;
      }
    } catch (error) {
      if (!isTreasuryError(error)) throw error;
      dependencies.report("the exchange's list could not be read", { error });
      // What is away or has blocked us would refuse the other lists too. The next check is near.
      if (error.code !== 'exchange-refused') return listed;
    }
  }
  return listed;
}

interface ListToRead {
  readonly target: Pick<CryptoTarget, 'coin' | 'chain'>;
  readonly entries: readonly WhitelistEntry[];
}

function listsToRead(waiting: readonly WhitelistEntry[], now: number): readonly ListToRead[] {
  const groups = Map.groupBy(waiting, ({ target }) => JSON.stringify([target.coin, chainOf(target)]));
  const lists = [...groups.values()].flatMap((entries) => {
    const target = entries[0]?.target;
    return target?.kind === 'crypto' ? [{ target, entries }] : [];
  });
  // Another list is the first one every minute, so that none waits for ever behind ten others.
  const first = lists.length === 0 ? 0 : Math.floor(now / 60_000) % lists.length;
  return [...lists.slice(first), ...lists.slice(0, first)].slice(0, listsMax);
}

function chainOf(target: WhitelistEntry['target']): string | undefined {
  return target.kind === 'crypto' ? target.chain : undefined;
}

function isAt({ target }: WhitelistEntry, address: string): boolean {
  return target.kind === 'crypto' && sameAddress(target.chain, target.address, address);
}

async function beginCoolOff(
  { whitelist, bus, clock, environment }: CheckDependencies,
  { whitelistCoolOffMs }: Policy,
  { id }: WhitelistEntry,
): Promise<WhitelistEntry> {
  const coolOffMs = coolOffOf(whitelistCoolOffMs, environment);
  const now = await whitelist.change(id, (standing) => markListed(standing, coolOffMs, { by, at: clock.now() }));
  return publishEntryEvents(bus, whitelist, now);
}

/** One entry that cannot be moved on does not keep the others. */
async function isolateFailure(
  dependencies: CheckDependencies,
  entry: WhitelistEntry,
  action: () => Promise<WhitelistEntry>,
): Promise<WhitelistEntry> {
  try {
    return await action();
  } catch (error) {
    if (!isTreasuryError(error)) throw error;
    dependencies.report('an entry could not be moved on', { id: entry.id, error });
    return entry;
  }
}
