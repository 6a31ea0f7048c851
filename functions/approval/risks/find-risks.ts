import { firstByRequester } from './first-by-requester.ts';
import { firstPayment } from './first-payment.ts';
import { historyUnreadable } from './history-unreadable.ts';
import { justUnderALimit } from './just-under-a-limit.ts';
import { justUnderATier } from './just-under-a-tier.ts';
import { largestSoFar } from './largest-so-far.ts';
import { isRiskCode, type RiskCode } from './risk-codes.ts';
import type { Risk } from './risk-schema.ts';
import type { RiskRule, RiskSubject } from './risk-subject.ts';
import { unusualHour } from './unusual-hour.ts';
import { youngDestination } from './young-destination.ts';

const rules: Readonly<Record<RiskCode, RiskRule>> = {
  'young-destination': youngDestination,
  'first-payment': firstPayment,
  'largest-so-far': largestSoFar,
  'first-by-requester': firstByRequester,
  'just-under-a-tier': justUnderATier,
  'just-under-a-limit': justUnderALimit,
  'unusual-hour': unusualHour,
  'history-unreadable': historyUnreadable,
};

/** All that is worth a second look, in the order of the codes. */
export function findRisks(subject: RiskSubject): readonly Risk[] {
  return Object.keys(rules)
    .filter(isRiskCode)
    .flatMap((code) => {
      const found = rules[code](subject);
      return found === undefined ? [] : [{ code, ...found }];
    });
}
