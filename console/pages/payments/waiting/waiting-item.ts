import type { BodyOfResponse } from '../../../api/routes.ts';
import { configProposer } from '../../../app/config-proposer.ts';
import type { ApprovalSummary } from '../payment/read-payment.ts';
import type { InstructionView } from '../payment/shown-content.ts';

export type Entry = BodyOfResponse<'GET /whitelist'>['entries'][number];
export type Pause = BodyOfResponse<'GET /pause'>['pauses'][number];
export type DepositAddress = BodyOfResponse<'GET /deposit-addresses'>['addresses'][number];
export type Proposal = NonNullable<DepositAddress['proposal']>;
export type Month = BodyOfResponse<'GET /statements/months/{month}'>;

/** Something that waits for somebody's word. */
export type WaitingItem =
  | { readonly kind: 'doubt'; readonly instruction: InstructionView }
  /** Without a summary where it could not be read. */
  | { readonly kind: 'approval'; readonly instruction: InstructionView; readonly summary?: ApprovalSummary }
  | { readonly kind: 'resume'; readonly pause: Pause }
  | { readonly kind: 'address'; readonly address: DepositAddress; readonly proposal: Proposal }
  | { readonly kind: 'destination'; readonly entry: Entry; readonly step: 'prove' | 'confirm' }
  | { readonly kind: 'month'; readonly month: Month };

/** The gravest first. */
const kinds: readonly WaitingItem['kind'][] = ['doubt', 'approval', 'resume', 'address', 'destination', 'month'];

/** Money in doubt first, and in each kind what ends first, and then what waits for longest. */
export function inOrder(items: readonly WaitingItem[]): readonly WaitingItem[] {
  const keyed = items.map((item) => ({ item, key: `${kinds.indexOf(item.kind)} ${urgencyOf(item)} ${keyOf(item)}` }));
  return keyed.toSorted((one, other) => (one.key < other.key ? -1 : 1)).map(({ item }) => item);
}

/** Times of this form sort as texts. */
function urgencyOf(item: WaitingItem): string {
  switch (item.kind) {
    case 'doubt':
      return item.instruction.createdAt;
    case 'approval':
      // The earlier it was asked for, the earlier it expires. So it is in its place also where its end is not known.
      return item.instruction.createdAt;
    case 'resume':
      return item.pause.resume?.at ?? item.pause.at;
    case 'address':
      return item.proposal.at;
    case 'destination':
      return `${destinationPlace(item)} ${item.entry.proposedAt}`;
    case 'month':
      return item.month.month;
  }
}

/** A confirmation makes a destination usable at once; one of the configuration waits for nobody's mail. */
function destinationPlace({ step, entry }: Extract<WaitingItem, { kind: 'destination' }>): number {
  if (step === 'confirm') return 0;
  return entry.proposedBy === configProposer ? 2 : 1;
}

/** Names it, for lists and to tell what is new. */
export function keyOf(item: WaitingItem): string {
  switch (item.kind) {
    case 'doubt':
    case 'approval':
      return `${item.kind} ${item.instruction.id}`;
    case 'resume':
      return `${item.kind} ${item.pause.scope}`;
    case 'address':
      return `${item.kind} ${item.address.coin}/${item.address.chain}`;
    case 'destination':
      return `${item.kind} ${item.entry.id} ${item.step}`;
    case 'month':
      return `${item.kind} ${item.month.month}`;
  }
}

/** What was not there the last time. */
export function arrivals(before: readonly WaitingItem[], now: readonly WaitingItem[]): readonly WaitingItem[] {
  const known = new Set(before.map(keyOf));
  return now.filter((item) => !known.has(keyOf(item)));
}
