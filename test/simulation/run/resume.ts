import type { SignedWord } from '../../../functions/shared/passkeys/signed-word.ts';
import { sign } from './devices/sign.ts';
import { resumeShown } from './devices/signed-decisions.ts';
import { callAsPerson } from './person-calls.ts';
import type { Simulation } from './simulation.ts';

/** One person wants a scope to be sent again. */
export function resume(simulation: Simulation, by: string, scope: string): void {
  const submit = (word?: SignedWord) =>
    callAsPerson(simulation, 'resume', { by, of: scope, ...(word === undefined ? {} : { body: { word } }) });
  const { plan, table } = simulation;
  const shown = plan.world.devices === undefined ? undefined : resumeShown(simulation, table.get('pause'), scope);
  if (shown === undefined) submit();
  else sign(simulation, by, shown, 'usual', submit);
}
