import { noKeyVersionId, type SecretStore } from './secret-store.ts';
import { runTrial, type TrialTools, type Tried } from './trial.ts';

export interface KeyTools extends TrialTools {
  readonly secret: SecretStore;
}

/** How a change of the current version ended. */
export type Change =
  | { readonly outcome: 'current'; readonly tried: Tried; readonly isFirst: boolean }
  /** The trial found it broken, or nobody accepted its warnings. The current version is what it was. */
  | { readonly outcome: 'refused' | 'declined'; readonly tried: Tried }
  /** Somebody else changed the same key meanwhile. */
  | { readonly outcome: 'overtaken'; readonly tried: Tried }
  | { readonly outcome: 'nothing-to-go-back-to' };

/**
 * Puts a key beside the current one, lets its owner try it, and only then makes it current. A run that ended in between
 * leaves a version that waits; the next run drops it.
 */
export async function setKey(tools: KeyTools, text: string): Promise<Change> {
  const { secret, tell } = tools;
  const former = await formerOf(tools);
  const id = await secret.putPending(text);
  tell(`The new key waits in ${secret.name} as version ${id}. Nothing uses it yet.`);
  const tried = await runTrial(tools, 'AWSPENDING');
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
async function formerOf({ secret, tell }: KeyTools): Promise<string> {
  const { current, pending } = await secret.labels();
  if (pending !== undefined) {
    tell(`Version ${pending} waited there and never became current. It is dropped.`);
    await secret.dropPending(pending);
  }
  if (current !== undefined) return current;
  await secret.begin();
  return (await secret.labels()).current ?? noKeyVersionId;
}
