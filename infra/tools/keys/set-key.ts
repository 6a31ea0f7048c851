import { runTrial, type TrialDependencies, type TrialResult } from './run-trial.ts';
import { noKeyVersionId, type SecretStore } from './secret-store.ts';

export interface KeyChangeDependencies extends TrialDependencies {
  readonly secret: SecretStore;
}

/** How a change of the current version ended. */
export type KeyChange =
  | { readonly outcome: 'current'; readonly tried: TrialResult; readonly isFirst: boolean }
  /** The trial found it broken, or nobody accepted its warnings. The current version is what it was. */
  | { readonly outcome: 'refused' | 'declined'; readonly tried: TrialResult }
  /** Somebody else changed the same key meanwhile. */
  | { readonly outcome: 'overtaken'; readonly tried: TrialResult }
  | { readonly outcome: 'nothing-to-go-back-to' };

/**
 * Puts a key beside the current one, lets its owner try it, and only then makes it current. A run that ended in between
 * leaves a version that waits; the next run drops it.
 */
export async function setKey(dependencies: KeyChangeDependencies, text: string): Promise<KeyChange> {
  const { secret, report } = dependencies;
  const former = await prepareCurrentVersion(dependencies);
  const id = await secret.putPending(text);
  report(`The new key waits in ${secret.name} as version ${id}. Nothing uses it yet.`);
  const tried = await runTrial(dependencies, 'AWSPENDING');
  if (tried.decision !== 'taken') {
    await secret.dropPending(id);
    return { outcome: tried.decision, tried };
  }
  // Where another run put its version under the label meanwhile, that one was tried, and not ours.
  const isOurs = (await secret.labels()).pending === id;
  const isCurrent = isOurs && (await secret.makeCurrent(id, former));
  await secret.dropPending(id);
  return isCurrent
    ? { outcome: 'current', tried, isFirst: former === noKeyVersionId }
    : { outcome: 'overtaken', tried };
}

/** The current version, which is the former one when all goes well. */
async function prepareCurrentVersion({ secret, report }: KeyChangeDependencies): Promise<string> {
  const { current, pending } = await secret.labels();
  if (pending !== undefined) {
    report(`Version ${pending} waited there and never became current. It is dropped.`);
    await secret.dropPending(pending);
  }
  if (current !== undefined) return current;
  await secret.putPlaceholder();
  return (await secret.labels()).current ?? noKeyVersionId;
}
