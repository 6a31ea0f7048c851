/**
 * How long a bar is of a whole that is `width` long. What is more than the whole fills it. Numbers are for the drawing
 * alone.
 */
export function barLength(part: string, whole: string, width: number): number {
  const share = Number(whole) > 0 ? Number(part) / Number(whole) : 1;
  return Math.round(Math.min(1, Math.max(0, share)) * width * 10) / 10;
}
