import { assumptions } from '../assumptions.ts';
import { type Decimal, decimal, decimalOf } from '../decimal.ts';

const hoursPerDay = decimal('24');
const minutesPerDay = decimal('1440');

/** AWS's month of 730 hours. */
export function perMonth(perDay: number): Decimal {
  return decimalOf(perDay).times(decimalOf(assumptions.hoursPerMonth)).div(hoursPerDay);
}

/** How often something that comes every so many minutes comes in a month. */
export function everyMinutes(minutes: number): Decimal {
  return decimalOf(assumptions.hoursPerMonth * 60).div(decimalOf(minutes));
}

/** How many there are at once of what comes so often a day and stays for so many minutes (Little's law). */
export function atOnce(perDay: number, minutes: number): Decimal {
  return decimalOf(perDay).times(decimalOf(minutes)).div(minutesPerDay);
}
