import Big from 'big.js';

/** An exact decimal. Money, prices and quantities of a bill: never a Number. */
export type Decimal = Big;

// Strict mode makes big.js refuse JavaScript numbers. Divisions are cut after twenty places: far below a cent.
const Exact = Big();
Exact.strict = true;
Exact.DP = 20;

export const zero: Decimal = new Exact('0');
export const one: Decimal = new Exact('1');

export function decimal(text: string): Decimal {
  return new Exact(text);
}

/** Of a count, which JavaScript has as a number: a whole one, or one in halves. */
export function decimalOf(count: number): Decimal {
  return new Exact(String(count));
}

export function sum(values: Iterable<Decimal>): Decimal {
  return [...values].reduce((total, value) => total.plus(value), zero);
}

export function min(a: Decimal, b: Decimal): Decimal {
  return a.lt(b) ? a : b;
}

export function max(a: Decimal, b: Decimal): Decimal {
  return a.gt(b) ? a : b;
}

/** Rounded down to a whole one. */
export function roundedDown(value: Decimal): Decimal {
  return value.round(0, Big.roundDown);
}

/** With commas between thousands. */
export function withThousands(value: Decimal, places = 0): string {
  const [left = '', right] = value.toFixed(places).split('.');
  const text = left.replaceAll(/\B(?=(\d{3})+$)/g, ',');
  return right === undefined ? text : `${text}.${right}`;
}
