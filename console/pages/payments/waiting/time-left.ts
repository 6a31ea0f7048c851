export interface TimeLeft {
  readonly value: number;
  readonly unit: 'minute' | 'hour' | 'day';
}

const minuteMs = 60_000;

/** How long it is until then, in the largest unit of which at least two are left. Never more than there is. */
export function timeLeft(until: string, now: Date): TimeLeft {
  const minutes = Math.max(0, Math.floor((Date.parse(until) - now.getTime()) / minuteMs));
  if (minutes < 120) return { value: minutes, unit: 'minute' };
  return minutes < 2 * 1440
    ? { value: Math.floor(minutes / 60), unit: 'hour' }
    : { value: Math.floor(minutes / 1440), unit: 'day' };
}
