import { noKeyVersionId } from './secret-store.ts';
import type { Change, KeyTools } from './set-key.ts';
import { runTrial } from './trial.ts';

/** Makes the version before the current one current again, after its owner tried it. The two change places. */
export async function goBack(tools: KeyTools): Promise<Change> {
  const { secret, tell } = tools;
  const { current, previous } = await secret.labels();
  if (current === undefined || previous === undefined || previous === noKeyVersionId) {
    return { outcome: 'nothing-to-go-back-to' };
  }
  tell(`The former key is version ${previous} of ${secret.name}.`);
  const tried = await runTrial(tools, 'AWSPREVIOUS');
  if (tried.decision !== 'taken') return { outcome: tried.decision, tried };
  const isSame = (await secret.labels()).previous === previous;
  if (isSame && (await secret.makeCurrent(previous, current))) return { outcome: 'current', tried, isFirst: false };
  return { outcome: 'overtaken', tried };
}
