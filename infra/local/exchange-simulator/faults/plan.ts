import type { Millis } from '../../../../functions/shared/core/clock.ts';
import { InvalidInputError } from '../../../../functions/shared/core/errors.ts';
import { validate } from '../../../../functions/shared/core/validate.ts';
import { type Fault, faultSchema } from './fault.ts';
import { flawOfTarget, meets } from './fault-targets.ts';

const plannedMax = 1_000;

/** The faults that are still to come, in the order they were asked for. */
export interface FaultPlan {
  /** Checks and adds one that a request can meet. Throws InvalidInputError, which names the field. */
  plan(input: unknown): Fault;
  /** The first fault that meets this request, if any. One request meets one fault; each meeting uses it up by one. */
  take(request: { readonly method: string; readonly path: string }): Fault | undefined;
  list(): Fault[];
  clear(): void;
}

interface Planned {
  readonly fault: Fault;
  left: number;
  /** When a fault of time is over. */
  readonly until: Millis;
}

export function createFaultPlan(now: () => Millis): FaultPlan {
  let planned: Planned[] = [];

  function forget(): void {
    planned = planned.filter((each) => each.left > 0 && now() < each.until);
  }

  return {
    plan: (input) => {
      const fault = validate('fault', faultSchema, input);
      const flaw = flawOfTarget(fault);
      if (flaw !== undefined) throw new InvalidInputError('fault', [flaw]);
      forget();
      if (planned.length >= plannedMax) {
        throw new InvalidInputError('fault', [
          { field: '', reason: `${plannedMax} are planned already`, expected: 'DELETE /simulator/faults first' },
        ]);
      }
      planned.push(plannedOf(fault, now()));
      return fault;
    },
    take: ({ method, path }) => {
      forget();
      const found = planned.find(({ fault }) => meets(fault, method, path));
      if (found !== undefined) found.left -= 1;
      return found?.fault;
    },
    list: () => {
      forget();
      return planned.map(({ fault, left }) => ('times' in fault ? { ...fault, times: left } : fault));
    },
    clear: () => {
      planned = [];
    },
  };
}

function plannedOf(fault: Fault, now: Millis): Planned {
  if (fault.kind === 'maintenance') return { fault, left: Number.POSITIVE_INFINITY, until: now + fault.ms };
  return { fault, left: fault.times, until: Number.POSITIVE_INFINITY };
}
