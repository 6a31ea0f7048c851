import { isWithinOfficeHours, timeAt } from '../../shared/ledger/policy/office-hours.ts';
import type { RiskRule } from './risk-subject.ts';

/** Fraud comes late on a Friday. A policy without office hours calls no hour unusual. */
export const unusualHour: RiskRule = ({ requestedAt, policy: { officeHours } }) => {
  if (officeHours === undefined || isWithinOfficeHours(officeHours, requestedAt)) return undefined;
  const { timezone } = officeHours;
  const { weekday, name, time } = timeAt(requestedAt, timezone);
  return { message: `It was asked for on ${name} at ${time} in ${timezone}.`, askedAt: { weekday, time, timezone } };
};
