const dayMs = 86_400_000;
const hourMs = 3_600_000;
const minuteMs = 60_000;

/** The windows that a configuration can name. */
export const windowMs = { '24h': dayMs, '7d': 7 * dayMs } as const;

/** A window as the configuration names it, `24h` or `7d`; any other by its hours or minutes, such as `36h`. */
export function windowName(ms: number): string {
  const named = Object.entries(windowMs).find(([, length]) => length === ms);
  if (named !== undefined) return named[0];
  return ms % hourMs === 0 ? `${ms / hourMs}h` : `${Math.round(ms / minuteMs)}m`;
}
