import * as v from 'valibot';
import type { EventType } from '../../../functions/shared/core/event-types.ts';
import { parseJson } from '../../json.ts';

/** What people do, or try, is reported to the other people. In a demo where they do so much, it is counted. */
const expectedEvents: readonly EventType[] = [
  'WhitelistChanged',
  'PauseChanged',
  'PolicyChanged',
  'PasskeyChanged',
  'PasskeyRefused',
];

const eventSchema = v.object({ 'detail-type': v.string(), detail: v.record(v.string(), v.unknown()) });

/** Listens to the topic of alarms. */
export class Alarms {
  readonly #counts = new Map<string, number>();
  readonly #tell: (line: string) => void;

  constructor(report: (line: string) => void) {
    this.#tell = report;
  }

  handleMessage(message: string): void {
    const parsed = v.safeParse(eventSchema, parseJson(message));
    const type = parsed.success ? parsed.output['detail-type'] : 'unknown';
    this.#counts.set(type, (this.#counts.get(type) ?? 0) + 1);
    const isExpected = expectedEvents.some((each) => each === type);
    if (!isExpected) this.#tell(`  alarm: ${message}`);
  }

  /** `WhitelistChanged 9, PauseChanged 3`. */
  summary(): string {
    return [...this.#counts].map(([type, count]) => `${type} ${count}`).join(', ');
  }
}
