import { compare } from '../../../functions/shared/core/amount.ts';
import type { Item } from '../../../functions/shared/ledger/store/table.ts';
import type { Invariant, Observed } from '../run/observed.ts';
import { isRecord, listOf, type Raw, recordOf } from '../run/raw.ts';
import { clocksOffMs } from './item-periods.ts';
import { amountOf } from './support.ts';

/** Between the time that a proposal names as its own and its write lies no more than its function's time. */
const functionMs = 30_000;
/** So much later than it was proposed may it be announced without waiting anew. */
const announcementMs = 300_000;

/** What is tighter acts at once. What is looser waits for as long as the policy in force says, and is announced. */
export const loosening: Invariant = {
  name: 'a looser policy waits its time',
  watch: (observed) => ({
    written: ({ pk, item, before }) => {
      if (pk !== 'policy' || before === undefined) return undefined;
      return early(observed, item, before) ?? short(observed, item, before);
    },
    ended: () => unpublishedChange(observed),
  }),
};

/** Nothing looser is in force now than what was, or than what has waited long enough. */
function early(observed: Observed, item: Item, before: Item): string | undefined {
  const { inForce, pending } = recordOf(before.standing);
  const now = rulesIn(recordOf(item.standing).inForce);
  const isOver = isRecord(pending) && observed.now() + clocksOffMs(observed) >= Number(pending.actsAt);
  const isDue = isOver && wasAnnounced(observed, before.standing);
  const seen = rulesIn(isDue ? pending : inForce);
  const looser = looserPart(seen, now);
  return looser === undefined ? undefined : `${looser} is looser at once`;
}

/** People were told of the very time at which it acts, and of it as long before as the delay says, or nearly so. */
function wasAnnounced({ events }: Observed, standing: unknown): boolean {
  const { pending, events: kept } = recordOf(standing);
  const { actsAt, proposedAt } = recordOf(pending);
  const delay = Number(actsAt) - Number(proposedAt);
  const number = listOf(kept).at(-1)?.number;
  return events.some(
    ({ at, type, detail }) =>
      type === 'PolicyChanged' &&
      detail.number === number &&
      Date.parse(String(detail.actsAt)) === Number(actsAt) &&
      Number(actsAt) - at >= delay - announcementMs - functionMs,
  );
}

/** What begins to wait has its whole time before it. */
function short({ now }: Observed, item: Item, before: Item): string | undefined {
  const { pending } = recordOf(item.standing);
  const { inForce, pending: waited } = recordOf(before.standing);
  if (!isRecord(pending) || (isRecord(waited) && waited.actsAt === pending.actsAt)) return undefined;
  // The delay of the looser policy, where that one is in force by now.
  const delays = [inForce, ...(isRecord(waited) ? [waited] : [])].map((each) => Number(rulesIn(each).looseningDelayMs));
  const left = Number(pending.actsAt) - now() + functionMs;
  return left < Math.min(...delays) ? `a looser policy waits ${left - functionMs} ms only` : undefined;
}

/** The first part, of those that a run changes, by which the later policy lets more through. */
function looserPart(a: Raw, b: Raw): string | undefined {
  const [from, to] = [limitsOf(a), limitsOf(b)];
  if (compare(amountOf(to.perInstruction), amountOf(from.perInstruction)) > 0) return 'perInstruction';
  if (isLooser(from.rolling, to.rolling)) return 'rolling';
  if (isLooserThere(from.perDestination, to.perDestination)) return 'perDestination';
  if (levelAt(b) < levelAt(a)) return 'passkeys';
  if (Number(b.whitelistCoolOffMs) < Number(a.whitelistCoolOffMs)) return 'whitelistCoolOffMs';
  if (Number(b.looseningDelayMs) < Number(a.looseningDelayMs)) return 'looseningDelayMs';
  if (Number(b.approvalExpiryMs) > Number(a.approvalExpiryMs)) return 'approvalExpiryMs';
  const roles = textsOf(recordOf(a.roles).approver);
  if (textsOf(recordOf(b.roles).approver).some((group) => !roles.includes(group))) return 'roles.approver';
  return quantities(from, to).some((quantity) => asksForLess(tierAt(from, quantity), tierAt(to, quantity)))
    ? 'approvals'
    : undefined;
}

function levelAt({ passkeys = 'off' }: Raw): number {
  return ['off', 'approvals', 'all'].indexOf(String(passkeys));
}

function isLooserThere(from: unknown, to: unknown): boolean {
  if (!isRecord(from)) return false;
  if (!isRecord(to)) return true;
  return !isAtMost(to.perInstruction, from.perInstruction) || isLooser(from.rolling, to.rolling);
}

/** Whether a limit of `from` has no window in `to` that is as tight. */
function isLooser(from: unknown, to: unknown): boolean {
  return listOf(from).some((limit) => !listOf(to).some((each) => isAsTight(each, limit)));
}

function isAsTight(each: Raw, limit: Raw): boolean {
  const isSameWindow = Number(each.windowMs) === Number(limit.windowMs);
  return isSameWindow && isAtMost(each.amount, limit.amount) && isAtMost(each.count, limit.count);
}

/** What is not there limits nothing. */
function isAtMost(value: unknown, most: unknown): boolean {
  if (most === undefined) return true;
  return value !== undefined && compare(amountOf(value), amountOf(most)) <= 0;
}

/** One from each stretch between the bounds of either policy. */
function quantities(from: Raw, to: Raw): readonly string[] {
  return [...listOf(from.approvals), ...listOf(to.approvals)].map(({ over }) => `${Number(over) + 0.01}`);
}

function tierAt({ approvals }: Raw, quantity: string): Raw {
  const applying = listOf(approvals).filter(({ over }) => Number(quantity) > Number(over));
  return recordOf(applying.toSorted((a, b) => Number(b.over) - Number(a.over))[0]);
}

function asksForLess(from: Raw, to: Raw): boolean {
  return (
    Number(to.quorum) < Number(from.quorum) ||
    (from.passkeys === true && to.passkeys !== true) ||
    textsOf(from.groups).some((group) => !textsOf(to.groups).includes(group))
  );
}

function rulesIn(standing: unknown): Raw {
  return recordOf(recordOf(standing).policy);
}

function limitsOf(policy: Raw): Raw {
  return recordOf(recordOf(policy.withdrawals).USDT);
}

function textsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

/** Who could veto it was told. The last ones are kept in the item. */
function unpublishedChange({ item, events }: Observed): string | undefined {
  const kept = listOf(recordOf(item('policy')?.standing).events);
  const untold = kept.find(
    ({ number }) =>
      Number(number) > 1 && !events.some(({ type, detail }) => type === 'PolicyChanged' && detail.number === number),
  );
  return untold === undefined ? undefined : `${untold.what} (${untold.number}) is not on the bus`;
}
