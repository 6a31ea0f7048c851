import type { RiskRule } from './risk-subject.ts';

const dayMs = 86_400_000;
const youngDays = 7;

/** Who changes an invoice also brings in the account: an entry of this week is worth a call. */
export const youngDestination: RiskRule = ({ entry, now }) => {
  if (entry === undefined) return undefined;
  const days = Math.floor((now - entry.proposedAt) / dayMs);
  return days < youngDays ? { message: `${entry.id} was proposed ${daysAgo(days)}.` } : undefined;
};

function daysAgo(days: number): string {
  if (days < 1) return 'less than a day ago';
  return days === 1 ? 'a day ago' : `${days} days ago`;
}
