/** One value of a policy at its path, as text. */
export interface Leaf {
  readonly path: string;
  readonly value: string;
}

/** The API gives a group of values as JSON: here they are one by one, each by its path. */
export function leavesOf(path: string, text: string): readonly Leaf[] {
  if (!text.startsWith('{')) return [{ path, value: text }];
  const group = parsed(text);
  if (group === undefined) return [{ path, value: text }];
  return leavesIn(path, group).filter((leaf) => !saidByItsPath.test(leaf.path));
}

/** An element of a list has its name in its path, and within it once more. */
const saidByItsPath = /(\.over \d[\d.]*\.over|\.rolling\.[^.]+\.windowMs|^sweeps\.[^.]+\.id)$/;

function leavesIn(path: string, group: object): readonly Leaf[] {
  return Object.entries(group).flatMap(([name, value]: [string, unknown]) => {
    const below = `${path}.${name}`;
    return typeof value === 'object' && value !== null ? leavesIn(below, value) : [{ path: below, value: `${value}` }];
  });
}

function parsed(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

/** A length of time in the largest unit that counts it wholly. */
export interface Duration {
  readonly count: number;
  readonly unit: 'day' | 'hour' | 'minute' | 'second' | 'millisecond';
}

export function durationOf(ms: number): Duration {
  // More than two days read better as days; one day is said as 24 hours, as limits are.
  if (ms >= 172_800_000 && ms % 86_400_000 === 0) return { count: ms / 86_400_000, unit: 'day' };
  if (ms % 3_600_000 === 0) return { count: ms / 3_600_000, unit: 'hour' };
  if (ms % 60_000 === 0) return { count: ms / 60_000, unit: 'minute' };
  return ms % 1_000 === 0 ? { count: ms / 1_000, unit: 'second' } : { count: ms, unit: 'millisecond' };
}

/** So many milliseconds in words of the language. */
export const durationWords = (ms: number, language: string): string => unitWords(durationOf(ms), language);

/** A length of time in words of the language, such as `24 hours`. */
export function unitWords({ count, unit }: Duration, language: string): string {
  return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(count);
}
