import { isWithinOfficeHours, timeAt } from '../../shared/ledger/policy/office-hours.ts';
import type { RiskRule } from './risk-subject.ts';

/** Fraud comes late on a Friday. A policy without office hours calls no hour unusual. */
export const unusualHour: RiskRule = ({ requestedAt, policy: { officeHours } }) => {
  if (officeHours === undefined || isWithinOfficeHours(officeHours, requestedAt)) return undefined;
  const { weekday, time } = timeAt(requestedAt, officeHours.timezone);
  return `It was asked for on ${weekday} at ${time} in ${officeHours.timezone}.`;
};
