import type { PaymentTexts } from '../../../texts/en/payments.ts';
import type { Language } from '../../../texts/languages.ts';
import { groupDigits } from '../../../ui/group-digits.ts';
import type { ApprovalSummary } from './read-payment.ts';

export type Risk = ApprovalSummary['risks'][number];

/** The numbers of a risk, in the reader's language. Undefined where the page does not have them by themselves. */
export function riskFacts(
  { code, tier, limit, askedAt }: Risk,
  { destination, payments: { toAccount, keptSince }, coin }: ApprovalSummary,
  { riskFacts: texts }: PaymentTexts,
  language: Language,
): string | undefined {
  const inCoin = (quantity: string) => `${groupDigits(quantity)} ${coin}`;
  switch (code) {
    case 'young-destination':
      return destination.status === 'unknown' ? undefined : texts.proposed(destination.ageInDays);
    case 'first-payment':
    case 'first-by-requester':
      return keptSince === undefined ? '' : texts.keptSince(keptSince.slice(0, 10));
    case 'largest-so-far': {
      const largest = toAccount.status === 'paid' ? toAccount.largest : undefined;
      return largest === undefined ? undefined : texts.largest(inCoin(largest));
    }
    case 'just-under-a-tier':
      return tier && texts.tier(inCoin(tier.over), tier.people, tier.groups.join(', '));
    case 'just-under-a-limit': {
      if (limit === undefined) return undefined;
      const words: (atMost: string, window: string) => string = texts.limits[limit.of];
      return words(inCoin(limit.atMost), limit.window ?? '');
    }
    case 'unusual-hour':
      return askedAt && texts.askedAt(nameOf(askedAt.weekday, language), askedAt.time, askedAt.timezone);
    // Its own words say all of it.
    case 'history-unreadable':
      return '';
    default:
      return undefined;
  }
}

const weekdays = ['MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT', 'SUN'];

function nameOf(weekday: string, language: Language): string {
  // 1 January 2024 was a Monday.
  const day = new Date(Date.UTC(2024, 0, 1 + weekdays.indexOf(weekday)));
  return new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' }).format(day);
}
