import { sameAddress } from '../../../functions/shared/address/check-address.ts';
import { accounts, sentLimitMs, startTime } from '../fakes/simulated-policy.ts';
import type { Execution, Invariant, Observed } from '../run/observed.ts';
import { instructionOf, type Raw, type RawInstruction, recordOf } from '../run/raw.ts';
import { lagBoundMs, staysSent } from '../run/stays-sent.ts';
import { policiesSince } from './item-periods.ts';
import { executionsOf, hasForeignOrder, isFlapping, isOurs, kindOf } from './support.ts';

const tickMs = 50_000;
const quietMs = 600_000;
const apartMs = 300_000;

/** People are asked only where the records truly leave doubt. */
export const doubt: Invariant = {
  name: 'people are asked only where there is doubt',
  watch: (observed) => ({
    written: ({ item, before }) => {
      const instruction = instructionOf(item);
      const seen = instructionOf(before);
      if (
        instruction !== undefined &&
        seen?.status === 'unknown' &&
        isProvenAbsent(instruction) &&
        hasNearMatchInTime(observed, seen)
      ) {
        return `${instruction.id} counts as absent beside a movement that is like it`;
      }
      if (
        instruction !== undefined &&
        seen?.status === 'unknown' &&
        isProvenAbsent(instruction) &&
        wasSeenBefore(instruction)
      ) {
        return `${instruction.id} counts as absent, and the exchange said that it had seen it`;
      }
      if (
        instruction !== undefined &&
        seen?.status === 'unknown' &&
        isProvenAbsent(instruction) &&
        !isProof(observed, seen)
      ) {
        return `${instruction.id} counts as absent without two looks after the quiet period`;
      }
      if (
        instruction !== undefined &&
        seen?.status === 'unknown' &&
        isProvenAbsent(instruction) &&
        !mayProve(observed, instruction)
      ) {
        return `${instruction.id} counts as absent, and the policy says to ask`;
      }
      const isNew = instruction?.status === 'needs-attention' && seen?.status !== 'needs-attention';
      return isNew ? unfounded(observed, instruction) : undefined;
    },
  }),
};

function unfounded(observed: Observed, instruction: RawInstruction): string | undefined {
  const { id, state, content } = instruction;
  const { plan } = observed;
  const kind = kindOf(content);
  const hidden = staysSent(plan.world, kind);
  const isShownOtherwise = plan.world.altersRows || isFlapping(plan);
  switch (state.reason) {
    case 'not-in-records': {
      const isAsking = policiesSince(observed, startTime).some((policy) => recordOf(policy.absence)[kind] === 'ask');
      const isThere = executionsOf(observed, id).length > 0 && !hidden && !isEmptied(observed, kind);
      return isAsking && !isThere ? undefined : `${id}: not in the records, it says`;
    }
    case 'no-known-order':
      return observed.item(`known-order#${kind}`) === undefined ? undefined : `${id}: no known order, it says`;
    case 'seen-before':
      return wasSeenBefore(instruction) ? undefined : `${id}: seen before, it says`;
    case 'near-match':
      // What is shown otherwise than it was sent is like everything that goes there, and nobody's.
      return isShownOtherwise || hasNearMatch(observed, instruction) ? undefined : `${id}: a near match, it says`;
    case 'order-differs':
      return isFlapping(plan) || isShownWrongly(observed, id) || hasForeignOrder(observed, id)
        ? undefined
        : `${id}: another order, it says`;
    case 'unknown-status':
      return isCalledByUnknownWords(observed) ? undefined : `${id}: an unknown word, it says`;
    case 'sent-too-long':
      if (plan.world.hasUnknownWords && kind !== 'asset-transfer' && !hidden && !isHardToRead(observed))
        return `${id}: people were not asked at once about a word that nobody knows`;
      return wasSentFor(instruction) > sentLimitMs ? undefined : `${id}: sent too long, it says`;
    case 'records-unreadable':
      return hidden || plan.world.lagMaxMs > lagBoundMs || isHardToRead(observed)
        ? undefined
        : `${id}: unreadable records, it says`;
    default:
      return `${id}: ${state.reason}`;
  }
}

