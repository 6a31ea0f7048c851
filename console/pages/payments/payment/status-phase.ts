import type { InstructionView } from './shown-content.ts';

type Status = InstructionView['status'];

/** How far a payment is, for what a page offers: before it is sent, on its way, in doubt, or at its end. */
export type Phase = 'before' | 'moving' | 'doubt' | 'ended';

const phases: Readonly<Record<Status, Phase>> = {
  requested: 'before',
  'awaiting-approval': 'before',
  approved: 'before',
  sending: 'moving',
  unknown: 'moving',
  sent: 'moving',
  'needs-attention': 'doubt',
  rejected: 'ended',
  declined: 'ended',
  canceled: 'ended',
  expired: 'ended',
  settled: 'ended',
  failed: 'ended',
};

export const phaseOf = (status: Status): Phase => phases[status];
