/**
 * What is wrong with a device's counter. A device that counts signs with a higher number each time: the same one again
 * means that there are two of its key. Many devices do not count and always say 0.
 */
export function counterFlaw(previous: number, next: number): 'counter-not-grown' | undefined {
  if (previous === 0 && next === 0) return undefined;
  return next > previous ? undefined : 'counter-not-grown';
}
