/**
 * What a device can be asked to sign, with the decisions that each takes. To stop something (pause, cancel, revoke,
 * veto) never needs a device. The console loads this table too.
 */
export const purposes = {
  /** An instruction that leaves the company. */
  payment: ['approve', 'decline'],
  /** A destination of the whitelist. */
  destination: ['confirm'],
  pause: ['resume'],
  /** What became of a send that nobody could tell. */
  doubt: ['settled', 'failed'],
  /** A deposit address of the company's own. */
  'deposit-address': ['accept'],
  /** Another person's device. */
  device: ['confirm'],
  /** The statement of a month. */
  month: ['close'],
  /** That the devices of a restored table count as they stand. */
  restore: ['accept'],
} as const;

export type Purpose = keyof typeof purposes;

/** A purpose with one of its own decisions. */
export type Verdict = {
  [Each in Purpose]: { readonly purpose: Each; readonly decision: (typeof purposes)[Each][number] };
}[Purpose];
