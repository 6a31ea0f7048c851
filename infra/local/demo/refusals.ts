import * as v from 'valibot';
import { errorSchema } from './api-schemas.ts';
import type { Persona } from './personas.ts';
import type { ApiResponse } from './treasury-api.ts';

/** One thing that somebody tried and that was not let through. */
export interface DemoRefusal {
  readonly who: string;
  readonly what: string;
  /** The published code of the error, or the reason that the instruction ended with. */
  readonly code: string;
}

/** What was refused, told as it happens. */
export class DemoRefusals {
  readonly all: DemoRefusal[] = [];
  readonly #tell: (line: string) => void;

  constructor(report: (line: string) => void) {
    this.#tell = report;
  }

  /** Throws where the API let it through. */
  expectRefusal(person: Persona, what: string, { status, body }: ApiResponse): void {
    if (status < 400) throw new Error(`${person.name} ${what}, and that was not refused`);
    const { code, message, details } = v.parse(errorSchema, body).error;
    // What is wrong with a field says it in fewer words.
    this.record(person.name, what, code, details[0]?.reason ?? message);
  }

  record(who: string, what: string, code: string, why: string): void {
    this.all.push({ who, what, code });
    this.#tell(`  REFUSED: ${who} ${what}`);
    this.#tell(`    ${code}: ${why}`);
  }
}
