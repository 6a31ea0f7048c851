import type { StatedDay } from '../../../../../functions/shared/statements/stated-day.ts';
import type { FileSubject, Format } from '../../../../../infra/tools/statement/format.ts';
import { dayPeriod } from '../../../../../infra/tools/statement/period.ts';

export interface Written {
  readonly text: string;
  readonly notes: readonly string[];
}

/** What a format makes of these days. */
export async function written(
  format: Format,
  days: readonly StatedDay[],
  subject: FileSubject = { period: dayPeriod('2026-11-20') },
): Promise<Written> {
  const notes: string[] = [];
  let text = '';
  for await (const piece of format.write(each(days), subject, (line) => notes.push(line))) text += piece;
  return { text, notes };
}

async function* each(days: readonly StatedDay[]): AsyncGenerator<StatedDay> {
  yield* days;
}
