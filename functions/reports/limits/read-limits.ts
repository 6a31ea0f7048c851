import { type Clock, iso } from '../../shared/core/clock.ts';
import type { ResponseType } from '../../shared/core/response-type.ts';
import { limitUsageView } from '../../shared/ledger/limits/usage-view.ts';
import type { Policy } from '../../shared/ledger/policy/policy.ts';
import type { CorruptItemError } from '../../shared/ledger/store/errors.ts';
import { orUnreadable } from '../../shared/ledger/store/or-unreadable.ts';
import type { Reservations } from '../../shared/ledger/store/reservations.ts';
import type { limitsViewSchema } from './view-schema.ts';

export interface LimitDependencies {
  readonly reservations: Pick<Reservations, 'book'>;
  readonly clock: Pick<Clock, 'now'>;
  /** Tells of an item that is not as it was written. */
  readonly reportCorrupt: (error: CorruptItemError) => void;
}

/** What of the limits of each coin is used now. What is in doubt counts, as it does where a payment leaves. */
export async function readLimits(
  { reservations, clock, reportCorrupt }: LimitDependencies,
  { withdrawals }: Pick<Policy, 'withdrawals'>,
): Promise<ResponseType<typeof limitsViewSchema>> {
  const now = clock.now();
  const coins = await Promise.all(
    Object.entries(withdrawals).map(async ([coin, { perInstruction, rolling }]) => {
      const book = await orUnreadable(() => reservations.book({ coin }), reportCorrupt);
      const common = { coin, perInstruction };
      if (book === 'unreadable') return { ...common, known: false as const };
      return { ...common, known: true as const, rolling: rolling.map((limit) => limitUsageView(book, limit, now)) };
    }),
  );
  return { at: iso(now), coins };
}
