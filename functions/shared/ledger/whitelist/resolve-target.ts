import type { Target } from './entry.ts';

/** What an instruction says of the place that money goes to. */
export interface ResolvedTarget {
  /** The address, or the bank account as the exchange names it. */
  readonly address: string;
  readonly tag?: string;
}

/** The place itself. It becomes a part of an instruction's content, and so of its digest. */
export function resolveTarget(target: Target): ResolvedTarget {
  if (target.kind === 'bank') return { address: target.bankAccount };
  const { address, tag } = target;
  return tag === undefined ? { address } : { address, tag };
}
