/** What a company does with a treasury in a day, evenly over its hours. */
export interface Workload {
  readonly withdrawalsPerDay: number;
  readonly sweepsPerDay: number;
  /** Reads of a deposit address: a payer's system asks before it pays. */
  readonly depositAddressesPerDay: number;
  /** People who approve each withdrawal. */
  readonly approvals: number;
  /** Whether requests leave from an address that does not change. */
  readonly hasStaticEgress: boolean;
}

/** Of a hundred instructions. */
const withdrawalShare = 70;

/** Seven withdrawals to three sweeps, and a deposit address for each withdrawal. */
export function workloadOf(instructionsPerDay: number, hasStaticEgress: boolean): Workload {
  const withdrawalsPerDay = Math.round((instructionsPerDay * withdrawalShare) / 100);
  return {
    withdrawalsPerDay,
    sweepsPerDay: instructionsPerDay - withdrawalsPerDay,
    depositAddressesPerDay: withdrawalsPerDay,
    approvals: 2,
    hasStaticEgress,
  };
}

export function instructionsPerDay({ withdrawalsPerDay, sweepsPerDay }: Workload): number {
  return withdrawalsPerDay + sweepsPerDay;
}

/** The three sizes of a company that are told of where nobody asks for another. */
export const standardSizes = [10, 1_000, 100_000] as const;
