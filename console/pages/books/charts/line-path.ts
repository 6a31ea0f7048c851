/** One value of a chart, as exact text; undefined where it is not known. */
export interface ChartPoint {
  /** What it is of, such as a day. */
  readonly name: string;
  readonly value: string | undefined;
}

export interface ChartSize {
  readonly width: number;
  readonly height: number;
}

/** Where a value is drawn. Numbers are for the drawing alone: a text beside it always has the exact value. */
export interface DrawnPoint {
  readonly x: number;
  readonly y: number;
}

/**
 * The lines through the points, from zero at the bottom to `largest` at the top. Where a value is not known there is a
 * gap: what lies between two known days is not made up.
 */
export function linesThrough(
  points: readonly ChartPoint[],
  largest: string,
  { width, height }: ChartSize,
): readonly (readonly DrawnPoint[])[] {
  const step = points.length > 1 ? width / (points.length - 1) : 0;
  const top = Number(largest);
  const lines: DrawnPoint[][] = [];
  let isOpen = false;
  for (const [index, { value }] of points.entries()) {
    if (value === undefined) {
      isOpen = false;
      continue;
    }
    const share = top > 0 ? Number(value) / top : 0;
    const point = { x: rounded(index * step), y: rounded(height - share * height) };
    if (isOpen) lines.at(-1)?.push(point);
    else lines.push([point]);
    isOpen = true;
  }
  return lines;
}

/** A line as the `points` of a polyline. */
export function polyline(line: readonly DrawnPoint[]): string {
  return line.map(({ x, y }) => `${x},${y}`).join(' ');
}

const rounded = (value: number): number => Math.round(value * 10) / 10;
