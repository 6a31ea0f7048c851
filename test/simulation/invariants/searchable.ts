import type { Invariant } from '../run/observed.ts';
import { endStatuses, instructionOf, type RawInstruction } from '../run/raw.ts';

/** Whoever looks for an instruction by what it is finds it: its entries are there before nobody comes back to it. */
export const searchable: Invariant = {
  name: 'what ended is found by what it is',
  watch: ({ items }) => ({
    ended: () => {
      const keys = new Set(items().map(({ pk }) => String(pk)));
      for (const item of items()) {
        const instruction = instructionOf(item);
        if (instruction === undefined || instruction.isOpen || !endStatuses.has(instruction.status)) continue;
        const missing = listsOf(instruction).find((list) => !keys.has(`search#${instruction.id}#listed#${list}`));
        if (missing !== undefined) return `${instruction.id} is not found by ${missing}`;
        const untold = decidedIn(instruction).find((key) => !keys.has(`search#${key}`));
        if (untold !== undefined) return `a decision about ${instruction.id} is not found: ${untold}`;
      }
      return undefined;
    },
  }),
};

/** Each alone, and some of two together. */
function listsOf({ content, state, status, approvals }: RawInstruction): readonly string[] {
  const { kind, coin, destination, requestedBy } = content;
  const by = (person: unknown) => encodeURIComponent(String(person).toLowerCase());
  return [
    `kind=${kind}`,
    `coin=${coin}`,
    `destination=${destination}`,
    `requestedBy=${by(requestedBy)}`,
    `coin=${coin}&kind=${kind}`,
    `status=${status}`,
    `coin=${coin}&status=${status}`,
    ...approvals.map((approval) => `approvedBy=${by(approval.by)}`),
    ...approvals.map((approval) => `approvedBy=${by(approval.by)}&status=${status}`),
    ...(status === 'settled' && state.exchangeOrderId !== undefined
      ? [`exchangeOrderId=${state.exchangeOrderId}`]
      : []),
  ];
}

const decisions: ReadonlySet<unknown> = new Set([
  'approval-given',
  'declined',
  'canceled',
  'resolution-proposed',
  'resolved',
]);

function decidedIn({ id, history }: RawInstruction): readonly string[] {
  return history
    .filter(({ reason }) => decisions.has(reason))
    .flatMap(({ version, by }) => [
      `${id}#${version}#decision#all`,
      `${id}#${version}#decision#by=${encodeURIComponent(String(by).toLowerCase())}`,
    ]);
}
