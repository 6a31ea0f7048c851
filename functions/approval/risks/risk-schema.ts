import * as v from 'valibot';
import type { ResponseType } from '../../shared/core/response-type.ts';
import { amountSchema } from '../../shared/core/schemas.ts';
import { weekdays } from '../../shared/ledger/policy/office-hours.ts';
import { isRiskCode, riskCodes } from './risk-codes.ts';

/** From where on it takes more people, or other ones. */
const tierSchema = v.strictObject({
  over: amountSchema,
  people: v.pipe(v.number(), v.integer(), v.minValue(1)),
  groups: v.pipe(v.array(v.string()), v.description('One person of each is among them.')),
});

/** What it is just under. */
const limitSchema = v.strictObject({
  of: v.pipe(
    v.picklist(['payment', 'payment-to-a-destination', 'coin', 'destination']),
    v.description('One payment, or what rolls over a window.'),
  ),
  atMost: amountSchema,
  window: v.exactOptional(v.pipe(v.string(), v.description('Such as 24h. Only of what rolls.'))),
});

/** When it was asked for, as the clock on the wall of the office shows it. */
const officeTimeSchema = v.strictObject({
  weekday: v.picklist(weekdays),
  time: v.pipe(v.string(), v.description('Such as 23:04.')),
  timezone: v.string(),
});

/** Something that is worth a second look, in words for the approver, with its figures by themselves. */
export const riskSchema = v.strictObject({
  code: v.pipe(v.string(), v.guard(isRiskCode, 'a risk code'), v.metadata({ enum: Object.keys(riskCodes) })),
  message: v.string(),
  tier: v.exactOptional(v.pipe(tierSchema, v.description('Of `just-under-a-tier`.'))),
  limit: v.exactOptional(v.pipe(limitSchema, v.description('Of `just-under-a-limit`.'))),
  askedAt: v.exactOptional(v.pipe(officeTimeSchema, v.description('Of `unusual-hour`.'))),
});

export type Risk = ResponseType<typeof riskSchema>;
