import * as v from 'valibot';
import type { EventType } from '../../../functions/shared/core/event-types.ts';
import { parseJson } from '../../json.ts';

/** What people do is told to the other people. In a story where they do so much, it is counted. */
const expected: readonly EventType[] = ['WhitelistChanged', 'PauseChanged', 'PolicyChanged'];

const eventSchema = v.object({ 'detail-type': v.string(), detail: v.record(v.string(), v.unknown()) });

/** Listens to the topic of alarms. */
export class Alarms {
  readonly #counts = new Map<string, number>();
  readonly #tell: (line: string) => void;

  constructor(tell: (line: string) => void) {
    this.#tell = tell;
  }

  hear(message: string): void {
    const parsed = v.safeParse(eventSchema, parseJson(message));
    const type = parsed.success ? parsed.output['detail-type'] : 'unknown';
    this.#counts.set(type, (this.#counts.get(type) ?? 0) + 1);
    const isExpected = expected.some((each) => each === type);
    if (!isExpected) this.#tell(`  alarm: ${message}`);
  }

  /** `WhitelistChanged 9, PauseChanged 3`. */
  summary(): string {
    return [...this.#counts].map(([type, count]) => `${type} ${count}`).join(', ');
  }
}
