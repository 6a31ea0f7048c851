import type { Invariant, Observed, Write } from '../run/observed.ts';
import { instructionOf, type RawInstruction } from '../run/raw.ts';
import { genuineSigning, isSignatureAsked } from './device-rules.ts';
import { policiesSince } from './item-periods.ts';

/** A function works for so long at the most. */
const functionMs = 60_000;
/** What is approved is looked at within this time: by the tick, or when its message comes once more. */
const lookedAtMs = 600_000;

/** Where signatures of a payment do not count, people are told of the payment and of each of them. */
export const refusedIsTold: Invariant = {
  name: 'signatures that do not count are told',
  watch: (observed) => {
    if (observed.plan.world.devices === undefined) return {};
    return {
      written: (write) => untold(observed, write),
      ended: () => {
        const all = observed.items().flatMap((item) => instructionOf(item) ?? []);
        const unnoticed = all.find((each) => isUnnoticed(observed, each));
        return unnoticed && `nobody was told of the signatures of ${unnoticed.id}`;
      },
    };
  },
};

/** It was told before it is written down that it waits for that. */
function untold({ events, now }: Observed, { item, before }: Write): string | undefined {
  const held = instructionOf(item);
  const seen = instructionOf(before);
  const isNew = held?.status === 'approved' && held.state.heldReason === 'signatures-refused';
  // The last look says no more than that it was not sent. The next first look tells.
  if (!isNew || held.version === seen?.version || seen?.status === 'sending') return undefined;
  if (held.history.at(-1)?.by !== 'withdrawal-release') return undefined;
  const isTold = events.some(
    ({ type, at, detail }) => type === 'SignatureRefused' && detail.id === held.id && at >= now() - functionMs,
  );
  return isTold ? undefined : `nobody was told why ${held.id} waits`;
}

/** It is approved, by signatures that do not count, and waits for nothing that anybody hears of. */
function isUnnoticed(observed: Observed, { status, state, approvals, content, id }: RawInstruction): boolean {
  const isQuiet = status === 'approved' && (state.heldReason === undefined || state.heldReason === 'approvals-missing');
  const isAsked = policiesSince(observed, observed.now()).every((policy) =>
    isSignatureAsked(observed, policy, content),
  );
  const isForged = approvals.some(
    (each) => each.word !== undefined && genuineSigning(observed, each, { now: observed.now() }) === undefined,
  );
  const isFresh = (observed.writesOf(`instruction#${id}`).at(-1)?.at ?? 0) > observed.now() - lookedAtMs;
  if (!isQuiet || !isAsked || !isForged || isFresh) return false;
  return !observed.reported.some((line) => JSON.stringify(line)?.includes(`instruction#${id} `));
}
