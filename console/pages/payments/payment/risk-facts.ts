import type { PaymentTexts } from '../../../texts/en/payments.ts';
import { groupDigits } from '../../../ui/group-digits.ts';
import type { ApprovalSummary } from './read-payment.ts';

/** The numbers of a risk, in the reader's language. Undefined where the page does not have them by themselves. */
export function riskFacts(
  code: string,
  { destination, payments: { toAccount, keptSince }, coin }: ApprovalSummary,
  { riskFacts: texts }: PaymentTexts,
): string | undefined {
  switch (code) {
    case 'young-destination':
      return destination.status === 'unknown' ? undefined : texts.proposed(destination.ageInDays);
    case 'first-payment':
    case 'first-by-requester':
      return keptSince === undefined ? '' : texts.keptSince(keptSince.slice(0, 10));
    case 'largest-so-far': {
      const largest = toAccount.status === 'paid' ? toAccount.largest : undefined;
      return largest === undefined ? undefined : texts.largest(`${groupDigits(largest)} ${coin}`);
    }
    // Its own words say all of it.
    case 'history-unreadable':
      return '';
    default:
      return undefined;
  }
}
