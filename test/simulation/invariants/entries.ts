import { isDeepStrictEqual } from 'node:util';
import { sameAddress } from '../../../functions/shared/address/check-address.ts';
import type { Item } from '../../../functions/shared/ledger/store/table.ts';
import { groupsOf, isNameOf, personNamed } from '../plan/personas.ts';
import type { Invariant, Observed } from '../run/observed.ts';
import { listOf, type Raw, recordOf } from '../run/raw.ts';
import { entryOf, entryPk, type RawEntry } from '../run/raw-entry.ts';
import { chains, sha256 } from './chain.ts';
import { clocksOffMs, policiesSince } from './item-periods.ts';

/** A function that changes an entry has so long for it. */
const functionMs = 25_000;

/** The life of a destination: by each step, from where to where. */
const allowedTransitions: Readonly<Record<string, readonly string[]>> = {
  propose: ['new proposed'],
  prove: ['proposed proving', 'proving proving'],
  confirm: ['proving confirmed', 'confirmed confirmed', 'cooling-off cooling-off', 'active active'],
  list: ['confirmed cooling-off'],
  activate: ['cooling-off active'],
  revoke: ['proposed revoked', 'proving revoked', 'confirmed revoked', 'cooling-off revoked', 'active revoked'],
};

/** Each entry lives step by step, by other people's words, and rests for as long as the policy says. */
export const entries: Invariant = {
  name: 'a destination comes into force step by step',
  watch: (observed) => {
    const broken = chains();
    return {
      written: ({ pk, item, before }) => {
        if (pk === 'whitelist') return twins(observed, item);
        const now = entryOf(item);
        if (now === undefined) return undefined;
        const seen = entryOf(before);
        const added = now.history.slice(seen?.history.length ?? 0);
        const link = broken(pk, now.digest, added);
        if (link !== undefined) return `${now.id}: step ${link} does not follow from the one before`;
        // Those of the start were there before anybody looked.
        if (observed.now() <= Number(observed.writes[0]?.at)) return undefined;
        const wrong = wrongGrowth(now, seen, added) ?? added.map((step) => wrongStep(observed, now, step)).find(isText);
        return wrong === undefined ? undefined : `${now.id}: ${wrong}`;
      },
      ended: () => unpublished(observed),
    };
  },
};

function wrongGrowth(now: RawEntry, seen: RawEntry | undefined, added: readonly Raw[]): string | undefined {
  if (now.digest !== sha256({ id: now.id, target: now.target })) return 'its digest is not that of its target';
  const past = now.history.slice(0, seen?.history.length ?? 0);
  if (!isDeepStrictEqual(past, seen?.history ?? [])) return 'the past is another one';
  const isNextVersion = now.version === now.history.length && now.version === (seen?.version ?? 0) + added.length;
  return isNextVersion && added.length <= 1 ? undefined : `version ${seen?.version} became ${now.version}`;
}

function wrongStep(observed: Observed, entry: RawEntry, step: Raw): string | undefined {
  const { from, to, by, step: what } = step;
  const before = entry.history.at(-2)?.to ?? 'new';
  if (from !== before || !allowedTransitions[String(what)]?.includes(`${from} ${to}`))
    return `${what} leads from ${from} to ${to}`;
  switch (what) {
    case 'confirm':
      return wrongConfirmation(observed, entry, String(by));
    case 'list':
      return isListed(observed, entry) ? wrongCoolOff(observed, step) : 'the exchange does not list it';
    case 'activate':
      return observed.now() + clocksOffMs(observed) < entry.until ? 'its cool-off is not over' : undefined;
    case 'revoke':
      return mayRevoke(String(by)) ? undefined : `${by} may not revoke it`;
    default:
      return undefined;
  }
}

function wrongConfirmation(
  { decisions }: Observed,
  { id, digest, proposedBy, confirmedBy, history }: RawEntry,
  by: string,
): string | undefined {
  // Again with a signature, who did so without.
  const isSignedNow = (step: Raw) => history.at(-1)?.word !== undefined && step.word === undefined;
  const earlier = history.slice(0, -1).filter((step) => step.step === 'confirm' && !isSignedNow(step));
  const before = earlier.map((step) => String(step.by));
  const isFirst = confirmedBy.length === 1;
  // The first one takes it on: whatever they are called, it is another person than who proposed it.
  const isOwn = isFirst && personNamed(proposedBy) === personNamed(by);
  if (isOwn || [proposedBy, ...before].some((each) => each.toLowerCase() === by.toLowerCase()))
    return `${by} confirms what is theirs`;
  const hasSaid = decisions.some(
    (each) => each.of === id && isNameOf(each.by, by) && each.decision === 'confirm' && each.digest === digest,
  );
  return hasSaid ? undefined : `${by} never confirmed what stands there`;
}

/** As long as a policy said that was in force just now. */
function wrongCoolOff(observed: Observed, { until }: Raw): string | undefined {
  const policies = policiesSince(observed, observed.now() - functionMs);
  const shortest = Math.min(...policies.map((policy) => Number(policy.whitelistCoolOffMs)));
  const left = Number(until) - observed.now() + functionMs + clocksOffMs(observed);
  return left < shortest ? `it cools off for ${Number(until) - observed.now()} ms only` : undefined;
}

function isListed({ exchange }: Observed, { target }: RawEntry): boolean {
  const { whitelist } = exchange.simulator.records;
  return whitelist.some(
    ({ coin, chain, address, type }) =>
      type === 'Withdraw' && coin === target.coin && sameAddress(chain, address, String(target.address)),
  );
}

function mayRevoke(person: string): boolean {
  return groupsOf(person).some((group) => ['treasury', 'finance', 'oncall'].includes(group));
}

/** Every id has one target for ever, and every step was told. */
function unpublished({ item, items, events }: Observed): string | undefined {
  const rows = listOf(item('whitelist')?.rows ?? []);
  const doubled = rows.find(({ id }, index) => rows.findIndex((each) => each.id === id) !== index);
  if (doubled !== undefined) return `${doubled.id} is in the directory twice`;
  const unmade = rows.find(({ id, target }) => !isDeepStrictEqual(item(entryPk(id))?.target, target));
  if (unmade !== undefined) return `${unmade.id} is another one in the directory`;
  const all = items().flatMap((each) => entryOf(each) ?? []);
  const untold = all.find(({ id, history }) =>
    history.some(
      ({ version, at }) =>
        Number(at) >= Number(events[0]?.at ?? Number.POSITIVE_INFINITY) &&
        !events.some(
          ({ type, detail }) => type === 'WhitelistChanged' && detail.id === id && detail.version === version,
        ),
    ),
  );
  return untold === undefined ? undefined : `not every step of ${untold.id} is on the bus`;
}

/** No account has two names, unless the life of one of them is over. */
function twins(observed: Observed, { rows }: Item): string | undefined {
  const living = listOf(rows).filter(({ id }) => entryOf(observed.item(entryPk(id)))?.status !== 'revoked');
  const last = living.at(-1);
  const twin = living.slice(0, -1).find(({ target }) => last !== undefined && isSameAccount(target, last.target));
  return twin === undefined ? undefined : `${twin.id} and ${last?.id} are one account`;
}

function isSameAccount(a: unknown, b: unknown): boolean {
  const [one, other] = [recordOf(a), recordOf(b)];
  return (
    one.coin === other.coin &&
    one.chain === other.chain &&
    String(one.address).toLowerCase() === String(other.address).toLowerCase()
  );
}

function isText(text: string | undefined): text is string {
  return text !== undefined;
}
