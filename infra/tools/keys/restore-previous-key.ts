import { runTrial } from './run-trial.ts';
import { noKeyVersionId } from './secret-store.ts';
import type { KeyChange, KeyChangeDependencies } from './set-key.ts';

/** Makes the version before the current one current again, after its owner tried it. The two change places. */
export async function restorePreviousKey(dependencies: KeyChangeDependencies): Promise<KeyChange> {
  const { secret, report } = dependencies;
  const { current, previous } = await secret.labels();
  if (current === undefined || previous === undefined || previous === noKeyVersionId) {
    return { outcome: 'nothing-to-go-back-to' };
  }
  report(`The former key is version ${previous} of ${secret.name}.`);
  const tried = await runTrial(dependencies, 'AWSPREVIOUS');
  if (tried.decision !== 'taken') return { outcome: tried.decision, tried };
  const isSame = (await secret.labels()).previous === previous;
  if (isSame && (await secret.makeCurrent(previous, current))) return { outcome: 'current', tried, isFirst: false };
  return { outcome: 'overtaken', tried };
}