/** The lists were empty for a while, and no order of ours was known that they had to show. */
function isEmptied(observed: Observed, kind: string): boolean {
  const isAway = observed.plan.actions.some((action) => action.kind === 'outage' && action.how === 'empty');
  return isAway && observed.item(`known-order#${kind}`) === undefined;
}

/** The codes of exchange-api.md section 4 that say so. */
const seenBefore: ReadonlySet<unknown> = new Set(['-1024', '-1141', '-4013']);

function wasSeenBefore({ attempts }: RawInstruction): boolean {
  return attempts.some(({ exchangeCode }) => seenBefore.has(exchangeCode));
}

function isCalledByUnknownWords({ plan }: Observed): boolean {
  return plan.world.hasUnknownWords || plan.rates['read-unknown-word'] !== undefined;
}

/** From the moment at which it was written down that the exchange took it. */
function wasSentFor({ history }: RawInstruction): number {
  const since = history.find(({ to }) => to === 'sent')?.at;
  return Number(history.at(-1)?.at) - Number(since);
}

/** The exchange has it, and its lists say of it what is not so. */
function isShownWrongly(observed: Observed, id: string): boolean {
  const { world, rates } = observed.plan;
  const contradicts = rates['read-contradicting-row'] !== undefined;
  return (world.altersRows || contradicts) && executionsOf(observed, id).length > 0;
}

function isProvenAbsent({ history }: RawInstruction): boolean {
  return history.at(-1)?.reason === 'proven-absent';
}

/** The first look came after the quiet period, and the second five minutes later, on the exchange's clock. */
function isProof({ exchange }: Observed, { state, attempts }: RawInstruction): boolean {
  const last = attempts.at(-1);
  const quietUntil = Number(last?.timestamp) + Number(last?.recvWindow) + quietMs;
  const first = Number(state.absentSince ?? 0);
  return first >= quietUntil && exchange.now() >= first + apartMs;
}

/** Some policy of the last tick's time let the proof do so. */
function mayProve(observed: Observed, { content }: RawInstruction): boolean {
  const kind = kindOf(content);
  const recent = policiesSince(observed, observed.now() - tickMs);
  return recent.some((policy) => recordOf(policy.absence)[kind] === 'prove');
}

/** A movement that is like it, since its first attempt that may have been taken, and old enough to have been read. */
function hasNearMatchInTime(observed: Observed, instruction: RawInstruction): boolean {
  const first = instruction.attempts.find(({ outcome }) => outcome !== 'held' && outcome !== 'refused');
  const sentAt = Number(first?.timestamp);
  const until = Math.max(sentAt + 200_000, Number(instruction.state.absentSince ?? 0) - quietMs);
  const near = observed.executions.filter(({ exchangeAt }) => exchangeAt > sentAt - 50_000 && exchangeAt < until);
  return hasNearMatch({ executions: near }, instruction);
}

/** A movement of its coin to there, of whatever quantity, and made by hand. */
function hasNearMatch({ executions }: Pick<Observed, 'executions'>, { content }: RawInstruction): boolean {
  return executions.some(
    (each) =>
      !isOurs(each) && each.kind === content.kind && each.order.coin === content.coin && isToThere(each, content),
  );
}

/** The list of payments to banks names no account, so that any of them may be like it. */
function isToThere({ kind, order }: Execution, content: Raw): boolean {
  if (kind === 'fiat-withdrawal') return true;
  if (kind === 'asset-transfer') return order.to === accounts.custody.id;
  return sameAddress(String(content.chain), order.address, String(content.address));
}

/** The doubt lasted an hour: only a long outage, or faults for as long, can have kept the records from us. */
function isHardToRead({ plan }: Observed): boolean {
  const hasOutage = plan.actions.some(
    (action) => action.kind === 'outage' && action.of === 'reads' && action.until - action.at > 1_200_000,
  );
  return hasOutage || !plan.world.hasBalanceFlow;
}
