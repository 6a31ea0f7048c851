import { isDeepStrictEqual } from 'node:util';
import { compare } from '../../../functions/base/amount.ts';
import type { Invariant, Observed, Write } from '../run/observed.ts';
import { listOf, type Raw, recordOf } from '../run/raw.ts';
import { inForceBetween, type RawStanding, standingOf } from '../run/raw-policy.ts';
import { tierOf } from './quorum-rules.ts';
import { clocksAheadMs } from './standings.ts';
import { amountOf } from './support.ts';

/** From the look at its clock to its write a deployment takes no longer than its function has. */
const decidingMs = 31_000;

/** What is looser waits for as long as the policy in force says, whatever is deployed and whoever writes it down. */
export const loosening: Invariant = {
  name: 'a looser policy waits, and people are told of it',
  watch: (observed) => ({
    written: (write) => {
      const [before, now] = [standingOf(write.before), standingOf(write.item)];
      if (before === undefined || now === undefined) return undefined;
      return early(observed, write, before, now) ?? hasty(observed, write, before, now);
    },
    ended: () => {
      const untold = standingOf(observed.item('policy'))?.events.find(
        ({ number, what }) =>
          // The first one was in force before the run began.
          number !== 1 &&
          !observed.events.some(
            ({ type, detail }) => type === 'PolicyChanged' && detail.number === number && detail.what === what,
          ),
      );
      return untold === undefined ? undefined : `nobody was told: ${untold.what} (${untold.number})`;
    },
  }),
};

/** What is in force now was in force before, or is not looser than that. */
function early(observed: Observed, { at }: Write, before: RawStanding, now: RawStanding): string | undefined {
  const aheadMs = clocksAheadMs(observed);
  const was = inForceBetween(before, at - decidingMs - aheadMs, at + aheadMs);
  const flaws = was.map((policy) => (isDeepStrictEqual(policy, now.inForce) ? undefined : looser(now.inForce, policy)));
  return flaws.includes(undefined) ? undefined : `at once there is ${flaws.join('; ')}`;
}

/** A policy that is new among those that wait does so for the whole delay. */
function hasty(observed: Observed, { at }: Write, before: RawStanding, now: RawStanding): string | undefined {
  if (now.pending === undefined || isDeepStrictEqual(now.pending, before.pending)) return undefined;
  const aheadMs = clocksAheadMs(observed);
  const { proposedAt, actsAt } = now.pending;
  if (proposedAt < at - decidingMs - aheadMs) return 'a proposal is dated back';
  const delays = inForceBetween(before, at - decidingMs - aheadMs, at + aheadMs).map(({ looseningDelayMs }) =>
    Number(looseningDelayMs),
  );
  return actsAt - proposedAt < Math.min(...delays) ? `it waits ${actsAt - proposedAt} ms of ${delays}` : undefined;
}

/** What one policy allows that the other one forbids, in words. By issue 4, and not by our own comparison. */
function looser(policy: Raw, than: Raw): string | undefined {
  const [limits, others] = [policy, than].map((each) => recordOf(recordOf(each.withdrawals).USDT));
  const isHigher = compare(amountOf(limits?.perInstruction), amountOf(others?.perInstruction)) > 0;
  if (isHigher) return 'a higher limit for one instruction';
  const missing = listOf(others?.rolling).find(
    ({ windowMs, amount }) =>
      !listOf(limits?.rolling).some(
        (each) => each.windowMs === windowMs && compare(amountOf(each.amount), amountOf(amount)) <= 0,
      ),
  );
  if (missing !== undefined) return `less of a limit over ${missing.windowMs} ms`;
  return fewerPeople(policy, than) ?? otherwiseLooser(policy, than);
}

function fewerPeople(policy: Raw, than: Raw): string | undefined {
  for (const quantity of ['0.000001', '251', '401', '5000']) {
    const [now, before] = [policy, than].map((each) => tierOf(each, { coin: 'USDT', quantity }));
    if (Number(now?.quorum) < Number(before?.quorum)) return `fewer people for ${quantity}`;
    if (lacks(now?.groups, before?.groups)) return `a group less for ${quantity}`;
  }
  return lacks(recordOf(than.roles).approver, recordOf(policy.roles).approver) ? 'an approver more' : undefined;
}

function otherwiseLooser(policy: Raw, than: Raw): string | undefined {
  if (Number(policy.approvalExpiryMs) > Number(than.approvalExpiryMs)) return 'a longer expiry';
  if (Number(policy.looseningDelayMs) < Number(than.looseningDelayMs)) return 'a shorter delay';
  const proving = Object.entries(recordOf(policy.absence)).find(
    ([kind, how]) => how === 'prove' && recordOf(than.absence)[kind] !== 'prove',
  );
  if (proving !== undefined) return `a proof for ${proving[0]}`;
  return lacks(enabledIn(than), enabledIn(policy)) ? 'a sweep that was switched off' : undefined;
}

function enabledIn({ sweeps }: Raw): unknown[] {
  return listOf(sweeps).flatMap(({ id, enabled }) => (enabled === true ? [id] : []));
}

/** Whether `list` has not all of these. */
function lacks(list: unknown, these: unknown): boolean {
  const all = Array.isArray(list) ? list : [];
  return Array.isArray(these) && these.some((each) => !all.includes(each));
}
